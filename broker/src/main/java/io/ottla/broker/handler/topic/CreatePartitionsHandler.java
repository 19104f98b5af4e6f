package io.ottla.broker.handler.topic;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.MorePartitions;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.topic.CreatePartitions.Assignment;
import io.ottla.wire.message.topic.CreatePartitions.Request;
import io.ottla.wire.message.topic.CreatePartitions.Response;
import io.ottla.wire.message.topic.CreatePartitions.Topic;
import io.ottla.wire.message.topic.CreatePartitions.TopicResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds partitions to topics (KIP-195). A topic named twice in a request is refused, once. */
public final class CreatePartitionsHandler implements Handler<Request, Response> {
    private static final Outcome NAMED_TWICE =
            Outcome.refused(ErrorCode.INVALID_REQUEST, "The request names this topic more than once");

    private static final int FIRST_WITH_QUOTA = 3;

    private final ControllerRef controller;
    private final CommittedImage image;

    public CreatePartitionsHandler(ControllerRef controller, CommittedImage image) {
        this.controller = controller;
        this.image = image;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if (request.timeoutMs() <= 0) {
            context.reply(refusal(request, context.version(), ErrorCode.REQUEST_TIMED_OUT));
            return;
        }
        var toll = new ChangeToll(context, FIRST_WITH_QUOTA);
        if (toll.refuses()) {
            context.reply(refusal(request, context.version(), ErrorCode.THROTTLING_QUOTA_EXCEEDED));
            return;
        }
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Map<String, Topic> once = new LinkedHashMap<>();
        for (var topic : request.topics()) {
            if (once.put(topic.name(), topic) != null) {
                outcomes.put(topic.name(), NAMED_TWICE);
            }
        }
        once.keySet().removeAll(outcomes.keySet());
        var wanted = once.values().stream().map(CreatePartitionsHandler::wanted).toList();
        var before = image.current().topics();
        var unused = controller
                .createPartitions(wanted, request.validateOnly())
                .whenComplete((answers, noController) -> {
                    if (answers == null) {
                        context.reply(refusal(request, context.version(), ErrorCode.NOT_CONTROLLER));
                        return;
                    }
                    int more = 0;
                    for (int i = 0; i < answers.size(); i++) {
                        var topic = before.byName(wanted.get(i).topic());
                        if (answers.get(i).isDone() && topic != null && !request.validateOnly()) {
                            more += wanted.get(i).count() - topic.partitionCount();
                        }
                        outcomes.put(wanted.get(i).topic(), answers.get(i));
                    }
                    toll.changed(more);
                    context.reply(shape(outcomes));
                });
    }

    private static MorePartitions wanted(Topic topic) {
        var assignments = topic.assignments();
        return new MorePartitions(
                topic.name(),
                topic.count(),
                assignments == null
                        ? null
                        : assignments.stream().map(Assignment::brokerIds).toList());
    }

    private static Response shape(Map<String, Outcome> outcomes) {
        var results = new ArrayList<TopicResult>();
        outcomes.forEach((name, outcome) ->
                results.add(new TopicResult(name, outcome.error().code(), outcome.message())));
        return new Response(0, results);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (var topic : request.topics()) {
            outcomes.put(topic.name(), new Outcome(error, error.message()));
        }
        return shape(outcomes);
    }
}
