package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.Heartbeat.Request;
import io.ottla.wire.message.group.Heartbeat.Response;

/** Hears that a member is alive, and tells it whether it has to join again. */
public final class HeartbeatHandler implements Handler<Request, Response> {
    private final GroupCoordinators groups;

    public HeartbeatHandler(GroupCoordinators groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var unused = groups.heartbeat(request).whenComplete((heard, never) -> context.reply(heard));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code());
    }
}
