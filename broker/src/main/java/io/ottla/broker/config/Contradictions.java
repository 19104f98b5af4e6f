package io.ottla.broker.config;

import java.util.ArrayList;
import java.util.List;

/** Settings that are fine each by itself but not together, as Kafka checks them when it starts. Stateless. */
final class Contradictions {
    private Contradictions() {}

    /** A line for each; none if all is well. */
    static List<String> in(BrokerConfig config) {
        var lines = new ArrayList<String>();
        atMost(lines, config, "replica.fetch.wait.max.ms", "replica.socket.timeout.ms");
        atMost(lines, config, "replica.fetch.wait.max.ms", "replica.lag.time.max.ms");
        atMost(lines, config, "group.min.session.timeout.ms", "group.max.session.timeout.ms");
        for (var kind : List.of("consumer", "share", "streams")) {
            var prefix = "group." + kind + ".";
            within(lines, config, prefix, "heartbeat.interval.ms");
            within(lines, config, prefix, "session.timeout.ms");
            within(lines, config, prefix, "assignment.interval.ms");
        }
        within(lines, config, "group.share.", "record.lock.duration.ms");
        within(lines, config, "group.share.", "delivery.count.limit");
        within(lines, config, "group.share.", "partition.max.record.locks");
        long queued = config.longOf("queued.max.request.bytes");
        demand(
                lines,
                "queued.max.request.bytes=" + queued + ": must be at least socket.request.max.bytes, or not above 0",
                queued <= 0 || queued >= config.intOf("socket.request.max.bytes"));
        demand(
                lines,
                "max.connections.per.ip=0: must be above 0, unless max.connections.per.ip.overrides lets somebody in",
                config.intOf("max.connections.per.ip") > 0
                        || config.text("max.connections.per.ip.overrides")
                                .filter(text -> !text.isEmpty())
                                .isPresent());
        role(lines, config);
        return lines;
    }

    private static void role(List<String> lines, BrokerConfig config) {
        var roles = config.list("process.roles");
        demand(
                lines,
                "process.roles=" + String.join(",", roles)
                        + ": must be broker,controller: a cluster of one node is what is served so far",
                roles.size() == 2);
        var voters = config.list("controller.quorum.voters");
        demand(
                lines,
                "controller.quorum.voters=" + String.join(",", voters)
                        + ": must be one voter at most: a cluster of one node is what is served so far",
                voters.size() <= 1);
    }

    private static void within(List<String> lines, BrokerConfig config, String prefix, String name) {
        atMost(lines, config, prefix + "min." + name, prefix + name);
        atMost(lines, config, prefix + name, prefix + "max." + name);
    }

    private static void atMost(List<String> lines, BrokerConfig config, String lesser, String greater) {
        if (config.isSet(lesser) || config.isSet(greater)) {
            demand(
                    lines,
                    lesser + "=" + config.longOf(lesser) + ": must be at most " + greater + "="
                            + config.longOf(greater),
                    config.longOf(lesser) <= config.longOf(greater));
        }
    }

    private static void demand(List<String> lines, String otherwise, boolean holds) {
        if (!holds) {
            lines.add(otherwise);
        }
    }
}
