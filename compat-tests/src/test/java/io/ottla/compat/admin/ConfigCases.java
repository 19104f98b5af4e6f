package io.ottla.compat.admin;

import static io.ottla.compat.admin.TopicCases.configured;
import static io.ottla.compat.admin.TopicCases.createTopics;
import static io.ottla.compat.admin.TopicCases.topic;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResourceCollection;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterableConfigCollection;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AlterConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.IncrementalAlterConfigsRequest;
import org.jspecify.annotations.Nullable;

/** Configurations: described and changed. */
final class ConfigCases {
    static final byte UNKNOWN = 0;
    static final byte TOPIC = 2;
    static final byte BROKER = 4;
    static final byte LOGGER = 8;
    static final byte METRICS = 16;
    static final byte GROUP = 32;

    private static final byte SET = 0;
    private static final byte DELETE = 1;
    private static final byte APPEND = 2;
    private static final byte SUBTRACT = 3;
    private static final short NEWEST_DESCRIBE = 4;

    private ConfigCases() {}

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        describe(cases);
        describeBadly(cases);
        alterTopics(cases);
        alterLists(cases);
        alterBrokers(cases);
        alterOthers(cases);
        alterBadly(cases);
        replace(cases);
        return cases;
    }

    private static void describe(List<Case> cases) {
        cases.add(new Case(
                "describe a broker", w -> w.ask(describe(NEWEST_DESCRIBE, true, resource(BROKER, "1", null)))));
        for (short version = 1; version <= NEWEST_DESCRIBE; version++) {
            short v = version;
            cases.add(new Case("describe a topic v" + v, w -> {
                w.change(createTopics(configured("dc" + v, "retention.ms", "77", "cleanup.policy", "compact,delete")));
                return w.ask(describe(v, true, resource(TOPIC, "dc" + v, null)));
            }));
            cases.add(new Case(
                    "describe settings of a broker v" + v,
                    w -> w.ask(describe(
                            v,
                            true,
                            resource(
                                    BROKER,
                                    "1",
                                    List.of(
                                            "num.partitions",
                                            "log.retention.ms",
                                            "log.retention.hours",
                                            "ssl.keystore.password",
                                            "log.cleanup.policy",
                                            "auto.create.topics.enable"))))));
        }
        cases.add(new Case("describe without synonyms", w -> {
            w.change(createTopics(topic("plain", 1, 1)));
            return w.ask(describe(NEWEST_DESCRIBE, false, resource(TOPIC, "plain", List.of("retention.ms"))));
        }));
        cases.add(new Case("describe no keys", w -> {
            w.change(createTopics(topic("keyless", 1, 1)));
            return w.ask(describe(NEWEST_DESCRIBE, true, resource(TOPIC, "keyless", List.of())));
        }));
        cases.add(new Case("describe keys that are not", w -> {
            w.change(createTopics(topic("keys", 1, 1)));
            return w.ask(describe(NEWEST_DESCRIBE, true, resource(TOPIC, "keys", List.of("colour", "flush.ms"))));
        }));
        cases.add(new Case("describe two at once", w -> {
            w.change(createTopics(topic("one", 1, 1)));
            return w.ask(describe(
                    NEWEST_DESCRIBE,
                    true,
                    resource(TOPIC, "one", List.of("retention.ms")),
                    resource(TOPIC, "none", null)));
        }));
        cases.add(new Case(
                "describe the default broker",
                w -> w.ask(describe(NEWEST_DESCRIBE, true, resource(BROKER, "", null)))));
        cases.add(new Case(
                "describe a group", w -> w.ask(describe(NEWEST_DESCRIBE, true, resource(GROUP, "g", null)))));
        cases.add(new Case(
                "describe client metrics", w -> w.ask(describe(NEWEST_DESCRIBE, true, resource(METRICS, "m", null)))));
        cases.add(new Case(
                "describe a root logger",
                w -> w.ask(describe(NEWEST_DESCRIBE, true, resource(LOGGER, "1", List.of("root"))))));
    }

    private static void describeBadly(List<Case> cases) {
        describeBadly(cases, TOPIC, "nowhere", "a b", "", "__cluster_metadata");
        describeBadly(cases, BROKER, "99", "x", "-1", " 1");
        describeBadly(cases, LOGGER, "99", "", "x");
        describeBadly(cases, GROUP, "");
        describeBadly(cases, METRICS, "");
        describeBadly(cases, UNKNOWN, "u");
        describeBadly(cases, (byte) 77, "u");
        cases.add(new Case(
                "describe one topic twice",
                w -> w.ask(describe(
                        NEWEST_DESCRIBE, true, resource(TOPIC, "nowhere", null), resource(TOPIC, "nowhere", null)))));
    }

    private static void describeBadly(List<Case> cases, byte type, String... names) {
        for (var name : names) {
            cases.add(new Case(
                    "describe " + type + " '" + name + "'",
                    w -> w.ask(describe(NEWEST_DESCRIBE, true, resource(type, name, null)))));
        }
    }

    private static void alterTopics(List<Case> cases) {
        for (short version = 0; version <= 1; version++) {
            short v = version;
            cases.add(new Case("alter a topic v" + v, w -> {
                w.change(createTopics(topic("alter" + v, 1, 1)));
                return List.of(
                        w.ask(alter(v, false, change(TOPIC, "alter" + v, op(SET, "retention.ms", "9")))),
                        shown(w, TOPIC, "alter" + v, "retention.ms"));
            }));
        }
        onTopic(cases, "validate only", true, op(SET, "retention.ms", "9"));
        onTopic(cases, "set two", false, op(SET, "retention.ms", "9"), op(SET, "flush.messages", "1"));
        onTopic(cases, "delete", false, op(DELETE, "retention.ms", null));
        onTopic(cases, "delete what is not set", false, op(DELETE, "flush.ms", null));
        onTopic(cases, "delete an unknown", false, op(DELETE, "colour", null));
        onTopic(cases, "set an unknown", false, op(SET, "colour", "blue"));
        onTopic(cases, "set a bad value", false, op(SET, "retention.ms", "soon"));
        onTopic(cases, "set out of range", false, op(SET, "segment.bytes", "3"));
        onTopic(cases, "set null", false, op(SET, "retention.ms", null));
        onTopic(cases, "set empty", false, op(SET, "retention.ms", ""));
        onTopic(cases, "set blanks", false, op(SET, "retention.ms", " 7 "));
        onTopic(cases, "set one twice", false, op(SET, "retention.ms", "1"), op(SET, "retention.ms", "2"));
        onTopic(cases, "set good and bad", false, op(SET, "flush.ms", "1"), op(SET, "retention.ms", "x"));
        onTopic(
                cases,
                "set contradicting",
                false,
                op(SET, "min.compaction.lag.ms", "9"),
                op(SET, "max.compaction.lag.ms", "2"));
        onTopic(cases, "unknown operation", false, op((byte) 9, "retention.ms", "1"));
        onTopic(cases, "nothing", false);
        onTopic(cases, "set in other case", false, op(SET, "message.timestamp.type", "createtime"));
        onTopic(cases, "set tiered", false, op(SET, "remote.storage.enable", "true"));
        onTopic(cases, "set internal", false, op(SET, "internal.segment.bytes", "100"));
    }

    private static void alterLists(List<Case> cases) {
        onTopic(cases, "append", false, op(APPEND, "cleanup.policy", "compact"));
        onTopic(cases, "append what is there", false, op(APPEND, "cleanup.policy", "delete"));
        onTopic(cases, "append bad", false, op(APPEND, "cleanup.policy", "shred"));
        onTopic(cases, "append several", false, op(APPEND, "leader.replication.throttled.replicas", "0:1,1:1"));
        onTopic(cases, "subtract", false, op(SUBTRACT, "cleanup.policy", "delete"));
        onTopic(cases, "subtract what is not there", false, op(SUBTRACT, "cleanup.policy", "compact"));
        onTopic(cases, "append to a number", false, op(APPEND, "retention.ms", "1"));
        onTopic(cases, "subtract from a number", false, op(SUBTRACT, "retention.ms", "1"));
        onTopic(cases, "append null", false, op(APPEND, "cleanup.policy", null));
        onTopic(cases, "append to an unknown", false, op(APPEND, "colour", "blue"));
    }

    private static void alterBrokers(List<Case> cases) {
        onBroker(cases, "1", "set", op(SET, "log.cleaner.threads", "2"));
        onBroker(cases, "1", "set a topic default", op(SET, "log.retention.ms", "123456"));
        onBroker(cases, "", "set for all", op(SET, "log.retention.ms", "654321"));
        onBroker(cases, "", "set per broker for all", op(SET, "ssl.keystore.type", "PEM"));
        onBroker(cases, "", "set a threshold for all", op(SET, "min.insync.replicas", "1"));
        onBroker(cases, "1", "set a threshold for one", op(SET, "min.insync.replicas", "1"));
        onBroker(cases, "1", "set read-only", op(SET, "num.partitions", "2"));
        onBroker(cases, "1", "set an unknown", op(SET, "colour", "blue"));
        onBroker(cases, "1", "set a bad value", op(SET, "log.cleaner.threads", "many"));
        onBroker(cases, "1", "set out of range", op(SET, "log.segment.bytes", "-1"));
        onBroker(cases, "1", "set a rate", op(SET, "leader.replication.throttled.rate", "1000"));
        onBroker(cases, "1", "set the connections", op(SET, "max.connections", "1000"));
        onBroker(cases, "1", "set connections per ip to 0", op(SET, "max.connections.per.ip", "0"));
        onBroker(cases, "1", "set threads to much", op(SET, "num.io.threads", "1000"));
        onBroker(cases, "1", "append to a number", op(APPEND, "log.cleaner.threads", "1"));
        onBroker(cases, "1", "subtract all", op(SUBTRACT, "log.cleanup.policy", "delete"));
        onBroker(cases, "1", "append", op(APPEND, "log.cleanup.policy", "compact"));
        onBroker(cases, "1", "delete an unknown", op(DELETE, "colour", null));
        onBroker(cases, "1", "delete what is not set", op(DELETE, "log.cleaner.backoff.ms", null));
        onBroker(cases, "1", "delete read-only", op(DELETE, "num.partitions", null));
        onBroker(cases, "1", "set a listener's", op(SET, "listener.name.plaintext.max.connections", "50"));
        onBroker(cases, "1", "set a listener's password", op(SET, "listener.name.x.ssl.keystore.password", "secret"));
        onBroker(cases, "1", "set an unclean leader", op(SET, "unclean.leader.election.enable", "false"));
        onBroker(cases, "2", "set of another", op(SET, "log.cleaner.threads", "2"));
        onBroker(cases, "x", "set of nobody", op(SET, "log.cleaner.threads", "2"));
    }

    private static void alterOthers(List<Case> cases) {
        onOther(cases, GROUP, "g1", "set", op(SET, "consumer.session.timeout.ms", "50000"));
        onOther(cases, GROUP, "g2", "set beyond", op(SET, "consumer.session.timeout.ms", "1"));
        onOther(cases, GROUP, "g3", "set an unknown", op(SET, "colour", "blue"));
        onOther(cases, GROUP, "g4", "set a bad value", op(SET, "share.auto.offset.reset", "never"));
        onOther(cases, GROUP, "", "set unnamed", op(SET, "consumer.session.timeout.ms", "50000"));
        onOther(cases, METRICS, "m1", "set", op(SET, "interval.ms", "1000"));
        onOther(cases, METRICS, "m2", "set too often", op(SET, "interval.ms", "1"));
        onOther(cases, METRICS, "m6", "set no number", op(SET, "interval.ms", "x"));
        onOther(cases, GROUP, "g5", "set too short a session", op(SET, "consumer.heartbeat.interval.ms", "50000"));
        onOther(cases, GROUP, "g6", "set too many locks", op(SET, "share.partition.max.record.locks", "100000"));
        onOther(cases, METRICS, "m3", "set metrics", op(SET, "metrics", "a,b"), op(SET, "match", "client_id=x"));
        onOther(cases, METRICS, "m4", "set a bad match", op(SET, "match", "shoe_size=9"));
        onOther(cases, METRICS, "m5", "set an unknown", op(SET, "colour", "blue"));
        onOther(cases, METRICS, "", "set unnamed", op(SET, "interval.ms", "1000"));
        onOther(cases, LOGGER, "2", "set of another", op(SET, "root", "DEBUG"));
        onOther(cases, LOGGER, "1", "set a bad level", op(SET, "root", "LOUD"));
        onOther(cases, LOGGER, "1", "set an unknown", op(SET, "no.such.logger", "INFO"));
        onOther(cases, LOGGER, "1", "append", op(APPEND, "root", "INFO"));
        onOther(cases, LOGGER, "1", "delete root", op(DELETE, "root", null));
        onOther(cases, LOGGER, "1", "set root", op(SET, "root", "INFO"));
    }

    private static void alterBadly(List<Case> cases) {
        for (byte type : new byte[] {UNKNOWN, 77}) {
            cases.add(new Case(
                    "alter type " + type, w -> w.ask(alter((short) 1, false, change(type, "u", op(SET, "a", "b"))))));
        }
        for (var name : List.of("nowhere", "a b", "")) {
            cases.add(new Case(
                    "alter topic '" + name + "'",
                    w -> w.ask(alter((short) 1, false, change(TOPIC, name, op(SET, "retention.ms", "1"))))));
        }
        cases.add(new Case("alter one resource twice", w -> {
            w.change(createTopics(topic("alt2", 1, 1)));
            return w.ask(alter(
                    (short) 1,
                    false,
                    change(TOPIC, "alt2", op(SET, "retention.ms", "1")),
                    change(TOPIC, "alt2", op(SET, "flush.ms", "1"))));
        }));
        cases.add(new Case("alter good and bad together", w -> {
            w.change(createTopics(topic("alt3", 1, 1)));
            return List.of(
                    w.ask(alter(
                            (short) 1,
                            false,
                            change(TOPIC, "alt3", op(SET, "retention.ms", "1")),
                            change(TOPIC, "nowhere", op(SET, "flush.ms", "1")))),
                    shown(w, TOPIC, "alt3", "retention.ms"));
        }));
        cases.add(new Case("alter nothing", w -> w.ask(alter((short) 1, false))));
    }

    private static void replace(List<Case> cases) {
        for (short version = 0; version <= 2; version++) {
            short v = version;
            cases.add(new Case("replace a topic's v" + v, w -> {
                w.change(createTopics(configured("replace" + v, "flush.ms", "5", "retention.ms", "6")));
                return List.of(
                        w.ask(replace(v, false, TOPIC, "replace" + v, "retention.ms", "7")),
                        shown(w, TOPIC, "replace" + v, "retention.ms", "flush.ms"));
            }));
        }
        cases.add(new Case("replace validate only", w -> {
            w.change(createTopics(configured("replace-dry", "flush.ms", "5")));
            return List.of(
                    w.ask(replace((short) 2, true, TOPIC, "replace-dry", "retention.ms", "7")),
                    shown(w, TOPIC, "replace-dry", "retention.ms", "flush.ms"));
        }));
        cases.add(new Case("replace by nothing", w -> {
            w.change(createTopics(configured("replace-none", "flush.ms", "5")));
            return List.of(
                    w.ask(replace((short) 2, false, TOPIC, "replace-none")),
                    shown(w, TOPIC, "replace-none", "flush.ms"));
        }));
        replaceBadly(cases, TOPIC, "nowhere", "retention.ms", "1");
        replaceBadly(cases, TOPIC, "replace0", "colour", "1");
        replaceBadly(cases, TOPIC, "replace0", "retention.ms", "x");
        replaceBadly(cases, TOPIC, "replace0", "retention.ms", null);
        replaceBadly(cases, TOPIC, "replace0", "flush.ms", "1", "flush.ms", "2");
        replaceBadly(cases, TOPIC, "", "flush.ms", "1");
        replaceBadly(cases, BROKER, "1", "num.partitions", "1");
        replaceBadly(cases, BROKER, "9", "log.cleaner.threads", "1");
        replaceBadly(cases, BROKER, "1", "log.cleaner.threads", "x");
        replaceBadly(cases, LOGGER, "1", "root", "INFO");
        replaceBadly(cases, UNKNOWN, "1", "root", "INFO");
        cases.add(new Case(
                "replace a broker's",
                w -> List.of(
                        w.ask(replace((short) 2, false, BROKER, "1", "log.cleaner.threads", "2")),
                        shown(w, BROKER, "1", "log.cleaner.threads"),
                        w.ask(replace((short) 2, false, BROKER, "1")),
                        shown(w, BROKER, "1", "log.cleaner.threads"))));
    }

    private static void replaceBadly(List<Case> cases, byte type, String name, @Nullable String... namesAndValues) {
        cases.add(new Case(
                "replace " + type + " '" + name + "' "
                        + String.join(" ", List.of(namesAndValues[0] + "=" + namesAndValues[1])),
                w -> w.ask(replace((short) 2, false, type, name, namesAndValues))));
    }

    private static void onTopic(List<Case> cases, String what, boolean dry, AlterableConfig... ops) {
        var name = "alter-" + what.replace(' ', '-');
        cases.add(new Case("alter a topic: " + what, w -> {
            w.change(createTopics(configured(name, "retention.ms", "60000", "cleanup.policy", "delete")));
            return List.of(
                    w.ask(alter((short) 1, dry, change(TOPIC, name, ops))),
                    shown(w, TOPIC, name, "retention.ms", "cleanup.policy", "flush.ms", "flush.messages"));
        }));
    }

    /** Changes, shows, and takes the change back, so that the next case finds the broker as it was. */
    private static void onBroker(List<Case> cases, String broker, String what, AlterableConfig op) {
        cases.add(new Case(
                "alter broker '" + broker + "': " + what,
                w -> List.of(
                        w.ask(alter((short) 1, true, change(BROKER, broker, op))),
                        w.ask(alter((short) 1, false, change(BROKER, broker, op))),
                        shown(w, BROKER, "1", op.name()),
                        shown(w, BROKER, "", op.name()),
                        w.ask(alter((short) 1, false, change(BROKER, broker, op(DELETE, op.name(), null)))),
                        shown(w, BROKER, "1", op.name()))));
    }

    private static void onOther(List<Case> cases, byte type, String name, String what, AlterableConfig... ops) {
        cases.add(new Case(
                "alter " + type + " '" + name + "': " + what,
                w -> List.of(
                        w.ask(alter((short) 1, true, change(type, name, ops))),
                        w.ask(alter((short) 1, false, change(type, name, ops))),
                        shown(w, type, name, ops[0].name()))));
    }

    /** The settings as they show, soon: Apache Kafka applies a change a little after it answers. */
    private static Object shown(Wire wire, byte type, String name, String... keys) {
        wire.settle();
        return wire.ask(describe(NEWEST_DESCRIBE, true, resource(type, name, List.of(keys))));
    }

    static DescribeConfigsResource resource(byte type, String name, @Nullable List<String> keys) {
        return new DescribeConfigsResource()
                .setResourceType(type)
                .setResourceName(name)
                .setConfigurationKeys(keys);
    }

    static AbstractRequest describe(short version, boolean synonyms, DescribeConfigsResource... resources) {
        return new DescribeConfigsRequest.Builder(new DescribeConfigsRequestData()
                        .setResources(List.of(resources))
                        .setIncludeSynonyms(synonyms)
                        .setIncludeDocumentation(version >= 3))
                .build(version);
    }

    private static AlterableConfig op(byte operation, String name, @Nullable String value) {
        return new AlterableConfig().setName(name).setValue(value).setConfigOperation(operation);
    }

    private static AlterConfigsResource change(byte type, String name, AlterableConfig... ops) {
        var configs = new IncrementalAlterConfigsRequestData.AlterableConfigCollection();
        for (var op : ops) {
            configs.add(op.duplicate());
        }
        return new AlterConfigsResource()
                .setResourceType(type)
                .setResourceName(name)
                .setConfigs(configs);
    }

    private static AbstractRequest alter(short version, boolean dry, AlterConfigsResource... resources) {
        var collection = new IncrementalAlterConfigsRequestData.AlterConfigsResourceCollection();
        collection.addAll(List.of(resources));
        return new IncrementalAlterConfigsRequest.Builder(new IncrementalAlterConfigsRequestData()
                        .setResources(collection)
                        .setValidateOnly(dry))
                .build(version);
    }

    private static AbstractRequest replace(
            short version, boolean dry, byte type, String name, @Nullable String... namesAndValues) {
        var configs = new AlterableConfigCollection();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            configs.add(new AlterConfigsRequestData.AlterableConfig()
                    .setName(namesAndValues[i])
                    .setValue(namesAndValues[i + 1]));
        }
        var resources = new AlterConfigsResourceCollection();
        resources.add(new AlterConfigsRequestData.AlterConfigsResource()
                .setResourceType(type)
                .setResourceName(name)
                .setConfigs(configs));
        return new AlterConfigsRequest(
                new AlterConfigsRequestData().setResources(resources).setValidateOnly(dry), version);
    }
}
