package io.ottla.compat.differential.config;

import static io.ottla.compat.differential.config.ConfigResources.BROKER;
import static io.ottla.compat.differential.config.ConfigResources.BROKER_LOGGER;
import static io.ottla.compat.differential.config.ConfigResources.CLIENT_METRICS;
import static io.ottla.compat.differential.config.ConfigResources.GROUP;
import static io.ottla.compat.differential.config.ConfigResources.TOPIC;
import static io.ottla.compat.differential.config.Wish.config;
import static io.ottla.compat.differential.config.Wish.resource;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.Map;
import org.apache.kafka.common.protocol.ApiKeys;

/** Configurations replaced as a whole. */
final class AlterConfigsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.ALTER_CONFIGS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "replaced-" + version;
        Topics.make(on, name, 1, Map.of("retention.ms", "5000", "segment.ms", "7000"));
        ask(on, "another", resource(TOPIC, name, config("flush.ms", "6000")));
        ConfigLook.at(on, name, "after another");
        ask(on, "none", resource(TOPIC, name));
        ConfigLook.at(on, name, "after none");
        ask(on, "a bad value", resource(TOPIC, name, config("retention.ms", "soon")));
        ask(on, "no value", resource(TOPIC, name, config("retention.ms", null)));
        ask(on, "an unknown name", resource(TOPIC, name, config("no.such", "1")));
        ask(on, "a name twice", resource(TOPIC, name, config("retention.ms", "1"), config("retention.ms", "2")));
        // Not asked: a topic twice. Apache Kafka 4.3.1 answers nobody any more after it.
        ask(on, "a topic that is not there", resource(TOPIC, "absent", config("retention.ms", "1")));
        on.ask(
                "only validated",
                peer -> Wish.replacing(resource(TOPIC, name, config("retention.ms", "9")))
                        .setValidateOnly(true));
        ask(on, "a broker that is not there", resource(BROKER, "8", config("log.cleaner.backoff.ms", "99999")));
        ask(on, "a broker's read only setting", resource(BROKER, "1", config("log.dirs", "/tmp/x")));
        ask(on, "a logger", resource(BROKER_LOGGER, "1", config("root", "INFO")));
        ask(on, "client metrics", resource(CLIENT_METRICS, "am" + version, config("interval.ms", "5000")));
        ask(on, "type 0", resource(0, "x", config("retention.ms", "1")));
        ask(on, "type 99", resource(99, "x", config("retention.ms", "1")));
        ask(on, "an empty topic name", resource(TOPIC, "", config("retention.ms", "1")));
        ask(on, "client metrics without name", resource(CLIENT_METRICS, "", config("interval.ms", "5000")));
        ask(on, "a group without name", resource(GROUP, "", config("consumer.session.timeout.ms", "46000")));
        ask(on, "no resource");
        ConfigLook.at(on, name, "at the end");
        askAllBrokers(on);
    }

    /** Where eligible leaders are kept (KIP-966), what all brokers hold for in sync enough stays set. */
    private void askAllBrokers(Asking on) {
        var minimum = config("min.insync.replicas", "1");
        ask(on, "all brokers' settings, with the minimum in sync", resource(BROKER, "", minimum));
        ask(on, "all brokers' settings, without it", resource(BROKER, "", config("log.flush.interval.ms", "99999")));
        ask(on, "none of all brokers' settings", resource(BROKER, ""));
        ask(on, "a larger minimum in sync", resource(BROKER, "", config("min.insync.replicas", "2")));
        ask(on, "the minimum in sync as it was", resource(BROKER, "", minimum));
        ask(on, "a bad minimum in sync", resource(BROKER, "", config("min.insync.replicas", "0")));
        ask(on, "a minimum in sync of one broker", resource(BROKER, "1", minimum));
    }

    private void ask(Asking on, String what, Wish... wishes) {
        on.ask(what, peer -> Wish.replacing(wishes));
    }
}
