package io.ottla.broker.handler.transaction;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.transaction.InitProducerId.Request;
import io.ottla.wire.message.transaction.InitProducerId.Response;

/** Gives an idempotent producer its id. A transactional one needs a coordinator, which there is none of yet. */
public final class InitProducerIdHandler implements Handler<Request, Response> {
    private static final short FIRST_EPOCH = 0;
    private static final short NO_EPOCH = -1;

    private final ProducerIds ids;

    public InitProducerIdHandler(ProducerIds ids) {
        this.ids = ids;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if ((request.producerId() == ProducerIds.NONE) != (request.producerEpoch() == NO_EPOCH)) {
            context.reply(refusal(request, context.version(), ErrorCode.INVALID_REQUEST));
            return;
        }
        var transactionalId = request.transactionalId();
        if (transactionalId != null) {
            var error = transactionalId.isEmpty() ? ErrorCode.INVALID_REQUEST : ErrorCode.COORDINATOR_NOT_AVAILABLE;
            context.reply(refusal(request, context.version(), error));
            return;
        }
        ids.next(id -> context.reply(
                id == ProducerIds.NONE
                        ? refusal(request, context.version(), ErrorCode.COORDINATOR_LOAD_IN_PROGRESS)
                        : new Response(0, ErrorCode.NONE.code(), id, FIRST_EPOCH, -1, NO_EPOCH)));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), ProducerIds.NONE, NO_EPOCH, -1, NO_EPOCH);
    }
}
