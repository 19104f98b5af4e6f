package io.ottla.broker.handler.cluster;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Operations;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.DescribeCluster.Broker;
import io.ottla.wire.message.cluster.DescribeCluster.Request;
import io.ottla.wire.message.cluster.DescribeCluster.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the id of the cluster and where its brokers are reached (KIP-700, KIP-919, KIP-1073). */
public final class DescribeClusterHandler implements Handler<Request, Response> {
    private static final byte BROKERS = 1;
    private static final byte CONTROLLERS = 2;
    private static final int NOBODY = -1;

    private final String clusterId;
    private final CommittedImage image;

    public DescribeClusterHandler(String clusterId, CommittedImage image) {
        this.clusterId = clusterId;
        this.image = image;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if (request.endpointType() == BROKERS) {
            context.reply(brokers(request, context.connection().listener()));
        } else if (request.endpointType() == CONTROLLERS) {
            context.reply(refused(
                    ErrorCode.MISMATCHED_ENDPOINT_TYPE, "This listener is for brokers: no controllers are told here"));
        } else {
            context.reply(refused(
                    ErrorCode.UNSUPPORTED_ENDPOINT_TYPE, "There are no endpoints of type " + request.endpointType()));
        }
    }

    private Response brokers(Request request, String listener) {
        var brokers = new ArrayList<Broker>();
        for (var broker : image.current().nodes().brokers().values()) {
            var endpoint = broker.endpoint(listener);
            if (endpoint != null && (!broker.fenced() || request.includeFencedBrokers())) {
                brokers.add(new Broker(broker.id(), endpoint.host(), endpoint.port(), broker.rack(), broker.fenced()));
            }
        }
        brokers.sort(Comparator.comparingInt(Broker::brokerId));
        return new Response(
                0,
                ErrorCode.NONE.code(),
                null,
                BROKERS,
                clusterId,
                controller(),
                brokers,
                request.includeClusterAuthorizedOperations() ? Operations.ALL_OF_CLUSTER : Operations.NOT_ASKED);
    }

    /** Any broker passes on what is the controller's: as Kafka does, one that is alive is named. */
    private int controller() {
        List<BrokerImage> alive = image.current().nodes().alive();
        return alive.isEmpty() ? NOBODY : alive.get(0).id();
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return refused(error, null);
    }

    private static Response refused(ErrorCode error, @Nullable String message) {
        return new Response(0, error.code(), message, BROKERS, "", NOBODY, List.of(), Operations.NOT_ASKED);
    }
}
