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

    /** The same for a controller, of whose connection somebody wants to hear. */
    public ForwardingPeer watched(Controller controller, NettyLoop loop, LinkWatcher watcher) {
        var place = new Link.Place(controller.host(), controller.port(), "controller " + controller.nodeId());
        return new NettyPeer(new Link(place, loop, means, watcher), means);
    }

    /** Where a controller listens to other nodes. */
    public record Controller(int nodeId, String host, int port) {}
}
