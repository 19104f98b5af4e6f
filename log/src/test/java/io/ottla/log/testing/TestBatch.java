package io.ottla.log.testing;

import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;

/** Batches for tests. */
public final class TestBatch {
    private TestBatch() {}

    /** Records of so many bytes, one millisecond apart. */
    public static ByteBuffer of(int records, int bytes, long timestampMs) {
        return filled(new BatchBuilder(), records, bytes, timestampMs);
    }

    /** As {@link #of}, by an idempotent producer. */
    public static ByteBuffer idempotent(long producerId, int epoch, int sequence, int records, long timestampMs) {
        return filled(new BatchBuilder().producer(producerId, (short) epoch, sequence), records, 10, timestampMs);
    }

    /** As {@link #of}, inside a transaction. */
    public static ByteBuffer transactional(long producerId, int epoch, int sequence, int records, long timestampMs) {
        var builder =
                new BatchBuilder().producer(producerId, (short) epoch, sequence).transactional();
        return filled(builder, records, 10, timestampMs);
    }

    private static ByteBuffer filled(BatchBuilder builder, int records, int bytes, long timestampMs) {
        for (var i = 0; i < records; i++) {
            var value = new byte[bytes];
            for (var at = 0; at < bytes; at++) {
                value[at] = (byte) (timestampMs + i + at);
            }
            builder.append(timestampMs + i, null, value);
        }
        return builder.build();
    }

    /** The bytes of a batch, to keep: a buffer of its own. */
    public static ByteBuffer copy(ByteBuffer batch) {
        return ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
    }

    /** The header of the first batch in a buffer. */
    public static RecordBatch header(ByteBuffer batch) {
        return new RecordBatch().wrap(batch, 0);
    }
}
