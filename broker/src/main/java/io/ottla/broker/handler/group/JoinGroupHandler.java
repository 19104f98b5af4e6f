package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.coordinator.group.request.Client;
import io.ottla.coordinator.group.request.JoinRules;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.JoinGroup.Request;
import io.ottla.wire.message.group.JoinGroup.Response;
import java.util.List;

/** Takes a member into a group; the answer comes when all have joined. */
public final class JoinGroupHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_REBALANCE_TIMEOUT = 1;
    private static final int FIRST_WITH_KNOWN_ID = 4;
    private static final int FIRST_WITHOUT_NAME_AT_ALL = 7;
    private static final int FIRST_WITH_SKIPPING = 9;

    private final GroupCoordinators groups;

    public JoinGroupHandler(GroupCoordinators groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var version = context.version();
        var rules = new JoinRules(version >= FIRST_WITH_KNOWN_ID, version >= FIRST_WITH_SKIPPING);
        var clientId = context.clientId();
        var client = new Client(
                clientId == null ? "" : clientId,
                context.connection().peerAddress().toString());
        var unused = groups.join(version < FIRST_WITH_REBALANCE_TIMEOUT ? withTimeout(request) : request, client, rules)
                .whenComplete((joined, never) -> context.reply(shape(joined, version)));
    }

    /** A member that does not say how long it may take to join again may take as long as it may be silent. */
    private static Request withTimeout(Request request) {
        return new Request(
                request.groupId(),
                request.sessionTimeoutMs(),
                request.sessionTimeoutMs(),
                request.memberId(),
                request.groupInstanceId(),
                request.protocolType(),
                request.protocols(),
                request.reason());
    }

    private static Response shape(Response joined, int version) {
        if (joined.protocolName() != null || version >= FIRST_WITHOUT_NAME_AT_ALL) {
            return joined;
        }
        return new Response(
                0,
                joined.errorCode(),
                joined.generationId(),
                joined.protocolType(),
                "",
                joined.leader(),
                joined.skipAssignment(),
                joined.memberId(),
                joined.members());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), -1, null, "", "", false, request.memberId(), List.of());
    }
}
