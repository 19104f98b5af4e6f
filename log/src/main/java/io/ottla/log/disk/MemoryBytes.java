package io.ottla.log.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What one file of a {@link MemoryDisk} holds, in pieces: all are full but the last, which grows by doubling. Written by one
 * thread at a time, read by any: the size is published behind the bytes it covers, and bytes below it change only if the file is
 * cut and written again, as on a real disk.
 */
final class MemoryBytes {
    static final int PIECE_BYTES = 64 << 10;
    private static final int SMALLEST_BYTES = 256;

    private final MemoryDisk.Space space;
    private volatile byte[][] pieces = new byte[0][];
    private volatile long size;
    private volatile long modifiedMs;

    MemoryBytes(MemoryDisk.Space space) {
        this.space = space;
        modifiedMs = space.nowMs();
    }

    long size() {
        return size;
    }

    long modifiedMs() {
        return modifiedMs;
    }

    /**
     * Takes all that remains in {@code from}.
     *
     * @throws IOException if there is no room for all of it; nothing is taken then
     */
    void append(ByteBuffer from) throws IOException {
        var at = size;
        var end = at + from.remaining();
        growTo(end);
        var room = pieces;
        while (at < end) {
            var piece = room[index(at)];
            var count = (int) Math.min(end - at, piece.length - within(at));
            from.get(piece, within(at), count);
            at += count;
        }
        size = end;
        modifiedMs = space.nowMs();
    }

    private void growTo(long end) throws IOException {
        var before = pieces;
        var missing = roomFor(end) - roomOf(before);
        if (missing <= 0) {
            return;
        }
        space.take(missing);
        var grown = Arrays.copyOf(before, index(end - 1) + 1);
        for (var i = Math.max(0, before.length - 1); i < grown.length; i++) {
            var isLast = i == grown.length - 1;
            var bytes = isLast ? lastPieceFor(end) : PIECE_BYTES;
            grown[i] =
                    i < before.length ? Arrays.copyOf(before[i], Math.max(bytes, before[i].length)) : new byte[bytes];
        }
        pieces = grown;
    }

    /** How many bytes of memory a file of {@code end} bytes takes if it never was larger. */
    private static long roomFor(long end) {
        return end == 0 ? 0 : (long) index(end - 1) * PIECE_BYTES + lastPieceFor(end);
    }

    private static int lastPieceFor(long end) {
        var needed = within(end - 1) + 1;
        var doubled = Integer.highestOneBit(needed - 1) << 1;
        return needed <= SMALLEST_BYTES ? SMALLEST_BYTES : doubled;
    }

    private static long roomOf(byte[][] pieces) {
        return pieces.length == 0 ? 0 : (long) (pieces.length - 1) * PIECE_BYTES + pieces[pieces.length - 1].length;
    }

    private static int index(long at) {
        return (int) (at / PIECE_BYTES);
    }

    private static int within(long at) {
        return (int) (at % PIECE_BYTES);
    }

    /** Reads from {@code position} until {@code into} is full or the end is reached; the answer is how much that was. */
    int read(ByteBuffer into, long position) {
        var end = size;
        var seen = pieces;
        var total = 0;
        for (var at = position; at < end && into.hasRemaining() && index(at) < seen.length; at = position + total) {
            var piece = seen[index(at)];
            var count = (int) Math.min(Math.min(into.remaining(), end - at), piece.length - within(at));
            if (count <= 0) {
                break; // cut down meanwhile
            }
            into.put(piece, within(at), count);
            total += count;
        }
        return total;
    }

    /** Cuts down to {@code newSize} if it is larger. */
    void truncate(long newSize) {
        if (newSize >= size) {
            return;
        }
        size = newSize;
        var before = pieces;
        var kept = newSize == 0 ? new byte[0][] : Arrays.copyOf(before, index(newSize - 1) + 1);
        pieces = kept;
        space.giveBack(roomOf(before) - roomOf(kept));
        modifiedMs = space.nowMs();
    }

    /** The file has lost its name; whoever still reads it may go on. */
    void unlinked() {
        space.giveBack(roomOf(pieces));
    }
}
