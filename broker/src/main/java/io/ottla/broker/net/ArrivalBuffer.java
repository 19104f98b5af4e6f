package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.ottla.base.OwnedBy;

/**
 * The buffer into which the connections of one loop read small requests, one after the other. Each connection takes its frames
 * out before the next one reads; frames that are held keep the whole buffer, and a fresh one takes its place.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class ArrivalBuffer {
    private static final int BYTES = 128 << 10;

    private final ByteBufAllocator allocator;
    private ByteBuf current;

    ArrivalBuffer(ByteBufAllocator allocator) {
        this.allocator = allocator;
        current = allocator.directBuffer(BYTES, BYTES);
    }

    /** A buffer with room for at least one small frame behind its writer index. */
    ByteBuf forReading() {
        if (current.refCnt() == 1) {
            current.clear();
        } else if (current.writableBytes() < Inbound.SHARED_FRAME_BYTES) {
            current.release();
            current = allocator.directBuffer(BYTES, BYTES);
        }
        return current;
    }

    /** A buffer of its own for one connection. */
    ByteBuf allocate(int capacity) {
        return allocator.directBuffer(capacity, capacity);
    }

    void close() {
        current.release();
    }
}
