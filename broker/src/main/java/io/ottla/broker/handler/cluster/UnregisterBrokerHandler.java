package io.ottla.broker.handler.cluster;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.UnregisterBroker.Request;
import io.ottla.wire.message.cluster.UnregisterBroker.Response;

/** Forgets a broker that will not come back. One that is alive joins again. */
public final class UnregisterBrokerHandler implements Handler<Request, Response> {
    private final ControllerRef controller;

    public UnregisterBrokerHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var unused = controller
                .unregisterBroker(request.brokerId())
                .whenComplete((outcome, noController) -> context.reply(
                        outcome == null
                                ? refusal(request, context.version(), ErrorCode.NOT_CONTROLLER)
                                : new Response(0, outcome.error().code(), outcome.message())));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), error.message());
    }
}
