package io.ottla.cli.consume;

import static io.ottla.base.OwnedBy.Owner.CREATOR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.OwnedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Collects bytes and writes them in large pieces. Nothing is written before the buffer is full or {@link #flush} is called. */
@OwnedBy(CREATOR)
final class ByteOutput {
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int used;

    ByteOutput(OutputStream out) {
        this.out = out;
    }

    void write(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    /** From position to limit, which stay. */
    void write(ByteBuffer bytes) throws IOException {
        var from = bytes.position();
        while (from < bytes.limit()) {
            if (used == buffer.length) {
                writeOut();
            }
            var now = Math.min(buffer.length - used, bytes.limit() - from);
            bytes.get(from, buffer, used, now);
            used += now;
            from += now;
        }
    }

    void write(String text) throws IOException {
        write(text.getBytes(UTF_8));
    }

    private void writeOut() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    void flush() throws IOException {
        writeOut();
        out.flush();
    }
}
