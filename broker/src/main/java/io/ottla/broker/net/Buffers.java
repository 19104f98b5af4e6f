package io.ottla.broker.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

/** Where the connections of a broker take their buffers from: memory outside of the heap. */
public enum Buffers {
    /** A pool that keeps what it once had until the garbage collector finds it: for a process that ends with its broker. */
    POOLED {
        @Override
        ByteBufAllocator allocator(int loops) {
            // in small chunks: an idle broker should touch little memory
            return new PooledByteBufAllocator(true, 0, loops, PAGE_BYTES, CHUNK_PAGES_LOG2, 128, 32, false);
        }
    },
    /** Each goes back to the system when it is released: a closed broker holds nothing of somebody else's process. */
    RETURNED {
        @Override
        ByteBufAllocator allocator(int loops) {
            return new UnpooledByteBufAllocator(true);
        }
    };

    private static final int PAGE_BYTES = 8 << 10;
    private static final int CHUNK_PAGES_LOG2 = 7;

    /** One for the connections of all loops. */
    abstract ByteBufAllocator allocator(int loops);
}
