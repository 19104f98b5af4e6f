package io.ottla.broker.cluster;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.broker.peer.ForwardingPeer;
import io.ottla.broker.peer.LinkWatcher;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.message.connection.ApiVersions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Whichever controller leads at the moment, as one peer. While none is known nobody can be reached. */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class ActiveController implements Peer {
    private static final int NOBODY = -1;

    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final ApiVersions.Request ARE_YOU_THERE = new ApiVersions.Request("ottla", "0", null, -1);

    private final Map<Integer, ForwardingPeer> controllers = new HashMap<>();
    private final Loop home;
    private final IntConsumer onGone;
    private int leader = NOBODY;

    /** @param onGone told which leader's process has certainly ended, as its host says */
    public ActiveController(Loop home, IntConsumer onGone) {
        this.home = home;
        this.onGone = onGone;
    }

    /** There is a controller with this id; its peer is closed with this. Before anything is asked. */
    public void add(int id, ForwardingPeer peer) {
        controllers.put(id, peer);
    }

    /** Who is to watch the connection to controller {@code id}. */
    public LinkWatcher watcher(int id) {
        return new LinkWatcher() {
            @Override
            public void broken() {
                look(id);
            }

            @Override
            public void refused() {
                if (leader == id) {
                    onGone.accept(id);
                }
            }
        };
    }

    /** A leader whose connection broke may be gone: whether it is, a new connection tells. */
    private void look(int id) {
        Peer peer = controllers.get(id);
        if (leader == id && peer != null) {
            peer.ask(ARE_YOU_THERE, GLANCE, new Answer<ApiVersions.Response>() {
                @Override
                public void answered(ApiVersions.Response response, Frame frame) {
                    // it is there
                }

                @Override
                public void failed(PeerFailure failure) {
                    // if it refused, the watcher has heard
                }
            });
        }
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
