package io.ottla.broker.handler.cluster;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.image.Endpoint;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.BrokerRegistration.Request;
import io.ottla.wire.message.cluster.BrokerRegistration.Response;
import java.util.HashMap;
import java.util.Map;

/** Takes brokers into the cluster (KIP-631). None comes from a cluster with ZooKeeper any more. */
public final class BrokerRegistrationHandler implements Handler<Request, Response> {
    private static final long NOT_REGISTERED = -1;

    private final ControllerRef controller;

    public BrokerRegistrationHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if (request.isMigratingZkBroker()) {
            context.reply(refused(ErrorCode.BROKER_ID_NOT_REGISTERED));
            return;
        }
        Map<String, VersionRange> features = new HashMap<>();
        for (var feature : request.features()) {
            if (feature.minSupportedVersion() < 0 || feature.minSupportedVersion() > feature.maxSupportedVersion()) {
                context.reply(refused(ErrorCode.INVALID_REGISTRATION));
                return;
            }
            features.put(
                    feature.name(), new VersionRange(feature.minSupportedVersion(), feature.maxSupportedVersion()));
        }
        var unused = controller
                .registerBroker(registration(request, features))
                .whenComplete((registered, noController) -> context.reply(
                        registered == null
                                ? refused(ErrorCode.NOT_CONTROLLER)
                                : new Response(0, registered.outcome().error().code(), registered.brokerEpoch())));
    }

    private static Registration registration(Request request, Map<String, VersionRange> features) {
        var endpoints = request.listeners().stream()
                .map(one -> new Endpoint(one.name(), one.host(), one.port(), one.securityProtocol()))
                .toList();
        return new Registration(
                request.brokerId(),
                request.clusterId(),
                request.incarnationId(),
                endpoints,
                features,
                request.rack(),
                request.logDirs(),
                request.previousBrokerEpoch());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return refused(error);
    }

    private static Response refused(ErrorCode error) {
        return new Response(0, error.code(), NOT_REGISTERED);
    }
}
