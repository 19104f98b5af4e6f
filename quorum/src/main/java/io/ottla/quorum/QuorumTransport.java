package io.ottla.quorum;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * How the voters reach each other. The port of this room towards the network; what is sent here arrives at the other node's
 * {@link QuorumService}. Called from threads that may wait.
 */
public interface QuorumTransport {
    /**
     * Sends {@code message} and answers with what the other node's service said. Returns at once; fails at once where the node cannot be
     * reached, and when the connection breaks. May lose, may deliver twice, may change the order.
     *
     * @param kind what the message is, for the service at the other end
     * @param message read when this returns or later: nobody writes into it again
     */
    CompletableFuture<ByteBuffer> send(int nodeId, byte kind, ByteBuffer message);
}
