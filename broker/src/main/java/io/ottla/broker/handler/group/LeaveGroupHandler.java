package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.LeaveGroup.Member;
import io.ottla.wire.message.group.LeaveGroup.Request;
import io.ottla.wire.message.group.LeaveGroup.Response;
import java.util.List;

/** Lets members go, several at a time from version 3 on. */
public final class LeaveGroupHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_MANY = 3;

    private final GroupCoordinators groups;

    public LeaveGroupHandler(GroupCoordinators groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var version = context.version();
        var unused = groups.leave(version < FIRST_WITH_MANY ? ofOne(request) : request)
                .whenComplete((left, never) -> context.reply(version < FIRST_WITH_MANY ? ofOne(left) : left));
    }

    private static Request ofOne(Request request) {
        return new Request(request.groupId(), "", List.of(new Member(request.memberId(), null, null)));
    }

    /** Where one member leaves, what it is told is what the request is told. */
    private static Response ofOne(Response left) {
        var isRefused =
                left.errorCode() != ErrorCode.NONE.code() || left.members().isEmpty();
        var error = isRefused ? left.errorCode() : left.members().get(0).errorCode();
        return new Response(0, error, List.of());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), List.of());
    }
}
