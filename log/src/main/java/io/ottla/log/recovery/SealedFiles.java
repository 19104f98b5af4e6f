package io.ottla.log.recovery;

import io.ottla.log.directory.LogHome;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import io.ottla.log.producer.AbortedTransactions;
import io.ottla.log.producer.TransactionIndexFile;
import io.ottla.log.segment.LogFileName;
import io.ottla.log.segment.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;

/**
 * A segment that is complete, or is being closed, with what goes to disk beside it. Immutable but for the buffer.
 *
 * @param aborted those whose markers lie in the segment
 * @param snapshot the producers at {@code endOffset}
 * @param endOffset behind its last record
 */
public record SealedFiles(
        Segment segment, Segment.Indexes indexes, AbortedTransactions aborted, ByteBuffer snapshot, long endOffset) {
    /** Brings log, indexes and snapshot to disk, but not their names. A segment taken away meanwhile is left out. Blocks. */
    public void write(LogHome home) throws IOException {
        try {
            if (!segment.isGone()) {
                writeAll(home);
            }
        } catch (NoSuchFileException e) {
            if (!segment.isGone()) {
                throw e;
            }
        }
    }

    private void writeAll(LogHome home) throws IOException {
        segment.using(Disk.Open.READ, file -> {
            file.force();
            return true;
        });
        segment.writeIndexes(indexes);
        TransactionIndexFile.replace(home.disk(), segment.path(LogFileName.TXN_INDEX), aborted);
        var name = LogFileName.of(endOffset, LogFileName.SNAPSHOT);
        SmallFile.replace(home.disk(), home.path().resolve(name), snapshot);
    }
}
