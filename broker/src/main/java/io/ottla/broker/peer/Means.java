package io.ottla.broker.peer;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.ottla.broker.net.IoLoops;
import io.ottla.broker.net.NettyLoop;
import java.util.concurrent.Executor;

/**
 * What connections to other nodes are made of.
 *
 * @param clientId how this node calls itself
 * @param lookups where names of hosts are looked up, which may block
 */
public record Means(IoLoops loops, ByteBufAllocator allocator, String clientId, Executor lookups) {
    EventLoop eventLoop(NettyLoop loop) {
        return loops.eventLoop(loop);
    }

    ChannelFactory<Channel> channels() {
        return loops::newChannel;
    }
}
