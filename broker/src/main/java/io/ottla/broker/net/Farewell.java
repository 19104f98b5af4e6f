package io.ottla.broker.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import java.time.Duration;

/**
 * The end of a connection whose peer is still to receive answers. A socket closed while unread input lies in it is reset, and a reset
 * takes with it what was sent and has not arrived. So our side says that it is at its end, reads on without listening until the peer
 * has closed as well, and closes then; or after {@link #LONGEST}, for a peer that neither reads nor closes.
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class Farewell {
    static final Duration LONGEST = Duration.ofSeconds(2);

    private final SocketChannel channel;
    private final Loop.Timer timer;

    /** Begins it. Everything to be sent has been handed to the channel. */
    Farewell(Loop loop, SocketChannel channel) {
        this.channel = channel;
        timer = loop.schedule(LONGEST, this::closeNow);
        // What is written behind all answers is written once they are; shutting down before would drop them.
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFuture sent) -> shutDown(sent.isSuccess()));
        channel.config().setAutoRead(true); // ends by itself once the peer has closed
    }

    private void shutDown(boolean allSent) {
        if (allSent) {
            var unused = channel.shutdownOutput();
        } else {
            closeNow();
        }
    }

    private void closeNow() {
        var unused = channel.close();
    }

    /** The connection is closed. */
    void over() {
        timer.cancel();
    }
}
