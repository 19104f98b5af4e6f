package io.ottla.broker.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.ottla.base.Check;
import io.ottla.base.Loop.Timer;
import io.ottla.base.OwnedBy;
import io.ottla.broker.net.NettyLoop;
import io.ottla.replication.peer.PeerFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to another node, made when something is to be sent. The other side answers in the order it was asked; whoever has waited
 * too long, or gets another's answer, has the connection closed. Everything sent in one turn leaves with one write.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class Link {
    private static final Logger log = LoggerFactory.getLogger(Link.class);

    private static final int CONNECT_TIMEOUT_MS = 2_000;

    private final Place place;
    private final NettyLoop loop;
    private final Means means;
    private final LinkWatcher watcher;
    /** Sent, or to be sent once there is a connection; in the order of their answers. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private @Nullable Channel channel;
    private boolean isConnecting;
    private boolean isDirty;
    private boolean isClosed;
    private int nextCorrelationId;

    /** Where the other node listens; {@code name} is for the log. */
    record Place(String host, int port, String name) {}

    /** Who hears of an answer, once. */
    interface Reply {
        /** The answer; {@code frame} stands behind its correlation id, and is released when this returns unless retained. */
        void answered(ByteBuf frame);

        void failed(PeerFailure failure);
    }

    private static final class Waiting {
        final int correlationId;
        final ByteBuf frame;
        final Reply reply;
        boolean isSent;

        @Nullable
        Timer patience;

        Waiting(int correlationId, ByteBuf frame, Reply reply) {
            this.correlationId = correlationId;
            this.frame = frame;
            this.reply = reply;
        }
    }

    Link(Place place, NettyLoop loop, Means means) {
        this(place, loop, means, LinkWatcher.NOBODY);
    }

    /** @param watcher hears how the connection fares */
    Link(Place place, NettyLoop loop, Means means, LinkWatcher watcher) {
        this.place = place;
        this.loop = loop;
        this.means = means;
        this.watcher = watcher;
    }

    /** The number the next question must carry. */
    int nextCorrelationId() {
        return nextCorrelationId;
    }

    /** Is there a connection, or one being made? */
    boolean isUp() {
        return channel != null || isConnecting;
    }

    /** Sends {@code frame}, with its size field, which carries {@link #nextCorrelationId}; takes it over. */
    void send(ByteBuf frame, Duration patience, Reply reply) {
        loop.assertInside();
        Waiting next = new Waiting(nextCorrelationId++, frame, reply);
        if (isClosed) {
            frame.release();
            loop.execute(() -> reply.failed(PeerFailure.UNREACHABLE));
            return;
        }
        next.patience = loop.schedule(patience, () -> tooLate(next));
        waiting.add(next);
        if (channel != null) {
            write(next);
        } else if (!isConnecting) {
            connect();
        }
    }

    private void write(Waiting next) {
        next.isSent = true;
        var unused = channel().write(next.frame, channel().voidPromise());
        if (!isDirty) {
            isDirty = true;
            loop.execute(this::flush);
        }
    }

    private Channel channel() {
        return Check.present(channel, "there is no connection to %s", place);
    }

    private void flush() {
        isDirty = false;
        if (channel != null) {
            channel.flush();
        }
    }

    // ---- connecting

    /** Names are looked up in the background: that may block. */
    private void connect() {
        isConnecting = true;
        means.lookups().execute(() -> {
            try {
                var address = new InetSocketAddress(InetAddress.getByName(place.host()), place.port());
                loop.execute(() -> connect(address));
            } catch (UnknownHostException unknown) {
                loop.execute(() -> broken("unknown host " + place.host()));
            }
        });
    }

    private void connect(InetSocketAddress address) {
        if (isClosed) {
            return;
        }
        ChannelFuture connected = new Bootstrap()
                .group(means.eventLoop(loop))
                .channelFactory(means.channels())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.ALLOCATOR, means.allocator())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        fresh.pipeline().addLast(new Frames(means.allocator(), incoming(fresh)));
                    }
                })
                .connect(address);
        var unused = connected.addListener(future -> {
            if (!future.isSuccess()) {
                broken(String.valueOf(future.cause()));
                if (future.cause() instanceof ConnectException
                        && !(future.cause() instanceof ConnectTimeoutException)) {
                    watcher.refused();
                }
            } else if (isClosed) {
                var unusedClosing = connected.channel().close();
            } else {
                isConnecting = false;
                channel = connected.channel();
                waiting.forEach(this::write);
            }
        });
    }

    // ---- answers

    private Frames.Taker incoming(Channel of) {
        return new Frames.Taker() {
            @Override
            public void take(ByteBuf frame) {
                try {
                    if (channel == of) {
                        answered(frame);
                    }
                } finally {
                    frame.release();
                }
            }

            @Override
            public void ended(Throwable why) {
                if (!(why instanceof IOException)) {
                    log.error("Closing the connection to {} for a defect of ours", place, why);
                }
                if (channel == of) {
                    broken(why.toString());
                    watcher.broken();
                }
            }
        };
    }

    private void answered(ByteBuf frame) {
        Waiting first = waiting.peek();
        if (first == null || frame.readableBytes() < Integer.BYTES || frame.readInt() != first.correlationId) {
            end(PeerFailure.UNSUPPORTED, "an answer to nothing that was asked");
            return;
        }
        waiting.poll();
        calm(first);
        first.reply.answered(frame);
    }

    private static void calm(Waiting one) {
        Timer patience = one.patience;
        if (patience != null) {
            patience.cancel();
        }
    }

    private void tooLate(Waiting late) {
        if (waiting.contains(late)) {
            end(PeerFailure.TIMED_OUT, "no answer in time");
        }
    }

    private void broken(String why) {
        end(PeerFailure.UNREACHABLE, why);
    }

    /** The connection ends, and with it everything that was asked. */
    private void end(PeerFailure failure, String why) {
        log.debug("The connection to {} ends: {}", place, why);
        Channel was = channel;
        channel = null;
        isConnecting = false;
        if (was != null) {
            var unused = was.close();
        }
        List<Waiting> all = new ArrayList<>(waiting);
        waiting.clear();
        for (Waiting one : all) {
            calm(one);
            if (!one.isSent) {
                one.frame.release();
            }
            one.reply.failed(failure);
        }
    }

    /** Runs {@code task} after this turn. */
    void later(Runnable task) {
        loop.execute(task);
    }

    void close() {
        isClosed = true;
        end(PeerFailure.UNREACHABLE, "closed by us");
    }
}
