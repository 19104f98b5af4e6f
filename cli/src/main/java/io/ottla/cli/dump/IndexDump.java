package io.ottla.cli.dump;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes out the indexes of a segment and compares them with its log. Offset index: entries of 8 bytes, int32 relative offset and
 * int32 position. Time index: entries of 12 bytes, int64 timestamp and int32 relative offset. In both, zeros behind the first entry
 * are room that was not used.
 */
@OwnedBy(CREATOR)
final class IndexDump {
    private static final int OFFSET_ENTRY = 8;
    private static final int TIME_ENTRY = 12;
    private static final String NOT_FOUND = "The following indexed offsets are not found in :";

    private final boolean sanityOnly;
    private final boolean verifyOnly;
    private final Terminal terminal;
    private final Findings findings;

    /**
     * @param sanityOnly looks at the index alone, and writes one line
     * @param verifyOnly compares, and writes what does not agree
     */
    IndexDump(boolean sanityOnly, boolean verifyOnly, Terminal terminal, Findings findings) {
        this.sanityOnly = sanityOnly;
        this.verifyOnly = verifyOnly;
        this.terminal = terminal;
        this.findings = findings;
    }

    void offsets(Path file, long baseOffset) {
        var index = Mapped.file(file);
        if (index.limit() < OFFSET_ENTRY) {
            terminal.out().println(file + " is empty.");
            return;
        }
        if (sanityOnly) {
            checkSize(file, index, OFFSET_ENTRY);
            var last = lastEntry(index, OFFSET_ENTRY, 0);
            if (index.getInt(last) < 0) {
                throw corrupt(file, "the last offset lies before the base offset " + baseOffset);
            }
            terminal.out().println(file + " passed sanity check.");
            return;
        }
        var log = Mapped.file(log(file));
        for (int at = 0; at + OFFSET_ENTRY <= index.limit(); at += OFFSET_ENTRY) {
            var offset = baseOffset + index.getInt(at);
            if (offset <= baseOffset && at > 0) {
                return;
            }
            compareOffset(file, log, offset, index.getInt(at + Integer.BYTES));
            if (!verifyOnly) {
                terminal.out().println("offset: " + offset + " position: " + index.getInt(at + Integer.BYTES));
            }
        }
    }

    private void compareOffset(Path file, ByteBuffer log, long offset, int position) {
        var title = "Mismatches in :" + file.toAbsolutePath();
        if (position < 0 || position > log.limit()) {
            findings.add(title, "Index offset: " + offset + ", position " + position + " lies outside of the log");
            return;
        }
        var batches = new Batches().over(log, position, log.limit());
        if (!batches.next()) {
            findings.add(title, "Index offset: " + offset + ", no batch at position " + position);
        } else if (batches.batch().lastOffset() != offset) {
            findings.add(
                    title,
                    "Index offset: " + offset + ", log offset: "
                            + batches.batch().lastOffset());
        }
    }

    void times(Path file, long baseOffset) {
        var index = Mapped.file(file);
        if (index.limit() < TIME_ENTRY) {
            terminal.out().println(file + " is empty.");
            return;
        }
        if (sanityOnly) {
            checkSize(file, index, TIME_ENTRY);
            checkLastTime(file, index, baseOffset);
            terminal.out().println(file + " passed sanity check.");
            return;
        }
        var batches = new Batches().over(Mapped.file(log(file)));
        var hasBatch = batches.next();
        var before = RecordBatch.NO_TIMESTAMP;
        for (int at = 0; at + TIME_ENTRY <= index.limit(); at += TIME_ENTRY) {
            var timestamp = index.getLong(at);
            var offset = baseOffset + index.getInt(at + Long.BYTES);
            if (offset == baseOffset && at > 0) {
                return;
            }
            while (hasBatch && batches.batch().lastOffset() < offset) {
                hasBatch = batches.next();
            }
            compareTime(file, hasBatch ? batches.batch() : null, offset, timestamp);
            if (before >= timestamp) {
                findings.add(
                        "Found out of order timestamp in :" + file.toAbsolutePath(),
                        "Index timestamp: " + timestamp + ", Previously indexed timestamp: " + before);
            }
            if (!verifyOnly) {
                terminal.out().println("timestamp: " + timestamp + " offset: " + offset);
            }
            before = timestamp;
        }
    }

    private void compareTime(Path file, @Nullable RecordBatch batch, long offset, long timestamp) {
        if (batch == null || batch.lastOffset() != offset) {
            findings.add(
                    NOT_FOUND + file.toAbsolutePath(),
                    "Indexed offset: " + offset + ", found log offset: " + (batch == null ? -1 : batch.lastOffset()));
        } else if (batch.maxTimestamp() != timestamp) {
            findings.add(
                    "Found timestamp mismatch in :" + file.toAbsolutePath(),
                    "Index timestamp: " + timestamp + ", log timestamp: " + batch.maxTimestamp());
        }
    }

    private static void checkSize(Path file, ByteBuffer index, int entryBytes) {
        if (index.limit() % entryBytes != 0) {
            throw corrupt(file, "its " + index.limit() + " bytes are no multiple of " + entryBytes);
        }
    }

    private static void checkLastTime(Path file, ByteBuffer index, long baseOffset) {
        var last = lastEntry(index, TIME_ENTRY, Long.BYTES);
        if (index.getLong(last) < index.getLong(0)) {
            throw corrupt(
                    file, "the last timestamp " + index.getLong(last) + " is less than the first " + index.getLong(0));
        }
        if (index.getInt(last + Long.BYTES) < 0) {
            throw corrupt(file, "the last offset lies before the base offset " + baseOffset);
        }
    }

    /** Where the last entry begins that is used. */
    private static int lastEntry(ByteBuffer index, int entryBytes, int relativeOffsetAt) {
        var last = index.limit() - entryBytes;
        while (last > 0 && index.getInt(last + relativeOffsetAt) == 0) {
            last -= entryBytes;
        }
        return last;
    }

    private static Failure corrupt(Path file, String why) {
        return new Failure(file + " failed the sanity check: " + why);
    }

    private static Path log(Path index) {
        var name = String.valueOf(index.getFileName());
        return index.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".log");
    }
}
