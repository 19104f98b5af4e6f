package io.ottla.broker.cluster;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.broker.peer.ForwardingPeer;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.codec.ApiRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whichever controller leads at the moment, as one peer. While none is known nobody can be reached. */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class ActiveController implements Peer {
    private static final int NOBODY = -1;

    private final Map<Integer, ForwardingPeer> controllers;
    private final Loop home;
    private int leader = NOBODY;

    /** @param controllers all of them, by node id; closed with this */
    public ActiveController(Map<Integer, ForwardingPeer> controllers, Loop home) {
        this.controllers = Map.copyOf(controllers);
        this.home = home;
    }

    /** Node {@code id} leads from now on; nobody if it is none of the controllers. */
    public void leads(int id) {
        home.assertInside();
        leader = id;
    }

    /** The one that leads; null while none is known. */
    @Nullable
    ForwardingPeer current() {
        return controllers.get(leader);
    }

    @Override
    public <Q extends ApiRequest<R>, R> void ask(Q request, Duration patience, Answer<R> answer) {
        Peer peer = current();
        if (peer == null) {
            home.execute(() -> answer.failed(PeerFailure.UNREACHABLE));
        } else {
            peer.ask(request, patience, answer);
        }
    }

    @Override
    public void close() {
        controllers.values().forEach(Peer::close);
    }
}
