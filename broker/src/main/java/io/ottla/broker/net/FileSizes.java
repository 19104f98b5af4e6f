package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;
import io.netty.channel.MessageSizeEstimator;

/** Counts a slice of a file as what its peer has to read, where Netty would count it as nothing. */
enum FileSizes implements MessageSizeEstimator, MessageSizeEstimator.Handle {
    INSTANCE;

    @Override
    public Handle newHandle() {
        return this;
    }

    @Override
    public int size(Object message) {
        return message instanceof ByteBuf bytes
                ? bytes.readableBytes()
                : (int) Math.min(((FileRegion) message).count(), Integer.MAX_VALUE);
    }
}
