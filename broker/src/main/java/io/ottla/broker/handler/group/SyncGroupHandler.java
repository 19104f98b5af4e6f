package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.message.group.SyncGroup.Request;
import io.ottla.wire.message.group.SyncGroup.Response;

/** Takes the leader's assignment and gives each member its part; the answer comes when it is there. */
public final class SyncGroupHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_PROTOCOL = 5;

    private final GroupCoordinators groups;

    public SyncGroupHandler(GroupCoordinators groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var isSaid = request.protocolType() != null && request.protocolName() != null;
        if (context.version() >= FIRST_WITH_PROTOCOL && !isSaid) {
            context.reply(refusal(request, context.version(), ErrorCode.INCONSISTENT_GROUP_PROTOCOL));
            return;
        }
        var unused = groups.sync(request).whenComplete((synced, never) -> context.reply(synced));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), null, null, WireReader.NO_BYTES);
    }
}
