package io.ottla.compat.differential.config;

import static io.ottla.compat.differential.config.ConfigResources.BROKER;
import static io.ottla.compat.differential.config.ConfigResources.BROKER_LOGGER;
import static io.ottla.compat.differential.config.ConfigResources.CLIENT_METRICS;
import static io.ottla.compat.differential.config.ConfigResources.GROUP;
import static io.ottla.compat.differential.config.ConfigResources.TOPIC;
import static io.ottla.compat.differential.config.Wish.APPEND;
import static io.ottla.compat.differential.config.Wish.DELETE;
import static io.ottla.compat.differential.config.Wish.SET;
import static io.ottla.compat.differential.config.Wish.SUBTRACT;
import static io.ottla.compat.differential.config.Wish.config;
import static io.ottla.compat.differential.config.Wish.resource;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.ApiKeys;

/** Changes of single configurations; after some, the configuration is looked at. */
final class IncrementalAlterConfigsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.INCREMENTAL_ALTER_CONFIGS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "altered-" + version;
        Topics.make(on, name, 1, Map.of("retention.ms", "5000"));
        askTopic(on, name);
        askMistakes(on, name);
        askBroker(on);
        askOthers(on);
        look(on, name, "at the end");
    }

    private void askTopic(Asking on, String name) {
        ask(on, "set", resource(TOPIC, name, config("retention.ms", SET, "6000")));
        ask(
                on,
                "set another, delete the first",
                resource(TOPIC, name, config("segment.ms", SET, "7000"), config("retention.ms", DELETE, null)));
        look(on, name, "after set and delete");
        ask(on, "append", resource(TOPIC, name, config("cleanup.policy", APPEND, "compact")));
        look(on, name, "after append");
        ask(on, "append what is there", resource(TOPIC, name, config("cleanup.policy", APPEND, "compact")));
        ask(on, "subtract", resource(TOPIC, name, config("cleanup.policy", SUBTRACT, "delete")));
        look(on, name, "after subtract");
        ask(on, "subtract what is not there", resource(TOPIC, name, config("cleanup.policy", SUBTRACT, "delete")));
        ask(on, "subtract the last", resource(TOPIC, name, config("cleanup.policy", SUBTRACT, "compact")));
        ask(on, "delete what is not set", resource(TOPIC, name, config("segment.bytes", DELETE, null)));
        ask(on, "nothing", resource(TOPIC, name));
        on.ask(
                "only validated",
                peer -> Wish.altering(resource(TOPIC, name, config("retention.ms", SET, "9")))
                        .setValidateOnly(true));
        on.ask(
                "only validated, and bad",
                peer -> Wish.altering(resource(TOPIC, name, config("retention.ms", SET, "x")))
                        .setValidateOnly(true));
        look(on, name, "after validation");
    }

    private void askMistakes(Asking on, String name) {
        ask(on, "a bad value", resource(TOPIC, name, config("retention.ms", SET, "soon")));
        ask(
                on,
                "one good, one bad",
                resource(TOPIC, name, config("flush.ms", SET, "8"), config("retention.ms", SET, "soon")));
        ask(on, "an unknown name", resource(TOPIC, name, config("no.such", SET, "1")));
        ask(on, "an unknown name, deleted", resource(TOPIC, name, config("no.such", DELETE, null)));
        ask(on, "set to nothing", resource(TOPIC, name, config("retention.ms", SET, null)));
        ask(on, "append nothing", resource(TOPIC, name, config("cleanup.policy", APPEND, null)));
        ask(on, "append to what is no list", resource(TOPIC, name, config("retention.ms", APPEND, "5")));
        ask(on, "an unknown operation", resource(TOPIC, name, config("retention.ms", 9, "5")));
        ask(on, "a negative operation", resource(TOPIC, name, config("retention.ms", -1, "5")));
        ask(
                on,
                "a name twice",
                resource(TOPIC, name, config("retention.ms", SET, "5"), config("retention.ms", DELETE, null)));
        ask(
                on,
                "a topic twice",
                resource(TOPIC, name, config("retention.ms", SET, "5")),
                resource(TOPIC, name, config("flush.ms", SET, "5")));
        ask(on, "a topic that is not there", resource(TOPIC, "absent", config("retention.ms", SET, "5")));
        ask(on, "a bad topic name", resource(TOPIC, "no/slash", config("retention.ms", SET, "5")));
        ask(on, "an empty topic name", resource(TOPIC, "", config("retention.ms", SET, "5")));
        ask(
                on,
                "one topic good, one bad",
                resource(TOPIC, name, config("flush.ms", SET, "50")),
                resource(TOPIC, "absent", config("flush.ms", SET, "5")));
        ask(on, "too few in sync for the replicas", resource(TOPIC, name, config("min.insync.replicas", SET, "0")));
        look(on, name, "after mistakes");
    }

    private void askBroker(Asking on) {
        ask(on, "a broker's setting", resource(BROKER, "1", config("log.cleaner.backoff.ms", SET, "123456")));
        ask(on, "and again taken back", resource(BROKER, "1", config("log.cleaner.backoff.ms", DELETE, null)));
        ask(on, "all brokers' setting", resource(BROKER, "", config("log.flush.interval.ms", SET, "123456")));
        ask(on, "and taken back", resource(BROKER, "", config("log.flush.interval.ms", DELETE, null)));
        ask(on, "a setting that is read only", resource(BROKER, "1", config("log.dirs", SET, "/tmp/x")));
        ask(on, "a setting that is read only, for all", resource(BROKER, "", config("node.id", SET, "8")));
        ask(on, "a broker's own setting, for all", resource(BROKER, "", config("listeners", SET, "PLAINTEXT://:1")));
        ask(on, "a bad broker's setting", resource(BROKER, "1", config("log.cleaner.backoff.ms", SET, "soon")));
        ask(on, "an unknown broker's setting", resource(BROKER, "1", config("no.such", SET, "soon")));
        ask(
                on,
                "all brokers' minimum in sync, deleted",
                resource(BROKER, "", config("min.insync.replicas", DELETE, null)));
        ask(
                on,
                "a broker's minimum in sync, deleted",
                resource(BROKER, "1", config("min.insync.replicas", DELETE, null)));
        ask(on, "threads for all", resource(BROKER, "", config("num.io.threads", SET, "4")));
        ask(on, "too many threads", resource(BROKER, "", config("num.io.threads", SET, "400")));
        ask(on, "the threads taken back", resource(BROKER, "", config("num.io.threads", DELETE, null)));
        for (var broker : List.of("2", "-1", "x")) {
            ask(on, "broker " + broker, resource(BROKER, broker, config("log.cleaner.backoff.ms", SET, "5000")));
        }
    }

    private void askOthers(Asking on) {
        int version = on.version();
        ask(on, "an unknown logger", resource(BROKER_LOGGER, "1", config("no.such.logger", SET, "INFO")));
        ask(on, "an unknown level", resource(BROKER_LOGGER, "1", config("root", SET, "LOUD")));
        ask(on, "loggers of another", resource(BROKER_LOGGER, "3", config("root", SET, "INFO")));
        ask(on, "loggers without broker", resource(BROKER_LOGGER, "", config("root", SET, "INFO")));
        ask(on, "appended to a logger", resource(BROKER_LOGGER, "1", config("root", APPEND, "INFO")));
        ask(on, "client metrics", resource(CLIENT_METRICS, "m" + version, config("interval.ms", SET, "5000")));
        ask(on, "bad client metrics", resource(CLIENT_METRICS, "m" + version, config("interval.ms", SET, "-5")));
        ask(on, "unknown client metrics", resource(CLIENT_METRICS, "m" + version, config("no.such", SET, "-5")));
        ask(on, "client metrics without name", resource(CLIENT_METRICS, "", config("interval.ms", SET, "5000")));
        ask(on, "a group", resource(GROUP, "g" + version, config("consumer.session.timeout.ms", SET, "46000")));
        ask(on, "a bad group", resource(GROUP, "g" + version, config("consumer.session.timeout.ms", SET, "1")));
        ask(on, "a group without name", resource(GROUP, "", config("consumer.session.timeout.ms", SET, "46000")));
        for (int type : new int[] {0, 1, 64, -1}) {
            ask(on, "type " + type, resource(type, "1", config("retention.ms", SET, "5")));
        }
        ask(on, "no resource");
    }

    private void look(Asking on, String name, String when) {
        ConfigLook.at(on, name, when);
    }

    private void ask(Asking on, String what, Wish... wishes) {
        on.ask(what, peer -> Wish.altering(wishes));
    }
}
