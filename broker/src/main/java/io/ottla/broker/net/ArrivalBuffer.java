package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.ottla.base.OwnedBy;
import org.jspecify.annotations.Nullable;

/**
 * The buffer into which the connections of one loop read small requests, one after the other. Each connection takes its frames
 * out before the next one reads; frames that are held keep the whole buffer, and a fresh one takes its place.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class ArrivalBuffer {
    private static final int BYTES = 128 << 10;

    private final ByteBufAllocator allocator;
    /** None before the first bytes come: on its loop, for a thread that allocates is remembered by the allocator. */
    private @Nullable ByteBuf current;

    ArrivalBuffer(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** A buffer with room for at least one small frame behind its writer index. */
    ByteBuf forReading() {
        var buffer = current;
        if (buffer != null && buffer.refCnt() == 1) {
            return buffer.clear();
        }
        if (buffer == null || buffer.writableBytes() < Inbound.SHARED_FRAME_BYTES) {
            close();
            buffer = allocator.directBuffer(BYTES, BYTES);
            current = buffer;
        }
        return buffer;
    }

    /** A buffer of its own for one connection. */
    ByteBuf allocate(int capacity) {
        return allocator.directBuffer(capacity, capacity);
    }

    void close() {
        if (current != null) {
            current.release();
            current = null;
        }
    }
}
