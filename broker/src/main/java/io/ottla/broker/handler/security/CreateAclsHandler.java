package io.ottla.broker.handler.security;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.security.CreateAcls.AclResult;
import io.ottla.wire.message.security.CreateAcls.Request;
import io.ottla.wire.message.security.CreateAcls.Response;

/** There is no authorizer, so no access rule is taken. */
public final class CreateAclsHandler implements Handler<Request, Response> {
    @Override
    public void handle(Request request, RequestContext<Response> context) {
        context.reply(refusal(request, context.version(), ErrorCode.SECURITY_DISABLED));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(
                0,
                request.creations().stream()
                        .map(rule -> new AclResult(error.code(), error.message()))
                        .toList());
    }
}
