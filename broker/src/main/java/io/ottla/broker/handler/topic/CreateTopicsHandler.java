package io.ottla.broker.handler.topic;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.ShownSetting;
import io.ottla.broker.config.TopicConfig;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.topic.CreateTopics.Request;
import io.ottla.wire.message.topic.CreateTopics.Response;
import io.ottla.wire.message.topic.CreateTopics.ResultConfig;
import io.ottla.wire.message.topic.CreateTopics.Topic;
import io.ottla.wire.message.topic.CreateTopics.TopicResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates topics; tells what each got, its configuration too (KIP-525). */
public final class CreateTopicsHandler implements Handler<Request, Response> {
    /** Kept by the brokers beside the topics; nobody else may make a topic of that name. */
    private static final String METADATA_TOPIC = "__cluster_metadata";

    private static final int FIRST_WITH_QUOTA = 6;

    private final ControllerRef controller;
    private final Supplier<BrokerConfig> config;

    public CreateTopicsHandler(ControllerRef controller, Supplier<BrokerConfig> config) {
        this.controller = controller;
        this.config = config;
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
        var wanted = request.topics().stream()
                .filter(topic -> !topic.name().equals(METADATA_TOPIC))
                .map(CreateTopicsHandler::wanted)
                .toList();
        var unused = controller.createTopics(wanted, request.validateOnly()).whenComplete((created, noController) -> {
            if (created == null) {
                context.reply(refusal(request, context.version(), ErrorCode.NOT_CONTROLLER));
                return;
            }
            toll.changed(request.validateOnly() ? 0 : partitions(created));
            context.reply(shape(request, created));
        });
    }

    private static int partitions(List<CreatedTopic> created) {
        return created.stream()
                .filter(topic -> topic.outcome().isDone())
                .mapToInt(CreatedTopic::partitionCount)
                .sum();
    }

    private static NewTopic wanted(Topic topic) {
        Map<Integer, List<Integer>> assignment = new HashMap<>();
        boolean twice = false;
        for (var one : topic.assignments()) {
            twice |= assignment.put(one.partitionIndex(), one.brokerIds()) != null;
        }
        if (twice) {
            assignment.put(
                    -1, List.of()); // no assignment names a partition twice: one that cannot be is refused as such
        }
        Map<String, @Nullable String> configs = new HashMap<>();
        topic.configs().forEach(one -> configs.put(one.name(), one.value()));
        return new NewTopic(topic.name(), topic.numPartitions(), topic.replicationFactor(), assignment, configs);
    }

    private Response shape(Request request, List<CreatedTopic> created) {
        var results = created.stream().map(this::shape).collect(Collectors.toList());
        if (request.topics().stream().anyMatch(topic -> topic.name().equals(METADATA_TOPIC))) {
            results.add(refused(METADATA_TOPIC, ErrorCode.INVALID_REQUEST, "This topic is the brokers' own"));
        }
        return new Response(0, results);
    }

    private TopicResult shape(CreatedTopic topic) {
        if (!topic.outcome().isDone()) {
            return refused(
                    topic.name(), topic.outcome().error(), topic.outcome().message());
        }
        var configs = new TopicConfig(config.get(), topic.configs())
                .shownWhenMade().stream().map(CreateTopicsHandler::shape).toList();
        return new TopicResult(
                topic.name(),
                topic.id(),
                ErrorCode.NONE.code(),
                null,
                ErrorCode.NONE.code(),
                topic.partitionCount(),
                (short) topic.replicationFactor(),
                configs);
    }

    private static ResultConfig shape(ShownSetting setting) {
        return new ResultConfig(
                setting.name(),
                setting.value(),
                setting.readOnly(),
                setting.source().code(),
                setting.secret());
    }

    private static TopicResult refused(String name, ErrorCode error, @Nullable String message) {
        var none = ErrorCode.NONE.code();
        return new TopicResult(name, Uuid.ZERO, error.code(), message, none, -1, (short) -1, List.of());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        Set<String> names = request.topics().stream().map(Topic::name).collect(Collectors.toSet());
        return new Response(
                0,
                names.stream()
                        .map(name -> refused(name, error, error.message()))
                        .toList());
    }
}
