package io.ottla.wire.codec;

import java.nio.ByteBuffer;

/**
 * A payload in memory: what lies between position and limit of {@code bytes}. Not copied: when read from a message it is a
 * slice of the frame and lives as long as the frame does. Whoever reads it works on {@code bytes().duplicate()}.
 */
public record BytesPayload(ByteBuffer bytes) implements Payload {
    /** No batch at all, which on the wire is a length of zero, not null. */
    public static final BytesPayload EMPTY = new BytesPayload(ByteBuffer.allocate(0));

    @Override
    public int sizeInBytes() {
        return bytes.remaining();
    }
}
