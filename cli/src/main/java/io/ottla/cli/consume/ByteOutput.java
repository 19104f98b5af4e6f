package io.ottla.cli.consume;

import static io.ottla.base.OwnedBy.Owner.CREATOR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.OwnedBy;
import java.io.PrintStream;
import java.nio.ByteBuffer;

/** Collects bytes and writes them in large pieces. Nothing is written before the buffer is full or {@link #flush} is called. */
@OwnedBy(CREATOR)
final class ByteOutput {
    private final PrintStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int used;
    private boolean broken;

    ByteOutput(PrintStream out) {
        this.out = out;
    }

    void write(byte[] bytes) {
        write(ByteBuffer.wrap(bytes));
    }

    /** From position to limit, which stay. */
    void write(ByteBuffer bytes) {
        var from = bytes.position();
        while (from < bytes.limit()) {
            if (used == buffer.length) {
                writeOut();
                broken = broken || out.checkError();
            }
            var now = Math.min(buffer.length - used, bytes.limit() - from);
            bytes.get(from, buffer, used, now);
            used += now;
            from += now;
        }
    }

    void write(String text) {
        write(text.getBytes(UTF_8));
    }

    private void writeOut() {
        out.write(buffer, 0, used);
        used = 0;
    }

    /** Writes what was collected. False if nobody can read it any more: the other end of a pipe is gone, the disk is full. */
    boolean flush() {
        writeOut();
        broken = broken || out.checkError();
        return !broken;
    }

    /** Has it turned out that nobody can read any more? */
    boolean isBroken() {
        return broken;
    }
}
