package io.ottla.broker.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.ottla.base.OwnedBy;
import io.ottla.wire.MalformedMessage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts what arrives into frames, each without its size field. A frame that comes in pieces is gathered in a buffer of just its size. */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class Frames extends ChannelInboundHandlerAdapter {
    private static final int SIZE_FIELD_BYTES = 4;

    private final ByteBufAllocator allocator;
    private final Taker taker;
    private final ByteBuf sizeField;
    private @Nullable ByteBuf partial;

    /** Who takes the frames, and releases each. */
    interface Taker {
        void take(ByteBuf frame);

        void ended(Throwable why);
    }

    Frames(ByteBufAllocator allocator, Taker taker) {
        this.allocator = allocator;
        this.taker = taker;
        this.sizeField = allocator.buffer(SIZE_FIELD_BYTES, SIZE_FIELD_BYTES);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable()) {
                take(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private void take(ByteBuf bytes) {
        ByteBuf frame = partial;
        if (frame == null) {
            move(bytes, sizeField);
            if (sizeField.isWritable()) {
                return;
            }
            int size = sizeField.readInt();
            sizeField.clear();
            if (size < 0) {
                throw new MalformedMessage("size", "a frame of " + size + " bytes");
            }
            if (bytes.readableBytes() >= size) {
                taker.take(bytes.readSlice(size).retain());
                return;
            }
            frame = allocator.buffer(size, size);
            partial = frame;
        }
        move(bytes, frame);
        if (!frame.isWritable()) {
            partial = null;
            taker.take(frame);
        }
    }

    private static void move(ByteBuf from, ByteBuf to) {
        to.writeBytes(from, Math.min(from.readableBytes(), to.writableBytes()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        taker.ended(new IOException("the other side closed it"));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        sizeField.release();
        ByteBuf left = partial;
        if (left != null) {
            partial = null;
            left.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        taker.ended(cause);
    }
}
