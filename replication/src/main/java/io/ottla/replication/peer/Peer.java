package io.ottla.replication.peer;

import io.ottla.wire.codec.ApiRequest;
import java.time.Duration;

/**
 * Another node, as seen from one loop. Its connection is made with the first question and again after it broke; questions are sent in the
 * order they are asked, without waiting for each other, in the newest version both sides speak. Every method is called on that loop, and
 * answers come there.
 */
public interface Peer {
    /**
     * Asks; {@code answer} hears exactly once, never before this returns.
     *
     * @param patience after which the answer no longer counts
     */
    <Q extends ApiRequest<R>, R> void ask(Q request, Duration patience, Answer<R> answer);

    /** Everybody who waits hears {@link PeerFailure#UNREACHABLE}; so does who asks from now on. */
    void close();
}
