package io.ottla.broker.cluster;

import io.ottla.base.Loop;
import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.net.EncodedReply;
import io.ottla.broker.net.Exchange;
import io.ottla.broker.net.FrameHandler;
import io.ottla.broker.peer.ForwardingPeer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.message.Codecs;
import io.ottla.wire.message.config.IncrementalAlterConfigs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What only the controller can decide is handed on to it, byte for byte, by whichever broker was asked, and its answer back (KIP-590).
 * Everything else, and everything while this node leads, goes the ordinary way. Tries again until the patience of a client ends; whether
 * a controller that died on the way has acted on a request nobody knows, as ever.
 */
public final class Forwarding implements FrameHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final int CORRELATION_ID_AT = 4;
    private static final byte BROKER_LOGGER = 8;

    private static final Set<ApiKey> FORWARDED = EnumSet.of(
            ApiKey.CREATE_TOPICS,
            ApiKey.DELETE_TOPICS,
            ApiKey.CREATE_PARTITIONS,
            ApiKey.ALTER_CONFIGS,
            ApiKey.INCREMENTAL_ALTER_CONFIGS,
            ApiKey.ALTER_CLIENT_QUOTAS,
            ApiKey.ALTER_USER_SCRAM_CREDENTIALS,
            ApiKey.ELECT_LEADERS,
            ApiKey.ALTER_PARTITION_REASSIGNMENTS,
            ApiKey.UPDATE_FEATURES,
            ApiKey.UNREGISTER_BROKER,
            ApiKey.DESCRIBE_QUORUM);

    private final FrameHandler here;
    private final Dispatcher refusing;
    private final ActiveController controller;
    private final BooleanSupplier leadsHere;
    private final Loop home;

    /**
     * Nothing is handed on before the first request.
     *
     * @param here who serves what is served here
     * @param refusing answers what could not be handed on
     * @param leadsHere is the active controller in this process? Any thread
     */
    public Forwarding(
            FrameHandler here, Dispatcher refusing, ActiveController controller, BooleanSupplier leadsHere, Loop home) {
        this.here = here;
        this.refusing = refusing;
        this.controller = controller;
        this.leadsHere = leadsHere;
        this.home = home;
    }

    /** The APIs that any broker hands on to the controller. */
    public static Set<ApiKey> forwarded() {
        return FORWARDED;
    }

    @Override
    public void handle(Exchange exchange) {
        ByteBuffer frame = exchange.frame();
        ApiKey api = frame.remaining() < CORRELATION_ID_AT + Integer.BYTES ? null : ApiKey.of(frame.getShort(0));
        if (api == null
                || !FORWARDED.contains(api)
                || !api.serves(frame.getShort(Short.BYTES))
                || leadsHere.getAsBoolean()
                || isForThisProcess(api, exchange)) {
            here.handle(exchange);
        } else {
            exchange.hold();
            home.execute(new Errand(exchange)::start);
        }
    }

    @Override
    public boolean mayOverlap(short apiKey) {
        return here.mayOverlap(apiKey);
    }

    /** Levels of loggers are changed where they are. */
    private static boolean isForThisProcess(ApiKey api, Exchange exchange) {
        if (api != ApiKey.INCREMENTAL_ALTER_CONFIGS) {
            return false;
        }
        WireReader reader = new WireReader(exchange.frame().duplicate());
        RequestHeader header = RequestHeader.read(reader);
        var request = (IncrementalAlterConfigs.Request) Codecs.request(api).read(reader, header.apiVersion());
        return request.resources().stream().anyMatch(resource -> resource.resourceType() == BROKER_LOGGER);
    }

    /** One request on its way. Lives on the controller's loop. */
    private final class Errand implements ForwardingPeer.Forwarded {
        private final Exchange exchange;
        private final int correlationId;
        private final long startNanos = System.nanoTime();

        Errand(Exchange exchange) {
            this.exchange = exchange;
            this.correlationId = exchange.frame().getInt(CORRELATION_ID_AT);
        }

        void start() {
            ForwardingPeer peer = controller.current();
            if (leadsHere.getAsBoolean()) {
                comeBack();
            } else if (peer != null) {
                peer.forward(exchange.frame(), PATIENCE, this);
            } else {
                failed(PeerFailure.UNREACHABLE);
            }
        }

        /** This node has become the controller meanwhile. */
        private void comeBack() {
            exchange.loop().execute(() -> {
                try {
                    here.handle(exchange);
                } finally {
                    exchange.release();
                }
            });
        }

        @Override
        public void answered(ByteBuffer response) {
            ByteBuffer copy =
                    ByteBuffer.allocate(response.remaining()).put(response).flip();
            exchange.reply(new EncodedReply(correlationId, false, copy));
            exchange.release();
        }

        @Override
        public void failed(PeerFailure failure) {
            if (System.nanoTime() - startNanos < PATIENCE.toNanos()) {
                home.schedule(BETWEEN_TRIES, this::start);
                return;
            }
            exchange.loop().execute(() -> {
                try {
                    refusing.refuse(exchange, ErrorCode.REQUEST_TIMED_OUT);
                } finally {
                    exchange.release();
                }
            });
        }
    }
}
