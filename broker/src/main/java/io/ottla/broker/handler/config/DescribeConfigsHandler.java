package io.ottla.broker.handler.config;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.SettingSource;
import io.ottla.broker.config.ShownConfigs;
import io.ottla.broker.config.ShownSetting;
import io.ottla.broker.config.TopicConfig;
import io.ottla.broker.config.definition.ConfigType;
import io.ottla.broker.config.definition.Definition;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.handler.topic.TopicNames;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.DescribeConfigs.Config;
import io.ottla.wire.message.config.DescribeConfigs.Request;
import io.ottla.wire.message.config.DescribeConfigs.Resource;
import io.ottla.wire.message.config.DescribeConfigs.ResourceResult;
import io.ottla.wire.message.config.DescribeConfigs.Response;
import io.ottla.wire.message.config.DescribeConfigs.Synonym;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells configurations: what holds, who says so, what else would hold (KIP-133, KIP-226, KIP-569). */
public final class DescribeConfigsHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_SOURCE = 1;

    private final CommittedImage image;
    private final Supplier<BrokerConfig> config;
    private final LogLevels levels;

    public DescribeConfigsHandler(CommittedImage image, Supplier<BrokerConfig> config, LogLevels levels) {
        this.image = image;
        this.config = config;
        this.levels = levels;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var shape = new Shape(request, context.version());
        // Whoever asks for the same again and again is told again and again, but it is kept only once.
        Map<Resource, ResourceResult> told = new HashMap<>();
        List<ResourceResult> results = new ArrayList<>(request.resources().size());
        for (var resource : request.resources()) {
            results.add(told.computeIfAbsent(resource, asked -> describe(asked, shape)));
        }
        context.reply(new Response(0, results));
    }

    private ResourceResult describe(Resource asked, Shape shape) {
        var resource = new ConfigResource(ConfigResource.Type.of(asked.resourceType()), asked.resourceName());
        var why = whyNot(resource);
        return why.isDone()
                ? new ResourceResult(
                        ErrorCode.NONE.code(),
                        "",
                        asked.resourceType(),
                        asked.resourceName(),
                        shape.of(settings(resource), asked.configurationKeys()))
                : refused(asked, why.error(), why.message());
    }

    private Outcome whyNot(ConfigResource resource) {
        var name = resource.name();
        return switch (resource.type()) {
            case TOPIC -> whyNotTopic(name);
            case BROKER -> name.isEmpty() || isThisBroker(name) ? Outcome.DONE : notThisBroker(name);
            case BROKER_LOGGER -> isThisBroker(name) ? Outcome.DONE : notThisBroker(name);
            case GROUP, CLIENT_METRICS ->
                name.isEmpty()
                        ? Outcome.refused(ErrorCode.INVALID_REQUEST, "Which one? The name is empty")
                        : Outcome.DONE;
            case UNKNOWN -> Outcome.refused(ErrorCode.INVALID_REQUEST, "There are no resources of this type");
        };
    }

    private Outcome whyNotTopic(String name) {
        if (!TopicNames.isValid(name)) {
            return Outcome.refused(ErrorCode.INVALID_TOPIC_EXCEPTION, "No topic can be called so");
        }
        return image.current().topics().byName(name) == null
                ? Outcome.refused(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "There is no topic of this name")
                : Outcome.DONE;
    }

    private boolean isThisBroker(String name) {
        return name.equals(Integer.toString(config.get().nodeId()));
    }

    private Outcome notThisBroker(String name) {
        return Outcome.refused(
                ErrorCode.INVALID_REQUEST,
                "Each broker tells its own configuration, and this is broker "
                        + config.get().nodeId() + ", not " + name);
    }

    private List<ShownSetting> settings(ConfigResource resource) {
        var overrides = image.current().configs().of(resource);
        return switch (resource.type()) {
            case TOPIC -> new TopicConfig(config.get(), overrides).shown();
            case BROKER ->
                resource.name().isEmpty()
                        ? ShownConfigs.ofAllBrokers(config.get())
                        : ShownConfigs.ofBroker(config.get());
            case GROUP -> ShownConfigs.ofGroup(config.get(), overrides);
            case CLIENT_METRICS -> ShownConfigs.ofClientMetrics(overrides);
            case BROKER_LOGGER -> levels.shown();
            case UNKNOWN -> List.of();
        };
    }

    /** How much of a setting this request wants to see. */
    private record Shape(boolean synonyms, boolean documentation, int version) {
        Shape(Request request, int version) {
            this(request.includeSynonyms(), request.includeDocumentation(), version);
        }

        /** @param keys those wanted; null or empty for all */
        List<Config> of(List<ShownSetting> settings, @Nullable List<String> keys) {
            Set<String> wanted = keys == null ? Set.of() : new HashSet<>(keys);
            return settings.stream()
                    .filter(setting -> wanted.isEmpty() || wanted.contains(setting.name()))
                    .map(this::of)
                    .toList();
        }

        private Config of(ShownSetting setting) {
            return new Config(
                    setting.name(),
                    setting.value(),
                    setting.readOnly(),
                    version < FIRST_WITH_SOURCE && setting.source() == SettingSource.DEFAULT,
                    setting.source().code(),
                    setting.secret(),
                    synonyms ? synonyms(setting) : List.of(),
                    setting.definition()
                            .map(Definition::type)
                            .map(ConfigType::code)
                            .orElse((byte) 0),
                    documentation ? setting.definition().map(Definition::help).orElse("") : null);
        }

        private static List<Synonym> synonyms(ShownSetting setting) {
            return setting.synonyms().stream()
                    .filter(one -> one.source() != SettingSource.LOGGER) // as Kafka: a level has none beside itself
                    .map(one ->
                            new Synonym(one.name(), one.value(), one.source().code()))
                    .toList();
        }
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(
                0,
                request.resources().stream()
                        .map(resource -> refused(resource, error, error.message()))
                        .toList());
    }

    private static ResourceResult refused(Resource asked, ErrorCode error, @Nullable String message) {
        return new ResourceResult(error.code(), message, asked.resourceType(), asked.resourceName(), List.of());
    }
}
