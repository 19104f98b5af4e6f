package io.ottla.broker.net;

import io.ottla.wire.codec.WireWriter;
import java.nio.ByteBuffer;

/**
 * A reply whose body was encoded before, because many get the same. The bytes are copied as they are.
 *
 * @param taggedHeader is there a section of tagged fields, an empty one, in the header?
 * @param body from position to limit; never changed
 */
public record EncodedReply(int correlationId, boolean taggedHeader, ByteBuffer body) implements Reply {
    private static final int CORRELATION_ID_BYTES = 4;

    int sizeInBytes() {
        return CORRELATION_ID_BYTES + (taggedHeader ? 1 : 0) + body.remaining();
    }

    @Override
    public void write(WireWriter out) {
        throw new UnsupportedOperationException("copied, not written");
    }
}
