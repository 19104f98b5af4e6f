package io.ottla.broker.peer;

import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A node to which requests of others can be handed on as they are. */
public interface ForwardingPeer extends Peer {
    /**
     * Sends a request that somebody else has made.
     *
     * @param frame from its header on; not changed, and no longer needed when this returns
     */
    void forward(ByteBuffer frame, Duration patience, Forwarded forwarded);

    /** Who hears of it, exactly once. */
    interface Forwarded {
        /** The response behind its correlation id; only until this returns. */
        void answered(ByteBuffer response);

        void failed(PeerFailure failure);
    }
}
