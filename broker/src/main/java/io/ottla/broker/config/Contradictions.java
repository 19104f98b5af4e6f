package io.ottla.broker.config;

import java.util.ArrayList;
import java.util.List;

/** Settings that are fine each by itself but not together, as Kafka checks them when it starts. Stateless. */
final class Contradictions {
    /** Each must be no more than the one behind it. */
    private static final List<List<String>> ASCENDING = List.of(
            List.of("replica.fetch.wait.max.ms", "replica.socket.timeout.ms"),
            List.of("replica.fetch.wait.max.ms", "replica.lag.time.max.ms"),
            List.of("group.min.session.timeout.ms", "group.max.session.timeout.ms"),
            List.of(
                    "group.consumer.min.heartbeat.interval.ms",
                    "group.consumer.heartbeat.interval.ms",
                    "group.consumer.max.heartbeat.interval.ms"),
            List.of(
                    "group.consumer.min.session.timeout.ms",
                    "group.consumer.session.timeout.ms",
                    "group.consumer.max.session.timeout.ms"),
            List.of(
                    "group.consumer.min.assignment.interval.ms",
                    "group.consumer.assignment.interval.ms",
                    "group.consumer.max.assignment.interval.ms"),
            List.of(
                    "group.share.min.heartbeat.interval.ms",
                    "group.share.heartbeat.interval.ms",
                    "group.share.max.heartbeat.interval.ms"),
            List.of(
                    "group.share.min.session.timeout.ms",
                    "group.share.session.timeout.ms",
                    "group.share.max.session.timeout.ms"),
            List.of(
                    "group.share.min.assignment.interval.ms",
                    "group.share.assignment.interval.ms",
                    "group.share.max.assignment.interval.ms"),
            List.of(
                    "group.share.min.record.lock.duration.ms",
                    "group.share.record.lock.duration.ms",
                    "group.share.max.record.lock.duration.ms"),
            List.of(
                    "group.share.min.delivery.count.limit",
                    "group.share.delivery.count.limit",
                    "group.share.max.delivery.count.limit"),
            List.of(
                    "group.share.min.partition.max.record.locks",
                    "group.share.partition.max.record.locks",
                    "group.share.max.partition.max.record.locks"),
            List.of(
                    "group.streams.min.heartbeat.interval.ms",
                    "group.streams.heartbeat.interval.ms",
                    "group.streams.max.heartbeat.interval.ms"),
            List.of(
                    "group.streams.min.session.timeout.ms",
                    "group.streams.session.timeout.ms",
                    "group.streams.max.session.timeout.ms"),
            List.of(
                    "group.streams.min.assignment.interval.ms",
                    "group.streams.assignment.interval.ms",
                    "group.streams.max.assignment.interval.ms"));

    private Contradictions() {}

    /** A line for each; none if all is well. */
    static List<String> in(BrokerConfig config) {
        var lines = new ArrayList<String>();
        for (var names : ASCENDING) {
            for (int i = 1; i < names.size(); i++) {
                ascend(lines, config, names.get(i - 1), names.get(i));
            }
        }
        queue(lines, config);
        number(lines, config);
        lines.addAll(config.quorum().mistakes(config));
        return lines;
    }

    private static void ascend(List<String> lines, BrokerConfig config, String lesser, String greater) {
        if ((config.isSet(lesser) || config.isSet(greater)) && config.longOf(lesser) > config.longOf(greater)) {
            lines.add(ConfigMistake.line(
                    lesser, config.text(lesser).orElse(""), "at most " + greater + "=" + config.longOf(greater)));
        }
    }

    private static void queue(List<String> lines, BrokerConfig config) {
        long queued = config.longOf("queued.max.request.bytes");
        if (queued > 0 && queued < config.intOf("socket.request.max.bytes")) {
            lines.add(ConfigMistake.line(
                    "queued.max.request.bytes",
                    Long.toString(queued),
                    "at least socket.request.max.bytes=" + config.intOf("socket.request.max.bytes")));
        }
        if (config.intOf("max.connections.per.ip") == 0
                && config.text("max.connections.per.ip.overrides").orElse("").isEmpty()) {
            lines.add(ConfigMistake.line(
                    "max.connections.per.ip",
                    "0",
                    "above 0, unless max.connections.per.ip.overrides lets somebody in"));
        }
    }

    private static void number(List<String> lines, BrokerConfig config) {
        if (config.isSet("broker.id") && config.intOf("broker.id") != config.intOf("node.id")) {
            lines.add(ConfigMistake.line(
                    "broker.id", Integer.toString(config.intOf("broker.id")), "node.id=" + config.intOf("node.id")));
        }
    }
}
