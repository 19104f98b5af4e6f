package io.ottla.broker.peer;

import io.ottla.base.Check;
import io.ottla.base.Loop;
import io.ottla.broker.net.NettyLoop;
import io.ottla.replication.peer.Peers;

/** Other nodes over TCP. Any thread. */
public final class NettyPeers implements Peers {
    private final Means means;

    public NettyPeers(Means means) {
        this.means = means;
    }

    /** @param loop one of this node's I/O loops */
    @Override
    public ForwardingPeer at(String host, int port, Loop loop, String name) {
        Check.that(loop instanceof NettyLoop, "%s is no I/O loop", loop);
        return new NettyPeer(new Link(new Link.Place(host, port, name), (NettyLoop) loop, means), means);
    }
}
