package io.ottla.broker.handler.topic;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.topic.Metadata.Request;
import io.ottla.wire.message.topic.Metadata.RequestedTopic;
import io.ottla.wire.message.topic.Metadata.Response;
import io.ottla.wire.message.topic.Metadata.Topic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells which brokers there are and who leads what. All topics at once, and a large one alone, are encoded once per image; a topic that is
 * missing may be created, and then the answer waits for it.
 */
public final class MetadataHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_NULL_FOR_ALL = 1;
    private static final int FIRST_WITH_CHOICE_TO_CREATE = 4;
    private static final int FIRST_WITH_TOPIC_ID = 12;

    private final MetadataAnswers answers;
    private final CommittedImage image;
    private final ControllerPort controller;
    private final Supplier<BrokerConfig> config;

    /** @param config whether topics are created here, and with what, as it stands */
    public MetadataHandler(
            MetadataAnswers answers, CommittedImage image, ControllerPort controller, Supplier<BrokerConfig> config) {
        this.answers = answers;
        this.image = image;
        this.controller = controller;
        this.config = config;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var wanted = request.topics();
        if (wanted == null || (wanted.isEmpty() && context.version() < FIRST_WITH_NULL_FOR_ALL)) {
            replyWithAll(request, context);
            return;
        }
        if (context.version() < FIRST_WITH_TOPIC_ID && wanted.stream().anyMatch(MetadataAnswers::isById)) {
            context.reply(refusal(request, context.version(), ErrorCode.INVALID_REQUEST));
            return;
        }
        var encoded = encoded(wanted, request, context);
        if (encoded != null) {
            context.replyEncoded(encoded);
            return;
        }
        var missing = missing(wanted);
        if (missing.isEmpty() || !mayCreate(request, context)) {
            reply(request, context, Map.of());
        } else {
            create(missing, request, context);
        }
    }

    private @Nullable ByteBuffer encoded(
            List<RequestedTopic> wanted, Request request, RequestContext<Response> context) {
        return wanted.size() == 1 && !asksForOperations(request)
                ? answers.encodedTopic(wanted.get(0), context.connection().listener(), context.version())
                : null;
    }

    private static boolean asksForOperations(Request request) {
        return request.includeTopicAuthorizedOperations() || request.includeClusterAuthorizedOperations();
    }

    private void replyWithAll(Request request, RequestContext<Response> context) {
        if (asksForOperations(request)) {
            context.reply(answers.all(image.current(), ask(request, context)));
        } else {
            context.replyEncoded(answers.encodedAll(context.connection().listener(), context.version()));
        }
    }

    private static MetadataAnswers.Ask ask(Request request, RequestContext<Response> context) {
        return new MetadataAnswers.Ask(
                context.connection().listener(),
                request.includeClusterAuthorizedOperations(),
                request.includeTopicAuthorizedOperations());
    }

    private boolean mayCreate(Request request, RequestContext<Response> context) {
        return config.get().topicCreation().byMetadata()
                && (context.version() < FIRST_WITH_CHOICE_TO_CREATE || request.allowAutoTopicCreation());
    }

    private Set<String> missing(List<RequestedTopic> wanted) {
        var topics = image.current().topics();
        Set<String> missing = new LinkedHashSet<>();
        for (var topic : wanted) {
            var name = topic.name();
            if (name != null
                    && !MetadataAnswers.isById(topic)
                    && topics.byName(name) == null
                    && TopicNames.isValid(name)) {
                missing.add(name);
            }
        }
        return missing;
    }

    private void create(Set<String> names, Request request, RequestContext<Response> context) {
        var brokers = image.current().nodes().alive().size();
        var topics = names.stream()
                .map(name -> ImpliedTopics.of(name, config.get(), brokers))
                .toList();
        var unused = controller.createTopics(topics).whenComplete((created, noController) -> {
            Map<String, ErrorCode> refused = new HashMap<>();
            if (created == null) {
                names.forEach(name -> refused.put(name, ErrorCode.LEADER_NOT_AVAILABLE));
            } else {
                created.forEach(topic -> noteRefusal(topic, refused));
            }
            reply(request, context, refused);
        });
    }

    private static void noteRefusal(CreatedTopic topic, Map<String, ErrorCode> refused) {
        var error = topic.outcome().error();
        if (error != ErrorCode.NONE && error != ErrorCode.TOPIC_ALREADY_EXISTS) {
            // As Kafka: a topic that cannot be had with these defaults is named invalid, whatever the reason.
            refused.put(
                    topic.name(),
                    error == ErrorCode.INVALID_TOPIC_EXCEPTION ? error : ErrorCode.INVALID_REPLICATION_FACTOR);
        }
    }

    private void reply(Request request, RequestContext<Response> context, Map<String, ErrorCode> refused) {
        var now = image.current();
        var ask = ask(request, context);
        List<Topic> topics = new ArrayList<>();
        Set<Object> told = new HashSet<>();
        for (var topic : wanted(request)) {
            if (told.add(MetadataAnswers.isById(topic) ? topic.topicId() : String.valueOf(topic.name()))) {
                topics.add(answers.topic(now, topic, ask, refused));
            }
        }
        context.reply(answers.response(now, ask, topics));
    }

    private static List<RequestedTopic> wanted(Request request) {
        var wanted = request.topics();
        return wanted == null ? List.of() : wanted;
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        List<Topic> topics = new ArrayList<>();
        for (var topic : wanted(request)) {
            topics.add(MetadataAnswers.refused(topic.name() == null ? "" : topic.name(), topic.topicId(), error));
        }
        return MetadataAnswers.empty(topics, error);
    }
}
