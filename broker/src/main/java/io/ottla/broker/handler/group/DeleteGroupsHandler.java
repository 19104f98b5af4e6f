package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Gathering;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.DeleteGroups.GroupResult;
import io.ottla.wire.message.group.DeleteGroups.Request;
import io.ottla.wire.message.group.DeleteGroups.Response;
import java.util.Arrays;
import java.util.List;

/** Deletes groups without members, each on its own; one that is named twice is deleted once. */
public final class DeleteGroupsHandler implements Handler<Request, Response> {
    private final GroupCoordinators groups;

    public DeleteGroupsHandler(GroupCoordinators groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        List<String> ids = request.groupsNames().stream().distinct().toList();
        var answers = new GroupResult[ids.size()];
        var gathering = new Gathering(context.loop(), () -> context.reply(new Response(0, Arrays.asList(answers))));
        for (var i = 0; i < answers.length; i++) {
            var place = i;
            var id = ids.get(i);
            gathering.await(
                    groups.delete(id), refused(id, ErrorCode.UNKNOWN_SERVER_ERROR), result -> answers[place] = result);
        }
        gathering.allAsked();
    }

    private static GroupResult refused(String id, ErrorCode error) {
        return new GroupResult(id, error.code(), error.message());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(
                0,
                request.groupsNames().stream()
                        .distinct()
                        .map(id -> refused(id, error))
                        .toList());
    }
}
