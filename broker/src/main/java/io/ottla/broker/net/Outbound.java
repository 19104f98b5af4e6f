package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.WriteBufferWaterMark;
import io.ottla.base.OwnedBy;
import io.ottla.log.LogSlice;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.codec.WireWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent on a connection. Replies of one turn are laid one behind the other in one buffer; slices of log files go
 * between as files, so that the kernel sends them without our touching them. All of it leaves with one flush.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class Outbound {
    /** Slices of files up to this size are copied: cheaper than a system call of their own. */
    static final int COPIED_FILE_BYTES = 16 << 10;

    /** Nothing more is answered to a peer that has so much to read. */
    static final int MOST_UNSENT_BYTES = 1 << 20;

    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(MOST_UNSENT_BYTES / 4, MOST_UNSENT_BYTES);

    private static final int SIZE_FIELD_BYTES = 4;
    private static final int SMALLEST_BYTES = 256;

    private final ConnectionLoop home;
    private final Channel channel;
    private @Nullable ByteBuf tail;

    Outbound(ConnectionLoop home, Channel channel) {
        this.home = home;
        this.channel = channel;
    }

    /** Does the peer read what we send, and is not too much laid out for it? */
    boolean isWritable() {
        return channel.isWritable() && (tail == null || tail.readableBytes() < MOST_UNSENT_BYTES);
    }

    void add(Reply reply) {
        if (reply instanceof EncodedReply encoded) {
            addEncoded(encoded);
            return;
        }
        var writer = home.writer();
        writer.int32(0);
        try {
            reply.write(writer);
        } catch (RuntimeException defect) {
            reply.discard();
            throw defect;
        }
        writer.patchInt32(0, writer.sizeInBytes() - SIZE_FIELD_BYTES);
        if (writer.bytesWritten() == writer.sizeInBytes()) {
            copy(writer.toByteBuffer());
        } else {
            addParts(writer);
        }
    }

    private void addEncoded(EncodedReply reply) {
        var size = reply.sizeInBytes();
        var room = roomFor(SIZE_FIELD_BYTES + size).writeInt(size).writeInt(reply.correlationId());
        if (reply.taggedHeader()) {
            room.writeByte(0);
        }
        room.writeBytes(reply.body().duplicate());
    }

    private void addParts(WireWriter writer) {
        for (var part : writer.parts()) {
            if (part instanceof LogSlice slice) {
                addFile(slice);
            } else if (part instanceof BytesPayload bytes) {
                copy(bytes.bytes().duplicate());
            } else {
                throw new IllegalArgumentException("cannot send a " + part.getClass());
            }
        }
    }

    private void addFile(LogSlice slice) {
        var file = slice.channel();
        if (file != null && slice.sizeInBytes() > COPIED_FILE_BYTES) {
            writeTail();
            var unused = channel.write(new SliceRegion(slice, file), channel.voidPromise());
            return;
        }
        try {
            var size = slice.sizeInBytes();
            var room = roomFor(size);
            slice.copyTo(room.nioBuffer(room.writerIndex(), size));
            room.writerIndex(room.writerIndex() + size);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a segment to send it", e);
        } finally {
            slice.release();
        }
    }

    private void copy(ByteBuffer bytes) {
        roomFor(bytes.remaining()).writeBytes(bytes);
    }

    private ByteBuf roomFor(int bytes) {
        var room = tail;
        if (room == null) {
            room = home.allocator.directBuffer(Math.max(SMALLEST_BYTES, bytes));
            tail = room;
        } else {
            room.ensureWritable(bytes);
        }
        return room;
    }

    private void writeTail() {
        var bytes = tail;
        if (bytes != null) {
            tail = null;
            var unused = channel.write(bytes, channel.voidPromise());
        }
    }

    /** Sends all that was added since the last time. */
    void flush() {
        writeTail();
        channel.flush();
    }

    /** The connection is gone. */
    void close() {
        var bytes = tail;
        if (bytes != null) {
            tail = null;
            bytes.release();
        }
    }

    /** A slice of a segment, as Netty hands it to the kernel. Lets go of the segment when sent, and never closes its file. */
    private static final class SliceRegion extends DefaultFileRegion {
        private final LogSlice slice;

        SliceRegion(LogSlice slice, FileChannel file) {
            super(file, slice.position(), slice.sizeInBytes());
            this.slice = slice;
        }

        @Override
        protected void deallocate() {
            slice.release();
        }
    }
}
