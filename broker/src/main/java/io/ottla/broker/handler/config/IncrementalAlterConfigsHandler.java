package io.ottla.broker.handler.config;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.BrokerEdits;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.handler.config.Changes.Named;
import io.ottla.replication.controller.ConfigRules;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.ConfigOp;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.IncrementalAlterConfigs.Config;
import io.ottla.wire.message.config.IncrementalAlterConfigs.Request;
import io.ottla.wire.message.config.IncrementalAlterConfigs.Resource;
import io.ottla.wire.message.config.IncrementalAlterConfigs.ResourceResponse;
import io.ottla.wire.message.config.IncrementalAlterConfigs.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Changes single settings of topics, brokers, groups and subscriptions, which the controller keeps, and the levels of this broker's
 * loggers, which nobody keeps (KIP-339, KIP-412). Each resource stands for itself.
 */
public final class IncrementalAlterConfigsHandler implements Handler<Request, Response> {
    private final ControllerRef controller;
    private final Supplier<BrokerConfig> config;
    private final BrokerEdits edits;
    private final LogLevels levels;

    public IncrementalAlterConfigsHandler(
            ControllerRef controller, Supplier<BrokerConfig> config, ConfigRules rules, LogLevels levels) {
        this.controller = controller;
        this.config = config;
        this.edits = new BrokerEdits(config, rules);
        this.levels = levels;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        Map<Named, Outcome> outcomes = new HashMap<>();
        Map<ConfigResource, List<ConfigOp>> wanted = new LinkedHashMap<>();
        Changes.twice(request.resources().stream()
                        .map(IncrementalAlterConfigsHandler::key)
                        .toList())
                .forEach(key -> outcomes.put(key, Changes.RESOURCE_TWICE));
        for (var asked : request.resources()) {
            if (!outcomes.containsKey(key(asked))) {
                prepare(asked, request.validateOnly(), outcomes, wanted);
            }
        }
        if (wanted.isEmpty()) {
            context.reply(shape(request, outcomes::get));
            return;
        }
        var unused = controller
                .incrementalAlterConfigs(wanted, request.validateOnly())
                .whenComplete((answers, noController) -> {
                    Changes.note(wanted.keySet(), answers, outcomes);
                    context.reply(shape(request, outcomes::get));
                });
    }

    /** Either puts what to do into {@code wanted}, or what became of it into {@code outcomes}. */
    private void prepare(
            Resource asked,
            boolean validateOnly,
            Map<Named, Outcome> outcomes,
            Map<ConfigResource, List<ConfigOp>> wanted) {
        var resource = new ConfigResource(ConfigResource.Type.of(asked.resourceType()), asked.resourceName());
        var why = Changes.whyNot(resource, config.get());
        var ops = new ArrayList<ConfigOp>();
        if (why.isDone()) {
            why = read(asked.configs(), ops);
        }
        if (why.isDone() && resource.type() == ConfigResource.Type.BROKER) {
            why = edits.whyNot(resource, ops);
        }
        if (why.isDone() && resource.type() != ConfigResource.Type.BROKER_LOGGER) {
            wanted.put(resource, ops);
        } else {
            outcomes.put(key(asked), why.isDone() ? levels.change(ops, validateOnly) : why);
        }
    }

    private static Outcome read(List<Config> configs, List<ConfigOp> ops) {
        if (Changes.anyTwice(configs.stream().map(Config::name).toList())) {
            return Changes.refused("The request changes a setting more than once");
        }
        var kinds = ConfigOp.Kind.values();
        for (var config : configs) {
            if (config.configOperation() < 0 || config.configOperation() >= kinds.length) {
                return Changes.refused("There is no operation " + config.configOperation());
            }
            var kind = kinds[config.configOperation()];
            if (config.value() == null && kind != ConfigOp.Kind.DELETE) {
                return Changes.refused(config.name() + " has no value to " + kind);
            }
            ops.add(new ConfigOp(kind, config.name(), config.value()));
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
