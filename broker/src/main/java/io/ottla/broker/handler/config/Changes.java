package io.ottla.broker.handler.config;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.definition.ConfigType;
import io.ottla.broker.handler.topic.TopicNames;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this broker checks of changes of configuration before it hands them to the controller. Stateless. */
final class Changes {
    static final Outcome RESOURCE_TWICE =
            Outcome.refused(ErrorCode.INVALID_REQUEST, "The request names this resource more than once");

    private Changes() {}

    /** A resource as a request names it; two types we do not know are different. */
    record Named(byte type, String name) {}

    /** Those of {@code keys} that appear more than once. */
    static Set<Named> twice(Collection<Named> keys) {
        Set<Named> seen = new HashSet<>();
        Set<Named> twice = new HashSet<>();
        for (var key : keys) {
            if (!seen.add(key)) {
                twice.add(key);
            }
        }
        return twice;
    }

    /** Does any name appear more than once? */
    static boolean anyTwice(Collection<String> names) {
        return new HashSet<>(names).size() < names.size();
    }

    /** May {@code resource} be changed through this broker at all? */
    static Outcome whyNot(ConfigResource resource, BrokerConfig config) {
        var name = resource.name();
        return switch (resource.type()) {
            case TOPIC -> whyNotTopic(name);
            case BROKER -> name.isEmpty() ? Outcome.DONE : whyNotBroker(name, config);
            case BROKER_LOGGER -> whyNotThis(name, config.nodeId());
            case GROUP, CLIENT_METRICS -> Outcome.DONE;
            case UNKNOWN -> refused("There are no resources of this type");
        };
    }

    private static Outcome whyNotTopic(String name) {
        if (name.isEmpty()) {
            return refused("Topics have no default that could be changed");
        }
        return TopicNames.isValid(name)
                ? Outcome.DONE
                : Outcome.refused(ErrorCode.INVALID_TOPIC_EXCEPTION, "No topic can be called so");
    }

    /** In a cluster of several nodes the controller may be asked for any of them. */
    private static Outcome whyNotBroker(String name, BrokerConfig config) {
        if (config.quorum().isAlone()) {
            return whyNotThis(name, config.nodeId());
        }
        return ConfigType.INT.read(name) instanceof Integer id && id >= 0
                ? Outcome.DONE
                : refused("Brokers are named by their ids, and " + name + " is none");
    }

    private static Outcome whyNotThis(String name, int nodeId) {
        return name.equals(Integer.toString(nodeId))
                ? Outcome.DONE
                : refused("Each broker changes its own configuration, and this is broker " + nodeId + ", not " + name);
    }

    /**
     * Puts what the controller says to {@code asked} into {@code outcomes}.
     *
     * @param answers null if there was no controller to ask
     */
    static void note(
            Set<ConfigResource> asked, @Nullable Map<ConfigResource, Outcome> answers, Map<Named, Outcome> outcomes) {
        var nobody = new Outcome(ErrorCode.NOT_CONTROLLER, ErrorCode.NOT_CONTROLLER.message());
        for (var resource : asked) {
            outcomes.put(
                    new Named(resource.type().code(), resource.name()),
                    answers == null ? nobody : answers.getOrDefault(resource, nobody));
        }
    }

    static Outcome refused(String message) {
        return Outcome.refused(ErrorCode.INVALID_REQUEST, message);
    }
}
