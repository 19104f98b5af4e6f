package io.ottla.broker.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.broker.net.EncodedReply;
import io.ottla.broker.net.Exchange;
import io.ottla.broker.net.FrameHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** Takes from the network what other controllers say to this one, see {@link RaftFrames}; everything else goes on. Stateless. */
public final class RaftDoor implements FrameHandler {
    private static final byte TAKEN = 0;
    private static final byte REFUSED = 1;

    private final FrameHandler others;
    private final String clusterId;
    private final Service service;

    /** Who is spoken to. */
    public interface Service {
        /**
         * Takes a message. Any thread; does not block.
         *
         * @param message nobody else uses it
         */
        CompletionStage<ByteBuffer> handle(byte kind, ByteBuffer message);
    }

    public RaftDoor(FrameHandler others, String clusterId, Service service) {
        this.others = others;
        this.clusterId = clusterId;
        this.service = service;
    }

    @Override
    public boolean mayOverlap(short apiKey) {
        return apiKey == RaftFrames.API_KEY || others.mayOverlap(apiKey);
    }

    @Override
    public void handle(Exchange exchange) {
        ByteBuffer frame = exchange.frame();
        if (frame.remaining() < RaftFrames.CLUSTER_ID_AT + Short.BYTES + 1
                || frame.getShort(0) != RaftFrames.API_KEY
                || frame.getShort(Short.BYTES) != RaftFrames.VERSION) {
            others.handle(exchange);
            return;
        }
        int clusterLength = frame.getShort(RaftFrames.CLUSTER_ID_AT);
        int kindAt = RaftFrames.CLUSTER_ID_AT + Short.BYTES + clusterLength;
        if (clusterLength < 0 || kindAt >= frame.limit()) {
            exchange.closeConnection("a message to the quorum that ends too early");
            return;
        }
        byte[] cluster = new byte[clusterLength];
        frame.get(RaftFrames.CLUSTER_ID_AT + Short.BYTES, cluster);
        String named = new String(cluster, UTF_8);
        if (!named.equals(clusterId)) {
            exchange.closeConnection("a message to the quorum of cluster " + named + ", and this is " + clusterId);
            return;
        }
        ByteBuffer message = ByteBuffer.allocate(frame.limit() - kindAt - 1);
        message.put(frame.duplicate().position(kindAt + 1)).flip();
        int correlationId = frame.getInt(RaftFrames.CORRELATION_ID_AT);
        var unused = service.handle(frame.get(kindAt), message)
                .whenComplete((answer, refusal) -> exchange.reply(new EncodedReply(
                        correlationId,
                        false,
                        refusal == null ? body(TAKEN, answer) : body(REFUSED, UTF_8.encode(refusal.toString())))));
    }

    private static ByteBuffer body(byte refused, ByteBuffer message) {
        return ByteBuffer.allocate(1 + message.remaining())
                .put(refused)
                .put(message.duplicate())
                .flip();
    }
}
