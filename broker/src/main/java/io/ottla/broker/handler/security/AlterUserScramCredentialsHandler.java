package io.ottla.broker.handler.security;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.ScramWish;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.security.AlterUserScramCredentials.Request;
import io.ottla.wire.message.security.AlterUserScramCredentials.Response;
import io.ottla.wire.message.security.AlterUserScramCredentials.UserResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets and takes away SCRAM credentials (KIP-554). Each user stands for itself. */
public final class AlterUserScramCredentialsHandler implements Handler<Request, Response> {
    private final ControllerRef controller;

    public AlterUserScramCredentialsHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var unused = controller
                .alterScramCredentials(wishes(request))
                .whenComplete((outcomes, noController) -> context.reply(
                        outcomes == null
                                ? refusal(request, context.version(), ErrorCode.NOT_CONTROLLER)
                                : shape(outcomes)));
    }

    private static List<ScramWish> wishes(Request request) {
        var wishes = new ArrayList<ScramWish>();
        for (var deletion : request.deletions()) {
            wishes.add(new ScramWish(deletion.name(), deletion.mechanism(), null));
        }
        for (var wish : request.upsertions()) {
            var password = new ScramWish.Password(wish.iterations(), wish.salt(), wish.saltedPassword());
            wishes.add(new ScramWish(wish.name(), wish.mechanism(), password));
        }
        return wishes;
    }

    private static Response shape(Map<String, Outcome> outcomes) {
        var results = new ArrayList<UserResult>();
        outcomes.forEach((user, outcome) ->
                results.add(new UserResult(user, outcome.error().code(), outcome.message())));
        return new Response(0, results);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        Map<String, Outcome> refused = new LinkedHashMap<>();
        wishes(request).forEach(wish -> refused.put(wish.user(), new Outcome(error, error.message())));
        return shape(refused);
    }
}
