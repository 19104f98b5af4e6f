package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.WireReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: bytes in become requests, replies go out in the order of the requests whatever order they come in.
 * Not read while too many requests are under way, while its peer does not read what we send, or while the broker is full.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
public final class Connection extends ChannelInboundHandlerAdapter {
    /** Requests of one connection under way at once; more stay in the socket. */
    static final int MOST_PIPELINED = 128;

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final ConnectionLoop home;
    private final SocketChannel channel;
    private final String listener;
    private final InetSocketAddress peer;
    private final FrameHandler requests;
    private final Inbound inbound;
    private final Outbound outbound;
    private final ArrayDeque<Exchange> underWay = new ArrayDeque<>(4);
    private boolean decoding;
    private boolean dirty;
    private boolean muted;
    /** May those under way overlap? */
    private boolean areOverlapping;
    /** The next request waits for those under way. */
    private boolean isHeldBack;

    /** Its client has used more than it may, and waits. */
    private boolean isHeldUp;

    private long heldUpUntilNanos;

    private boolean awaitingMemory;
    private boolean draining;
    /** Has anything ever been sent that may not have arrived yet? */
    private boolean hasAnswered;

    private @Nullable Farewell farewell;
    private @Nullable Runnable whenClosed;
    private boolean closed;

    // Of IdleConnections.
    @Nullable
    Connection idler;

    @Nullable
    Connection busier;

    long activeAtNanos;

    Connection(
            ConnectionLoop home,
            SocketChannel channel,
            String listener,
            InetSocketAddress peer,
            Inbound inbound,
            FrameHandler requests) {
        this.home = home;
        this.channel = channel;
        this.listener = listener;
        this.peer = peer;
        this.inbound = inbound;
        this.requests = requests;
        outbound = new Outbound(home, channel);
    }

    /** The name of the listener it came in by. */
    public String listener() {
        return listener;
    }

    /** Where it comes from. */
    public InetAddress peerAddress() {
        return peer.getAddress();
    }

    /** Runs {@code task} when the connection has closed, for whatever reason; in the place of a task that was given before. On its loop. */
    public void whenClosed(Runnable task) {
        whenClosed = task;
    }

    WireReader reader() {
        return home.reader;
    }

    /** The loop it lives on. */
    public Loop loop() {
        return home.loop;
    }

    /** Is there anything asked and not answered? */
    boolean isBusy() {
        return !underWay.isEmpty() || isHeldUp || !channel.isWritable();
    }

    // ---- in

    @Override
    public void channelActive(ChannelHandlerContext context) {
        home.idle.add(this, System.nanoTime());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        inbound.arrived((ByteBuf) message);
        if (farewell == null) {
            decode();
        } else {
            inbound.discard();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!closed) {
            inbound.settle();
            home.idle.touch(this, System.nanoTime());
        }
    }

    private void decode() {
        decoding = true;
        try {
            while (mayStartAnother()) {
                if (mustWaitForOthers()) {
                    isHeldBack = true;
                    break;
                }
                var next = inbound.next(this);
                if (next == null) {
                    break;
                }
                underWay.add(next);
                requests.handle(next);
            }
        } catch (UnacceptableFrame refused) {
            closeBecause(String.valueOf(refused.getMessage()));
        } catch (MalformedMessage refused) {
            underWay.removeLast();
            closeBecause("a malformed request: " + refused.getMessage());
        } finally {
            decoding = false;
        }
        if (!closed) {
            inbound.settle();
            if (inbound.unfinishedBytes() == 0) {
                home.onNothingUnfinished(this);
            }
            muteIfNeeded();
        }
    }

    /** Those under way come first, unless all of them and the next one may overlap. */
    private boolean mustWaitForOthers() {
        var apiKey = inbound.peek();
        if (apiKey == Inbound.NO_FRAME) {
            return false;
        }
        var overlaps = requests.mayOverlap(apiKey);
        if (underWay.isEmpty()) {
            areOverlapping = overlaps;
            return false;
        }
        return !(areOverlapping && overlaps);
    }

    private boolean mayStartAnother() {
        return !closed
                && !draining
                && !isHeldUp
                && underWay.size() < MOST_PIPELINED
                && outbound.isWritable()
                && !home.budget.isFull();
    }

    private boolean mayReadOn() {
        return !isHeldBack && mayStartAnother() && (!home.budget.isFlooded() || isSmall() || home.isFavoured(this));
    }

    /** Where requests that are arriving fill the memory there is for them, it is not those who send little who wait. */
    private boolean isSmall() {
        return !home.budget.isFull() && inbound.unfinishedBytes() <= Inbound.SHARED_FRAME_BYTES;
    }

    boolean isGone() {
        return closed;
    }

    /** Others are to be read now. */
    void onTurnOver() {
        if (!closed && !decoding) {
            muteIfNeeded();
        }
    }

    private void muteIfNeeded() {
        if (muted || draining || mayReadOn()) {
            return;
        }
        muted = true;
        channel.config().setAutoRead(false);
        awaitMemoryIfShort();
    }

