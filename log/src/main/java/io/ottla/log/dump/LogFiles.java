package io.ottla.log.dump;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.NioDisk;
import io.ottla.log.disk.SmallFile;
import io.ottla.log.epoch.EpochCheckpoint;
import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.producer.AbortedTransactions;
import io.ottla.log.producer.ProducerSnapshot;
import io.ottla.log.producer.TransactionIndexFile;
import io.ottla.log.segment.LogFileName;
import io.ottla.log.segment.OffsetIndex;
import io.ottla.log.segment.TimeIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the small files beside a .log file as a whole. Blocks. Stateless. */
public final class LogFiles {
    private static final Disk DISK = new NioDisk();

    private LogFiles() {}

    /** An entry of a .index file: a batch that ends with {@code offset} begins at {@code position}. */
    public record OffsetEntry(long offset, int position) {}

    /** An entry of a .timeindex file: {@code timestampMs} is the largest up to the batch that ends with {@code offset}. */
    public record TimeEntry(long timestampMs, long offset) {}

    /** All that is in a .index file, sense or not: a preallocated one ends in entries of zeros. */
    public static List<OffsetEntry> offsetIndex(Path path) throws IOException {
        var base = baseOffset(path);
        var bytes = SmallFile.read(DISK, path);
        var entries = new ArrayList<OffsetEntry>();
        while (bytes.remaining() >= OffsetIndex.ENTRY_BYTES) {
            entries.add(new OffsetEntry(base + bytes.getInt(), bytes.getInt()));
        }
        return entries;
    }

    /** All that is in a .timeindex file, sense or not. */
    public static List<TimeEntry> timeIndex(Path path) throws IOException {
        var base = baseOffset(path);
        var bytes = SmallFile.read(DISK, path);
        var entries = new ArrayList<TimeEntry>();
        while (bytes.remaining() >= TimeIndex.ENTRY_BYTES) {
            entries.add(new TimeEntry(bytes.getLong(), base + bytes.getInt()));
        }
        return entries;
    }

    /** The aborted transactions of a .txnindex file, up to the first that makes no sense. */
    public static AbortedTransactions transactionIndex(Path path) throws IOException {
        return TransactionIndexFile.read(DISK, path);
    }

    /** The producers of a .snapshot file; empty if its checksum, version or length is wrong. */
    public static Optional<List<ProducerSnapshot.Entry>> producerSnapshot(Path path) throws IOException {
        return ProducerSnapshot.parse(SmallFile.read(DISK, path));
    }

    /** The leader-epoch-checkpoint of a partition's directory; empty if there is none that makes sense. */
    public static Optional<EpochHistory> epochs(Path directory) throws IOException {
        return EpochCheckpoint.read(DISK, directory);
    }

    /**
     * The offset a file of a segment is named after.
     *
     * @throws IOException if its name begins otherwise
     */
    public static long baseOffset(Path path) throws IOException {
        var name = Objects.requireNonNull(path.getFileName()).toString();
        return LogFileName.leadingOffset(name)
                .orElseThrow(() -> new IOException(path + " does not begin with an offset of twenty digits"));
    }
}
