package io.ottla.broker.net;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.ottla.broker.config.Listener;
import io.ottla.broker.config.NetworkSettings;
import io.ottla.broker.quota.ConnectionRates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener: takes connections on the first loop and deals them out to all loops in turn. At max.connections, its own or that of
 * all, it stops accepting until one closes; an address with too many connections has the next one closed at once.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(Acceptor.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final Listener listener;
    private final List<ConnectionLoop> homes;
    private final ConnectionQuota quota;
    private final ConnectionRates rates;
    private final NetworkSettings settings;
    private final Runnable onRoom;
    private final FrameHandler requests;
    private final ServerChannel server;
    private int next;
    /** Connections came too fast: the next is accepted a little later. */
    private boolean isPausing;
    /** Written before the first connection comes, by whoever starts the broker. */
    private volatile boolean accepting;

    Acceptor(Listener listener, ServerChannel server, NetworkParts parts, FrameHandler requests) {
        this.listener = listener;
        this.homes = parts.homes();
        this.quota = parts.quota();
        this.rates = parts.rates();
        this.settings = parts.settings();
        this.onRoom = parts.onRoom();
        this.requests = requests;
        this.server = server;
    }

    /**
     * Takes the address; accepts nothing yet, so that early clients wait instead of being refused.
     *
     * @return the address it has now
     */
    InetSocketAddress bind() throws IOException {
        var wanted = listener.host().isEmpty()
                ? new InetSocketAddress(listener.port())
                : new InetSocketAddress(listener.host(), listener.port());
        if (wanted.isUnresolved()) {
            throw new IOException("listener " + listener.name() + ": unknown host '" + listener.host() + "'");
        }
        server.config().setAutoRead(false);
        server.config().setOption(ChannelOption.SO_BACKLOG, settings.listenBacklog());
        server.config().setOption(ChannelOption.SO_REUSEADDR, true);
        if (settings.receiveBufferBytes() > 0) {
            server.config().setOption(ChannelOption.SO_RCVBUF, settings.receiveBufferBytes());
        }
        server.pipeline().addLast(this);
        acceptor().loop.eventLoop().register(server).syncUninterruptibly();
        var bound = server.bind(wanted).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("listener " + listener.name() + ": " + reason(bound), bound.cause());
        }
        return (InetSocketAddress) server.localAddress();
    }

    private String reason(ChannelFuture bound) {
        var cause = String.valueOf(bound.cause());
        if (cause.contains("Address already in use")) {
            return "port " + listener.port() + " is in use by another process";
        }
        return cause.contains("Permission denied")
                ? "no permission to listen on port " + listener.port()
                : "cannot listen: " + cause;
    }

    private ConnectionLoop acceptor() {
        return homes.get(0);
    }

    String name() {
        return listener.name();
    }

    void accept() {
        accepting = true;
        server.config().setAutoRead(true);
    }

    void close() {
        var unused = server.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        var channel = (SocketChannel) accepted;
        var peer = channel.remoteAddress();
        if (peer == null || !quota.enter(listener.name(), peer.getAddress())) {
            if (peer != null) {
                acceptor().complaints.refusing(peer, listener.name());
            }
            channel.unsafe().closeForcibly();
            return;
        }
        var tooFastMs = rates.connect(peer.getAddress());
        if (tooFastMs > 0) {
            // Held for a while, so that the peer does not come back at once (KIP-612).
            quota.leave(listener.name(), peer.getAddress());
            acceptor().loop.schedule(Duration.ofMillis(tooFastMs), channel.unsafe()::closeForcibly);
            return;
        }
        channel.closeFuture().addListener(closed -> acceptor().loop.execute(() -> onClosed(peer)));
        if (quota.isFull(listener.name())) {
            server.config().setAutoRead(false);
        }
        var name = listener.name();
        pauseFor(Math.max(rates.connect(quota.mostNewPerSecond()), rates.connect(name, quota.mostNewPerSecond(name))));
        var home = homes.get(next);
        next = (next + 1) % homes.size();
        settle(channel, peer, home);
    }

    private void pauseFor(long ms) {
        if (ms > 0 && !isPausing) {
            isPausing = true;
            server.config().setAutoRead(false);
            acceptor().loop.schedule(Duration.ofMillis(ms), () -> {
                isPausing = false;
                resume();
            });
        }
    }

    private void settle(SocketChannel channel, InetSocketAddress peer, ConnectionLoop home) {
        var inbound = new Inbound(home.arrivals, home.budget, settings.requestMaxBytes());
        var config = channel.config();
        try {
            config.setTcpNoDelay(true).setKeepAlive(true);
            if (settings.sendBufferBytes() > 0) {
                config.setSendBufferSize(settings.sendBufferBytes());
            }
        } catch (ChannelException alreadyGone) {
            log.debug("{} left while it was accepted", peer, alreadyGone);
            channel.unsafe().closeForcibly();
            onClosed(peer);
            return;
        }
        config.setRecvByteBufAllocator(inbound);
        config.setAllocator(home.allocator);
        config.setWriteBufferWaterMark(Outbound.WATER_MARK);
        config.setMessageSizeEstimator(FileSizes.INSTANCE);
        channel.pipeline().addLast(new Connection(home, channel, listener.name(), peer, inbound, requests));
        var unused = home.loop.eventLoop().register(channel);
    }

    private void onClosed(InetSocketAddress peer) {
        quota.leave(listener.name(), peer.getAddress());
        onRoom.run();
    }

    /** Goes on accepting if it had to stop for want of room and there is some now. */
    void resume() {
        if (accepting
                && !isPausing
                && server.isOpen()
                && !server.config().isAutoRead()
                && !quota.isFull(listener.name())) {
            server.config().setAutoRead(true);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.error("Listener {} cannot accept a connection: {}; trying again", listener.name(), cause.toString());
        server.config().setAutoRead(false);
        acceptor().loop.schedule(PAUSE_AFTER_FAILURE, this::accept);
    }
}
