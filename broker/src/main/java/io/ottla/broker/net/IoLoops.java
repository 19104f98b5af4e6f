package io.ottla.broker.net;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The I/O loops of a broker: native epoll where there is one, NIO elsewhere. Their number does not change. */
public final class IoLoops implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final MultiThreadIoEventLoopGroup group;
    private final List<NettyLoop> loops;
    private final boolean epoll;

    private IoLoops(int count, boolean epoll) {
        this.epoll = epoll;
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("io", true), handlers);
        var all = new ArrayList<NettyLoop>(count);
        group.forEach(executor -> all.add(new NettyLoop((EventLoop) executor)));
        loops = List.copyOf(all);
    }

    /** Makes the loops; a thread starts with the first task of its loop. */
    public static IoLoops start(int count) {
        return new IoLoops(count, Epoll.isAvailable());
    }

    /** All of them, in a fixed order. */
    public List<NettyLoop> all() {
        return loops;
    }

    /** The first one, where connections are accepted and the controller lives. */
    public NettyLoop home() {
        return loops.get(0);
    }

    ServerChannel newServerChannel() {
        return epoll ? new EpollServerSocketChannel() : new NioServerSocketChannel();
    }

    /** What Netty calls this loop, for connections made from elsewhere in this broker. */
    public EventLoop eventLoop(NettyLoop loop) {
        return loop.eventLoop();
    }

    /** A channel for a connection that this broker makes. */
    public SocketChannel newChannel() {
        return epoll ? new EpollSocketChannel() : new NioSocketChannel();
    }

    /** Ends the threads once what is queued has run; waits at most five seconds. Not to be called from a loop. */
    @Override
    public void close() {
        group.shutdownGracefully(0, LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LONGEST_STOP.toMillis());
    }
}
