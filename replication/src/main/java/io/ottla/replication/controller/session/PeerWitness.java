package io.ottla.replication.controller.session;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.Endpoint;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.replication.peer.Peers;
import io.ottla.wire.message.connection.ApiVersions;
import java.time.Duration;
import java.util.function.Consumer;

/** Looks by asking the broker, on the listener other brokers use, for the versions it speaks. */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class PeerWitness implements Witness {
    private final Peers peers;
    private final Loop loop;
    private final String listener;
    private final Duration patience;

    /** @param listener inter.broker.listener.name */
    public PeerWitness(Peers peers, Loop loop, String listener, Duration patience) {
        this.peers = peers;
        this.loop = loop;
        this.listener = listener;
        this.patience = patience;
    }

    @Override
    public void look(BrokerImage broker, Consumer<Sighting> told) {
        Endpoint endpoint = broker.endpoint(listener);
        if (endpoint == null) {
            told.accept(Sighting.UNCLEAR);
            return;
        }
        Peer peer = peers.at(
                endpoint.host(), endpoint.port(), loop, "broker " + broker.id() + ", to see whether it is there");
        peer.ask(new ApiVersions.Request("ottla", "0", null, -1), patience, new Answer<ApiVersions.Response>() {
            @Override
            public void answered(ApiVersions.Response response, Frame frame) {
                tell(Sighting.THERE);
            }

            @Override
            public void failed(PeerFailure failure) {
                tell(
                        switch (failure) {
                            case UNREACHABLE -> Sighting.GONE;
                            case TIMED_OUT -> Sighting.UNCLEAR;
                            case UNSUPPORTED -> Sighting.THERE;
                        });
            }

            private void tell(Sighting sighting) {
                told.accept(sighting);
                peer.close();
            }
        });
    }
}
