package io.ottla.broker.handler.security;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.security.DeleteAcls.FilterResult;
import io.ottla.wire.message.security.DeleteAcls.Request;
import io.ottla.wire.message.security.DeleteAcls.Response;
import java.util.List;

/** There is no authorizer, so there are no access rules to take away. */
public final class DeleteAclsHandler implements Handler<Request, Response> {
    @Override
    public void handle(Request request, RequestContext<Response> context) {
        context.reply(refusal(request, context.version(), ErrorCode.SECURITY_DISABLED));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(
                0,
                request.filters().stream()
                        .map(filter -> new FilterResult(error.code(), error.message(), List.of()))
                        .toList());
    }
}
