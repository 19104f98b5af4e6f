package io.ottla.log.producer;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The .txnindex file of a segment: the aborted transactions whose markers lie in it, 34 bytes each (version 0, producer id,
 * first offset, last offset, last stable offset). A segment without any has no such file. Blocks.
 */
public final class TransactionIndexFile {
    static final int ENTRY_BYTES = 34;

    private static final short VERSION = 0;

    private TransactionIndexFile() {}

    /** Makes the file hold these, or not be there if there are none. */
    public static void replace(Disk disk, Path path, AbortedTransactions aborted) throws IOException {
        if (aborted.count() == 0) {
            disk.delete(path);
            return;
        }
        var bytes = ByteBuffer.allocate(aborted.count() * ENTRY_BYTES);
        for (var i = 0; i < aborted.count(); i++) {
            var entry = aborted.get(i);
            bytes.putShort(VERSION)
                    .putLong(entry.producerId())
                    .putLong(entry.firstOffset())
                    .putLong(entry.lastOffset())
                    .putLong(aborted.lastStableOffset(i));
        }
        SmallFile.replace(disk, path, bytes.flip());
    }

    /** The entries that make sense, from the first on; nothing if there is no file. */
    public static AbortedTransactions read(Disk disk, Path path) throws IOException {
        var content = SmallFile.readIfThere(disk, path);
        var aborted = AbortedTransactions.EMPTY;
        if (content.isEmpty()) {
            return aborted;
        }
        var bytes = content.get();
        long lastOffset = -1;
        while (bytes.remaining() >= ENTRY_BYTES) {
            var version = bytes.getShort();
            var entry = new AbortedTransaction(bytes.getLong(), bytes.getLong(), bytes.getLong());
            var stableOffset = bytes.getLong();
            if (version != VERSION || entry.lastOffset() <= lastOffset || entry.firstOffset() > entry.lastOffset()) {
                break;
            }
            lastOffset = entry.lastOffset();
            aborted = aborted.plus(entry, stableOffset);
        }
        return aborted;
    }
}
