package io.ottla.broker.config;

import io.ottla.broker.config.definition.Definitions;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/** What a group may set for itself within the bounds the broker sets for all groups. Stateless. */
final class GroupRules {
    /** Names the broker bounds by {@code group.KIND.min.REST} and {@code group.KIND.max.REST}. */
    private static final List<String> BOUNDED = List.of(
            "session.timeout.ms",
            "heartbeat.interval.ms",
            "assignment.interval.ms",
            "record.lock.duration.ms",
            "delivery.count.limit",
            "partition.max.record.locks");

    private GroupRules() {}

    static Outcome check(BrokerConfig broker, Map<String, String> configs) {
        var values = DefinedConfigRules.checkValues(Definitions.GROUP, "group", configs);
        if (!values.isDone()) {
            return values;
        }
        for (var config : configs.entrySet()) {
            var bounds = checkBounds(broker, config.getKey(), config.getValue());
            if (!bounds.isDone()) {
                return bounds;
            }
        }
        for (var kind : List.of("consumer", "share", "streams")) {
            long session = effective(broker, configs, kind + ".session.timeout.ms");
            long heartbeat = effective(broker, configs, kind + ".heartbeat.interval.ms");
            if (session <= heartbeat) {
                return refused(kind + ".session.timeout.ms=" + session + ": must be more than " + kind
                        + ".heartbeat.interval.ms=" + heartbeat);
            }
        }
        return Outcome.DONE;
    }

    private static Outcome checkBounds(BrokerConfig broker, String name, String text) {
        int dot = name.indexOf('.');
        var kind = name.substring(0, dot);
        var rest = name.substring(dot + 1);
        if (rest.equals("num.standby.replicas")) {
            return within(name, text, 0, broker.longOf("group.streams.max.standby.replicas"));
        }
        return BOUNDED.contains(rest)
                ? within(
                        name,
                        text,
                        broker.longOf("group." + kind + ".min." + rest),
                        broker.longOf("group." + kind + ".max." + rest))
                : Outcome.DONE;
    }

    private static Outcome within(String name, String text, long least, long most) {
        long value = Long.parseLong(text.strip());
        return value >= least && value <= most
                ? Outcome.DONE
                : refused(ConfigMistake.line(name, text, "from " + least + " to " + most + ", as the broker says"));
    }

    private static long effective(BrokerConfig broker, Map<String, String> configs, String name) {
        var own = configs.get(name);
        return own == null ? broker.longOf("group." + name) : Long.parseLong(own.strip());
    }

    private static Outcome refused(String message) {
        return Outcome.refused(ErrorCode.INVALID_CONFIG, message);
    }
}
