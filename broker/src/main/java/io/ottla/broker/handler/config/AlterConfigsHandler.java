package io.ottla.broker.handler.config;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.BrokerEdits;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.handler.config.Changes.Named;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.AlterConfigs.Config;
import io.ottla.wire.message.config.AlterConfigs.Request;
import io.ottla.wire.message.config.AlterConfigs.Resource;
import io.ottla.wire.message.config.AlterConfigs.ResourceResponse;
import io.ottla.wire.message.config.AlterConfigs.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Replaces all that is set on topics, brokers, groups and subscriptions (KIP-133). Each resource stands for itself. */
public final class AlterConfigsHandler implements Handler<Request, Response> {
    private final ControllerRef controller;
    private final Supplier<BrokerConfig> config;

    public AlterConfigsHandler(ControllerRef controller, Supplier<BrokerConfig> config) {
        this.controller = controller;
        this.config = config;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        Map<Named, Outcome> outcomes = new HashMap<>();
        Map<ConfigResource, Map<String, @Nullable String>> wanted = new LinkedHashMap<>();
        Changes.twice(request.resources().stream().map(AlterConfigsHandler::key).toList())
                .forEach(key -> outcomes.put(key, Changes.RESOURCE_TWICE));
        for (var asked : request.resources()) {
            if (!outcomes.containsKey(key(asked))) {
                prepare(asked, outcomes, wanted);
            }
        }
        if (wanted.isEmpty()) {
            context.reply(shape(request, outcomes::get));
            return;
        }
        var unused = controller.alterConfigs(wanted, request.validateOnly()).whenComplete((answers, noController) -> {
            Changes.note(wanted.keySet(), answers, outcomes);
            context.reply(shape(request, outcomes::get));
        });
    }

    /** Either puts what to do into {@code wanted}, or what became of it into {@code outcomes}. */
    private void prepare(
            Resource asked, Map<Named, Outcome> outcomes, Map<ConfigResource, Map<String, @Nullable String>> wanted) {
        var resource = new ConfigResource(ConfigResource.Type.of(asked.resourceType()), asked.resourceName());
        var why = resource.type() == ConfigResource.Type.BROKER_LOGGER
                ? Changes.refused("Levels of loggers are changed one by one, by IncrementalAlterConfigs")
                : Changes.whyNot(resource, config.get());
        Map<String, String> settings = new HashMap<>();
        if (why.isDone()) {
            why = read(asked.configs(), settings);
        }
        if (why.isDone() && resource.type() == ConfigResource.Type.BROKER) {
            why = BrokerEdits.whyNot(config.get(), resource.name().isEmpty(), settings);
        }
        if (why.isDone()) {
            wanted.put(resource, new HashMap<>(settings));
        } else {
            outcomes.put(key(asked), why);
        }
    }

    private static Outcome read(List<Config> configs, Map<String, String> settings) {
        if (Changes.anyTwice(configs.stream().map(Config::name).toList())) {
            return Changes.refused("The request sets a setting more than once");
        }
        for (var config : configs) {
            var value = config.value();
            if (value == null) {
                return Changes.refused(config.name() + " has no value");
            }
            settings.put(config.name(), value);
        }
        return Outcome.DONE;
    }

    private static Named key(Resource resource) {
        return new Named(resource.resourceType(), resource.resourceName());
    }

    private static Response shape(Request request, Function<Named, Outcome> outcomes) {
        var responses = new ArrayList<ResourceResponse>();
        for (var resource : request.resources()) {
            var outcome = outcomes.apply(key(resource));
            responses.add(new ResourceResponse(
                    outcome.error().code(), outcome.message(), resource.resourceType(), resource.resourceName()));
        }
        return new Response(0, responses);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return shape(request, key -> new Outcome(error, error.message()));
    }
}
