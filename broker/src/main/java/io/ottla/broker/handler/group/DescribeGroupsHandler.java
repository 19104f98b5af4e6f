package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Gathering;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Operations;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.DescribeGroups.Group;
import io.ottla.wire.message.group.DescribeGroups.Request;
import io.ottla.wire.message.group.DescribeGroups.Response;
import java.util.Arrays;
import java.util.List;

/** Tells state, members and assignments of groups. Before version 6 an unknown group is a dead one. */
public final class DescribeGroupsHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_UNKNOWN_GROUP = 6;

    private final GroupCoordinators groups;

    public DescribeGroupsHandler(GroupCoordinators groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var answers = new Group[request.groups().size()];
        var gathering = new Gathering(context.loop(), () -> context.reply(new Response(0, Arrays.asList(answers))));
        for (var i = 0; i < answers.length; i++) {
            var place = i;
            var id = request.groups().get(i);
            gathering.await(
                    groups.describe(id),
                    refused(id, ErrorCode.UNKNOWN_SERVER_ERROR),
                    group -> answers[place] = shape(group, request, context.version()));
        }
        gathering.allAsked();
    }

    private static Group shape(Group group, Request request, int version) {
        var isKnownAsDead =
                group.errorCode() == ErrorCode.GROUP_ID_NOT_FOUND.code() && version < FIRST_WITH_UNKNOWN_GROUP;
        var error = isKnownAsDead ? ErrorCode.NONE.code() : group.errorCode();
        var tellsOperations = request.includeAuthorizedOperations() && error == ErrorCode.NONE.code();
        return new Group(
                error,
                version < FIRST_WITH_UNKNOWN_GROUP ? null : group.errorMessage(),
                group.groupId(),
                group.groupState(),
                group.protocolType(),
                group.protocolData(),
                group.members(),
                tellsOperations ? Operations.ALL_OF_GROUP : Operations.NOT_ASKED);
    }

    private static Group refused(String id, ErrorCode error) {
        return new Group(error.code(), null, id, "", "", "", List.of(), Operations.NOT_ASKED);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(
                0, request.groups().stream().map(id -> refused(id, error)).toList());
    }
}