    /** Starts no request for so long; those under way are answered. */
    void holdUp(int ms) {
        var untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        if (isHeldUp && untilNanos - heldUpUntilNanos <= 0) {
            return;
        }
        heldUpUntilNanos = untilNanos;
        if (!isHeldUp) {
            isHeldUp = true;
            home.loop.schedule(Duration.ofMillis(ms), this::goOn);
        }
        if (!decoding && !closed) {
            muteIfNeeded();
        }
    }

    private void goOn() {
        var leftNanos = heldUpUntilNanos - System.nanoTime();
        if (leftNanos > 0) {
            home.loop.schedule(Duration.ofNanos(leftNanos), this::goOn);
        } else if (!closed) {
            isHeldUp = false;
            unmuteIfPossible();
        }
    }

    private void awaitMemoryIfShort() {
        if (!awaitingMemory && !closed && home.budget.isFlooded()) {
            awaitingMemory = true;
            home.awaitMemory(this);
        }
    }

    private void unmuteIfPossible() {
        if (!muted || decoding) {
            return;
        }
        if (!mayReadOn()) {
            awaitMemoryIfShort();
            return;
        }
        muted = false;
        decode();
        if (!muted && !closed) {
            channel.config().setAutoRead(true);
        }
    }

    void onRoom() {
        awaitingMemory = false;
        unmuteIfPossible();
    }

    /** Bytes of a request that has begun to arrive and has not ended; 0 once the connection is gone. */
    int unfinishedBytes() {
        return closed ? 0 : inbound.unfinishedBytes();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        unmuteIfPossible();
    }

    // ---- out

    /** A request has its reply, or needs none. */
    void onDone(Exchange exchange) {
        if (closed) {
            exchange.gone();
            return;
        }
        if (exchange != underWay.peek()) {
            return;
        }
        for (var head = exchange; head != null && head.isDone(); head = underWay.peek()) {
            underWay.poll();
            var reply = head.takeReply();
            if (reply != null) {
                if (!add(reply)) {
                    return;
                }
                hasAnswered = true;
            }
        }
        if (!dirty) {
            dirty = true;
            home.markDirty(this);
        }
    }

    /** Whoever waits for a reply that cannot be written waits in vain, and so do all behind it: the connection closes. */
    private boolean add(Reply reply) {
        try {
            outbound.add(reply);
            return true;
        } catch (ReplyTooLarge refused) {
            home.complaints.closing(this, String.valueOf(refused.getMessage()));
        } catch (RuntimeException defect) {
            log.error("Closing the connection from {} for a reply that cannot be written", this, defect);
        }
        outbound.flush();
        closeQuietly();
        return false;
    }

    /** End of turn: what was answered goes out; what had to wait for that may start. */
    void flush() {
        dirty = false;
        if (closed) {
            return;
        }
        outbound.flush();
        if (underWay.isEmpty()) {
            isHeldBack = false;
            if (draining) {
                finish();
                return;
            }
        }
        unmuteIfPossible();
    }

    // ---- end

    /** Takes no further requests, answers those under way, then closes. */
    void drain() {
        draining = true;
        channel.config().setAutoRead(false);
        if (!underWay.isEmpty() || dirty) {
            return;
        }
        if (isLongSilent()) {
            closeQuietly();
        } else {
            finish();
        }
    }

    /** All is answered: closes so that the answers arrive. */
    private void finish() {
        if (farewell != null || closed) {
            return;
        }
        if (!hasAnswered) {
            closeQuietly();
            return;
        }
        farewell = new Farewell(home.loop, channel);
        inbound.discard();
    }

    /** Then all we have sent has arrived, and nothing is on its way to us that would turn our close into a reset. */
    private boolean isLongSilent() {
        return !muted && channel.isWritable() && System.nanoTime() - activeAtNanos > Farewell.LONGEST.toNanos();
    }

    /** Takes no further requests, answers those that came before, closes, and says why. */
    void closeBecause(String reason) {
        if (!closed && !draining) {
            home.complaints.closing(this, reason);
            drain();
        }
    }

    void closeQuietly() {
        draining = true;
        var unused = channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (closed) {
            return;
        }
        closed = true;
        home.idle.remove(this);
        if (farewell != null) {
            farewell.over();
        }
        inbound.close();
        outbound.close();
        for (var left = underWay.poll(); left != null; left = underWay.poll()) {
            left.gone();
        }
        home.onNothingUnfinished(this);
        home.onClosed();
        if (whenClosed != null) {
            whenClosed.run();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("Lost the connection from {}: {}", this, cause.toString());
        } else {
            log.error("Closing the connection from {} for a defect of ours", this, cause);
        }
        closeQuietly();
    }

    /** The peer and the listener, for the log. */
    @Override
    public String toString() {
        return peer.getAddress().getHostAddress() + ":" + peer.getPort() + " on " + listener;
    }
}
