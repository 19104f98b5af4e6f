package io.ottla.broker.handler.cluster;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.AllocateProducerIds.Request;
import io.ottla.wire.message.cluster.AllocateProducerIds.Response;

/** Gives brokers blocks of producer ids that nobody else gets (KIP-730). */
public final class AllocateProducerIdsHandler implements Handler<Request, Response> {
    private static final long NONE = -1;

    private final ControllerRef controller;

    public AllocateProducerIdsHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var unused = controller
                .allocateProducerIds(request.brokerId(), request.brokerEpoch())
                .whenComplete((block, noController) -> context.reply(
                        block == null
                                ? refused(ErrorCode.NOT_CONTROLLER)
                                : new Response(0, block.outcome().error().code(), block.first(), block.count())));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return refused(error);
    }

    private static Response refused(ErrorCode error) {
        return new Response(0, error.code(), NONE, 0);
    }
}
