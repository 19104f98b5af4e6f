package io.ottla.wire.codec;

/**
 * Record batches inside a message: bytes in memory ({@link BytesPayload}) or somewhere a socket can send them from, like a
 * slice of a file. The writer never looks inside; it needs the size and hands the payload on as a part of its own.
 */
public interface Payload {
    /** How many bytes will follow the length prefix; must not change once it was asked. */
    int sizeInBytes();
}
