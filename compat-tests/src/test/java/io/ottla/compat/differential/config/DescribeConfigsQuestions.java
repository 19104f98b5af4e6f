package io.ottla.compat.differential.config;

import static io.ottla.compat.differential.config.ConfigResources.BROKER;
import static io.ottla.compat.differential.config.ConfigResources.BROKER_LOGGER;
import static io.ottla.compat.differential.config.ConfigResources.CLIENT_METRICS;
import static io.ottla.compat.differential.config.ConfigResources.GROUP;
import static io.ottla.compat.differential.config.ConfigResources.TOPIC;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.protocol.ApiKeys;

/** Configurations of everything that has some, with and without their sources. */
final class DescribeConfigsQuestions implements Questions {
    private static final int DOCUMENTATION = 3;

    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_CONFIGS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "configured-" + version;
        Topics.make(on, name, 1, Map.of("retention.ms", "5000", "cleanup.policy", "compact,delete"));
        ask(on, "a topic", all(TOPIC, name));
        ask(on, "some of a topic", some(TOPIC, name, "retention.ms", "segment.bytes", "no.such"));
        ask(on, "none of a topic", some(TOPIC, name));
        ask(on, "a name twice", some(TOPIC, name, "retention.ms", "retention.ms"));
        ask(on, "a topic that is not there", all(TOPIC, "absent"));
        ask(on, "a bad name", all(TOPIC, "no/slash"));
        ask(on, "an empty name", all(TOPIC, ""));
        ask(on, "a topic twice", all(TOPIC, name), some(TOPIC, name, "retention.ms"));
        ask(
                on,
                "some of the broker",
                some(BROKER, "1", "log.retention.ms", "log.flush.interval.ms", "compression.type", "node.id"));
        ask(on, "all brokers' settings", all(BROKER, ""));
        for (var broker : List.of("2", "-1", "x")) {
            ask(on, "broker " + broker, some(BROKER, broker, "log.retention.ms"));
        }
        on.askUnsampled("broker 01", peer -> request(some(BROKER, "01", "log.retention.ms")));
        for (var logger : List.of("2", "x", "")) {
            ask(on, "loggers of " + logger, some(BROKER_LOGGER, logger, "root"));
        }
        ask(on, "a logger", some(BROKER_LOGGER, "1", "no.such"));
        ask(on, "client metrics", all(CLIENT_METRICS, "m"));
        ask(on, "client metrics without name", all(CLIENT_METRICS, ""));
        ask(on, "a group", all(GROUP, "g"));
        ask(on, "a group without name", all(GROUP, ""));
        for (int type : new int[] {0, 1, 3, 64, -1}) {
            ask(on, "type " + type, all(type, "1"));
        }
        ask(on, "nothing");
    }

    private void ask(Asking on, String what, DescribeConfigsResource... resources) {
        int version = on.version();
        on.ask(what, peer -> request(resources));
        on.ask(what + ", with synonyms", peer -> request(resources).setIncludeSynonyms(true));
        if (version >= DOCUMENTATION) {
            on.ask(what + ", documented", peer -> request(resources).setIncludeDocumentation(true));
        }
    }

    private static DescribeConfigsRequestData request(DescribeConfigsResource... resources) {
        return new DescribeConfigsRequestData().setResources(List.of(resources));
    }

    private static DescribeConfigsResource all(int type, String name) {
        return new DescribeConfigsResource()
                .setResourceType((byte) type)
                .setResourceName(name)
                .setConfigurationKeys(null);
    }

    private static DescribeConfigsResource some(int type, String name, String... keys) {
        return all(type, name).setConfigurationKeys(List.of(keys));
    }
}
