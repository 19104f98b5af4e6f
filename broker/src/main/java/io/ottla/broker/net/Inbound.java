package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.ottla.base.OwnedBy;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived on a connection and is not yet a request; and, as Netty sees it, where the next bytes are read to.
 *
 * <p>Small requests are read into a buffer that all connections of the loop share, so that an idle connection holds no memory. A
 * frame that is not complete when the reading ends moves to a buffer of its own; what is still missing is then read straight
 * into its place. That buffer grows with what has arrived ({@link #capacityFor}), never with what was claimed.
 *
 *     buffer: [ frames already taken | start: not yet a request | end: room ]
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class Inbound implements RecvByteBufAllocator, RecvByteBufAllocator.ExtendedHandle {
    /** Frames up to this size are read into the shared buffer. */
    static final int SHARED_FRAME_BYTES = 16 << 10;

    private static final int SMALLEST_BYTES = 4 << 10;
    /** How much is believed of a connection that has sent such a frame before. */
    private static final int MOST_TRUSTED_BYTES = 1 << 20;

    private static final int READS_PER_TURN = 16;
    static final short NO_FRAME = -1;

    private static final int SIZE_FIELD_BYTES = 4;

    private final ArrivalBuffer shared;
    private final RequestMemory budget;
    private final int maxFrameBytes;

    /** Where the bytes from {@link #start} to {@link #end} lie; none of our own between reads if all has been taken. */
    private @Nullable ByteBuf buffer;

    private boolean isShared;
    private int start;
    private int end;
    private int lastFrameBytes;

    private int attemptedBytes;
    private int lastReadBytes;
    private int reads;
    private @Nullable ChannelConfig config;

    /** @param maxFrameBytes the largest a frame may claim to be, without its size field */
    Inbound(ArrivalBuffer shared, RequestMemory budget, int maxFrameBytes) {
        this.shared = shared;
        this.budget = budget;
        this.maxFrameBytes = maxFrameBytes;
    }

    // ---- as Netty uses it: allocate, read, tell

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
        var target = buffer;
        if (target == null) {
            target = lastFrameBytes > SHARED_FRAME_BYTES ? own(trusted(lastFrameBytes)) : share();
        }
        return target.retain();
    }

    private ByteBuf share() {
        var target = shared.forReading();
        isShared = true;
        buffer = target.retain();
        start = target.writerIndex();
        end = start;
        return target;
    }

    private ByteBuf own(int capacity) {
        var target = shared.allocate(capacity);
        budget.arriving(target.capacity());
        isShared = false;
        buffer = target;
        start = 0;
        end = 0;
        return target;
    }

    /** The bytes just read are now part of what has arrived. */
    void arrived(ByteBuf read) {
        end = read.writerIndex();
        read.release();
    }

    /** Nobody wants what has arrived any more. */
    void discard() {
        start = end;
        lastFrameBytes = 0;
        settle();
    }

    // ---- frames out

    /** Bytes the next frame claims, -1 if that has not arrived. May be anything: not yet checked. */
    private long claimedBytes() {
        var from = buffer;
        return from == null || end - start < SIZE_FIELD_BYTES ? -1 : from.getInt(start);
    }

    /**
     * The next request that has arrived completely, or null.
     *
     * @throws UnacceptableFrame if what follows is not a frame we take
     */
    @Nullable
    Exchange next(Connection connection) {
        var from = buffer;
        if (from == null || end - start < SIZE_FIELD_BYTES) {
            return null;
        }
        int size = from.getInt(start);
        if (size < 0 || size > maxFrameBytes) {
            throw UnacceptableFrame.claiming(size, maxFrameBytes);
        }
        if (end - start - SIZE_FIELD_BYTES < size) {
            return null;
        }
        var frame = from.nioBuffer(start + SIZE_FIELD_BYTES, size);
        start += SIZE_FIELD_BYTES + size;
        lastFrameBytes = SIZE_FIELD_BYTES + size;
        return new Exchange(connection, frame, from, budget);
    }

    /** The first two bytes of the frame {@link #next} would give; -1 if it would give none. */
    short peek() {
        var claimed = claimedBytes();
        var from = buffer;
        return from == null || claimed < Short.BYTES || end - start - SIZE_FIELD_BYTES < claimed
                ? NO_FRAME
                : from.getShort(start + SIZE_FIELD_BYTES);
    }

    /** Is there nothing here that waits for its turn or its rest? */
    boolean isEmpty() {
        return start == end;
    }

    /** Bytes of a frame that has begun to arrive and has not ended; 0 if there is none. */
    int unfinishedBytes() {
        var claimed = claimedBytes();
        return claimed < 0 || end - start - SIZE_FIELD_BYTES < claimed ? end - start : 0;
    }

    /** Called after each read, once the frames are out: lets go of what is taken, moves what is not to where its rest can follow. */
    void settle() {
        var from = buffer;
        if (from == null) {
            return;
        }
        if (start == end) {
            letGo(from);
            return;
        }
        var claimed = claimedBytes();
        long frameBytes = claimed < 0 ? SMALLEST_BYTES : claimed + SIZE_FIELD_BYTES;
        if (!isShared && hasRoomFor(frameBytes, from)) {
            return;
        }
        moveTo(capacityFor(frameBytes, end - start), from);
    }

    private boolean hasRoomFor(long frameBytes, ByteBuf from) {
        return from.capacity() - start >= frameBytes || (start == 0 && end < from.capacity());
    }

    /** How much room a frame gets of which {@code have} bytes are here: its size, if that is not far beyond them. */
    private int capacityFor(long frameBytes, int have) {
        long justified = Math.max(Math.max(SMALLEST_BYTES, trusted(lastFrameBytes)), 4L * have);
        return (int) Math.max(Math.min(frameBytes, justified), have);
    }

    private static int trusted(int frameBytes) {
        int rounded = (frameBytes + SMALLEST_BYTES - 1) & -SMALLEST_BYTES;
        return Math.min(rounded, MOST_TRUSTED_BYTES);
    }

    private void moveTo(int capacity, ByteBuf from) {
        var wasShared = isShared;
        var oldStart = start;
        var have = end - start;
        var target = own(capacity);
        target.writeBytes(from, oldStart, have);
        end = have;
        drop(from, wasShared);
    }

    private void letGo(ByteBuf from) {
        buffer = null;
        start = 0;
        end = 0;
        drop(from, isShared);
    }

    private void drop(ByteBuf from, boolean wasShared) {
        if (!wasShared) {
            budget.arrived(from.capacity());
        }
        from.release();
    }

    /** The connection is gone. */
    void close() {
        if (buffer != null) {
            letGo(buffer);
        }
    }

    // ---- what Netty's read loop asks

    @Override
    public Inbound newHandle() {
        return this;
    }

    @Override
    public int guess() {
        return SHARED_FRAME_BYTES;
    }

    @Override
    public void reset(ChannelConfig channelConfig) {
        config = channelConfig;
        reads = 0;
    }

    @Override
    public void incMessagesRead(int count) {
        reads += count;
    }

    @Override
    public void lastBytesRead(int bytes) {
        lastReadBytes = bytes;
    }

    @Override
    public int lastBytesRead() {
        return lastReadBytes;
    }

    @Override
    public void attemptedBytesRead(int bytes) {
        attemptedBytes = bytes;
    }

    @Override
    public int attemptedBytesRead() {
        return attemptedBytes;
    }

    @Override
    public boolean continueReading() {
        return lastReadBytes == attemptedBytes && mayContinue();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier mayHaveMore) {
        return mayHaveMore.get() && mayContinue();
    }

    private boolean mayContinue() {
        return reads < READS_PER_TURN && lastReadBytes > 0 && config != null && config.isAutoRead();
    }

    @Override
    public void readComplete() {
        // The connection hears of it as channelReadComplete.
    }
}
