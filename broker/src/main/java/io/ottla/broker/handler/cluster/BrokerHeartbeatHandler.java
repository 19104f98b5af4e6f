package io.ottla.broker.handler.cluster;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.BrokerHeartbeat.Request;
import io.ottla.wire.message.cluster.BrokerHeartbeat.Response;

/** Hears that brokers live, and tells the controller when the connection of one breaks that had been alive on it. */
public final class BrokerHeartbeatHandler implements Handler<Request, Response> {
    private final ControllerRef controller;

    public BrokerHeartbeatHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var heartbeat = new Heartbeat(
                request.brokerId(),
                request.brokerEpoch(),
                request.currentMetadataOffset(),
                request.wantFence(),
                request.wantShutDown(),
                request.offlineLogDirs(),
                request.cordonedLogDirs());
        context.connection().whenClosed(() -> controller.brokerGone(request.brokerId(), request.brokerEpoch()));
        var unused = controller
                .heartbeat(heartbeat)
                .whenComplete((reply, noController) ->
                        context.reply(reply == null ? refused(ErrorCode.NOT_CONTROLLER) : shape(reply)));
    }

    private static Response shape(HeartbeatReply reply) {
        return new Response(
                0, reply.outcome().error().code(), reply.isCaughtUp(), reply.isFenced(), reply.shouldShutDown());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return refused(error);
    }

    private static Response refused(ErrorCode error) {
        return new Response(0, error.code(), false, true, false);
    }
}
