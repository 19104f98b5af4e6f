package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.ListGroups.Request;
import io.ottla.wire.message.group.ListGroups.Response;
import java.util.List;

/** Lists the groups this broker coordinates. */
public final class ListGroupsHandler implements Handler<Request, Response> {
    private final GroupCoordinators groups;

    public ListGroupsHandler(GroupCoordinators groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var unused = groups.list(request).whenComplete((listed, never) -> context.reply(listed));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), List.of());
    }
}
