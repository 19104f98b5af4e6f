package io.ottla.broker.handler.topic;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.TopicToDelete;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.topic.DeleteTopics.Request;
import io.ottla.wire.message.topic.DeleteTopics.Response;
import io.ottla.wire.message.topic.DeleteTopics.Topic;
import io.ottla.wire.message.topic.DeleteTopics.TopicResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Deletes topics by name, or since version 6 by id (KIP-516). A topic meant twice in a request is refused, once. */
public final class DeleteTopicsHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_DISABLED = 3;
    private static final int FIRST_WITH_QUOTA = 5;
    private static final int FIRST_WITH_IDS = 6;

    private final ControllerRef controller;
    private final CommittedImage image;
    private final Supplier<BrokerConfig> config;

    public DeleteTopicsHandler(ControllerRef controller, CommittedImage image, Supplier<BrokerConfig> config) {
        this.controller = controller;
        this.image = image;
        this.config = config;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if (request.timeoutMs() <= 0) {
            context.reply(refusal(request, context.version(), ErrorCode.REQUEST_TIMED_OUT));
            return;
        }
        if (!config.get().topicCreation().mayBeDeleted()) {
            var error = context.version() < FIRST_WITH_DISABLED
                    ? ErrorCode.INVALID_REQUEST
                    : ErrorCode.TOPIC_DELETION_DISABLED;
            context.reply(refusal(request, context.version(), error));
            return;
        }
        var toll = new ChangeToll(context, FIRST_WITH_QUOTA);
        if (toll.refuses()) {
            context.reply(refusal(request, context.version(), ErrorCode.THROTTLING_QUOTA_EXCEEDED));
            return;
        }
        var results = new ArrayList<TopicResult>();
        var before = image.current().topics();
        var wanted = wanted(asked(request, context.version()), results);
        var unused = controller.deleteTopics(wanted).whenComplete((deleted, noController) -> {
            if (deleted == null) {
                context.reply(refusal(request, context.version(), ErrorCode.NOT_CONTROLLER));
                return;
            }
            int gone = 0;
            for (var topic : deleted) {
                var known = topic.outcome().isDone() ? before.byId(topic.id()) : null;
                gone += known == null ? 0 : known.partitionCount();
                results.add(new TopicResult(
                        topic.name(),
                        topic.id(),
                        topic.outcome().error().code(),
                        topic.outcome().message()));
            }
            toll.changed(gone);
            context.reply(new Response(0, results));
        });
    }

    private static List<Topic> asked(Request request, int version) {
        return version >= FIRST_WITH_IDS
                ? request.topics()
                : request.topicNames().stream()
                        .map(name -> new Topic(name, Uuid.ZERO))
                        .toList();
    }

    /** What to ask of the controller; what cannot be asked is answered in {@code refused}. */
    private List<TopicToDelete> wanted(List<Topic> asked, List<TopicResult> refused) {
        Map<Object, Topic> once = new LinkedHashMap<>();
        Map<Object, Topic> twice = new LinkedHashMap<>();
        for (var topic : asked) {
            if ((topic.name() == null) == topic.topicId().equals(Uuid.ZERO)) {
                refused.add(refused(topic, "A topic is named either by its name or by its id"));
            } else {
                var key = key(topic);
                var before = once.put(key, topic);
                if (before != null) {
                    twice.put(key, new Topic(nameOf(before, topic), idOf(before, topic)));
                }
            }
        }
        once.keySet().removeAll(twice.keySet());
        twice.values().forEach(topic -> refused.add(refused(topic, "The request means this topic more than once")));
        return once.values().stream()
                .map(topic -> new TopicToDelete(topic.name(), topic.topicId()))
                .toList();
    }

    /** What the topic is really: its name where there is one of this id. */
    private Object key(Topic topic) {
        var known = image.current().topics().byId(topic.topicId());
        if (known != null) {
            return known.name();
        }
        var name = topic.name();
        return name == null ? topic.topicId() : name;
    }

    private static @Nullable String nameOf(Topic one, Topic other) {
        return one.name() == null ? other.name() : one.name();
    }

    private static Uuid idOf(Topic one, Topic other) {
        return one.topicId().equals(Uuid.ZERO) ? other.topicId() : one.topicId();
    }

    private static TopicResult refused(Topic topic, String why) {
        return new TopicResult(topic.name(), topic.topicId(), ErrorCode.INVALID_REQUEST.code(), why);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        var results = new ArrayList<TopicResult>();
        for (var name : request.topicNames()) {
            results.add(new TopicResult(name, Uuid.ZERO, error.code(), error.message()));
        }
        for (var topic : request.topics()) {
            results.add(new TopicResult(topic.name(), topic.topicId(), error.code(), error.message()));
        }
        return new Response(0, results);
    }
}
