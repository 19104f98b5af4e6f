package io.ottla.broker.config.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our definitions against those inside Apache Kafka 4.3.1: every name, type, default, rule and importance. */
class DefinitionsMatchKafkaTest {
    /** Where we differ on purpose, each with its reason. */
    private static final Map<String, String> ON_PURPOSE = Map.of(
            "listeners", "an open broker is not exposed by accident: only this machine can connect",
            "node.id", "a single node need not be told its number",
            "process.roles", "a single node need not be told that it is both",
            "controller.listener.names", "a single node has no quorum to listen for");

    private static Oracle oracle;

    @BeforeAll
    static void read() throws IOException, InterruptedException {
        oracle = new Oracle();
    }

    @AfterAll
    static void close() throws IOException {
        oracle.close();
    }

    @Test
    void every_setting_of_a_broker_is_known_as_kafka_has_it() throws ReflectiveOperationException {
        compare(
                oracle.definitions("org.apache.kafka.server.config.AbstractKafkaConfig", "CONFIG_DEF"),
                Definitions.BROKER);
        compare(
                oracle.definitions("org.apache.kafka.server.config.QuotaConfig", "brokerQuotaConfigs"),
                Definitions.REPLICATION_QUOTA);
    }

    @Test
    void every_setting_of_a_topic_is_known_as_kafka_has_it() throws ReflectiveOperationException {
        compare(
                oracle.definitions("org.apache.kafka.storage.internals.log.LogConfig", "configDefCopy"),
                Definitions.TOPIC);
    }

    @Test
    void every_setting_of_a_group_is_known_as_kafka_has_it() throws ReflectiveOperationException {
        compare(oracle.definitions("org.apache.kafka.coordinator.group.GroupConfig", "CONFIG_DEF"), Definitions.GROUP);
    }

    @Test
    void every_setting_of_client_metrics_is_known_as_kafka_has_it() throws ReflectiveOperationException {
        compare(
                oracle.definitions("org.apache.kafka.server.metrics.ClientMetricsConfigs", "configDef"),
                Definitions.CLIENT_METRICS);
    }

    @Test
    void what_may_change_while_running_is_as_kafka_has_it() throws ReflectiveOperationException {
        var modes = (Map<?, ?>)
                oracle.value("org.apache.kafka.server.config.DynamicBrokerConfig", "dynamicConfigUpdateModes");
        var dynamic = new TreeMap<String, String>();
        modes.forEach((name, mode) -> dynamic.put((String) name, (String) mode));
        var ours = new TreeMap<String, String>();
        for (var definitions : List.of(Definitions.BROKER, Definitions.REPLICATION_QUOTA)) {
            for (var name : definitions.names()) {
                var mode = definitions.get(name).updateMode();
                if (mode != UpdateMode.READ_ONLY) {
                    ours.put(name, mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                }
            }
        }
        assertEquals(dynamic, ours);
    }

    @Test
    void what_stands_behind_a_topics_setting_is_as_kafka_has_it() throws ReflectiveOperationException {
        var kafkas = (Map<?, ?>)
                oracle.value("org.apache.kafka.server.config.ServerTopicConfigSynonyms", "ALL_TOPIC_CONFIG_SYNONYMS");
        var expected = new TreeMap<String, List<String>>();
        for (var topic : kafkas.entrySet()) {
            var names = new ArrayList<String>();
            for (var synonym : (Collection<?>) topic.getValue()) {
                names.add((String) oracle.call(synonym, "name"));
            }
            expected.put((String) topic.getKey(), names);
        }
        assertEquals(expected, standIns(Definitions.TOPIC));
    }

    @Test
    void what_stands_behind_a_groups_setting_is_as_kafka_has_it() throws ReflectiveOperationException {
        var kafkas =
                (Map<?, ?>) oracle.value("org.apache.kafka.coordinator.group.GroupConfig", "ALL_GROUP_CONFIG_SYNONYMS");
        var expected = new TreeMap<String, List<String>>();
        kafkas.forEach((name, synonym) ->
                ((Optional<?>) synonym).ifPresent(broker -> expected.put((String) name, List.of((String) broker))));
        assertEquals(expected, standIns(Definitions.GROUP));
    }

    @Test
    void a_stand_in_in_hours_counts_in_milliseconds() {
        var retention = Definitions.TOPIC.get("retention.ms").standIns();
        assertEquals("7200000", retention.get(2).convert("2"));
        assertEquals("-1", retention.get(1).convert("-1"));
    }

    @Test
    void every_setting_is_documented() {
        var undocumented = new TreeSet<String>();
        for (var definitions : all()) {
            for (var name : definitions.names()) {
                var words = definitions.get(name).documentation();
                if (words.length() < 12 || (!words.endsWith(".") && !words.endsWith("?"))) {
                    undocumented.add(name + ": " + words);
                }
            }
        }
        assertEquals(Set.of(), undocumented);
    }

    @Test
    void every_default_is_a_value_that_may_be_set() {
        var refused = new TreeMap<String, String>();
        for (var definitions : all()) {
            for (var name : definitions.names()) {
                var definition = definitions.get(name);
                Optional.ofNullable(definition.defaultText())
                        .filter(text -> !(text.isEmpty() && definition.type() == ConfigType.LIST))
                        .flatMap(definition::complaint)
                        .ifPresent(allowed -> refused.put(name, allowed));
            }
        }
        assertEquals(Map.of(), refused);
    }

    private static List<Definitions> all() {
        return List.of(Definitions.BROKER, Definitions.TOPIC, Definitions.GROUP, Definitions.CLIENT_METRICS);
    }

    private static Map<String, List<String>> standIns(Definitions definitions) {
        var standIns = new TreeMap<String, List<String>>();
        for (var name : definitions.names()) {
            var names = definitions.get(name).standIns().stream()
                    .map(Definition.StandIn::name)
                    .toList();
            if (!names.isEmpty()) {
                standIns.put(name, names);
            }
        }
        return standIns;
    }

    private static void compare(Map<String, Oracle.Known> kafkas, Definitions ours) {
        assertEquals(new TreeSet<>(kafkas.keySet()), new TreeSet<>(ours.names()));
        var differences = new TreeMap<String, String>();
        var alike = new HashSet<>(ON_PURPOSE.keySet());
        kafkas.forEach((name, kafka) -> {
            var known = asKnown(ours.get(name));
            if (!known.equals(kafka)) {
                alike.remove(name);
                if (!ON_PURPOSE.containsKey(name)) {
                    differences.put(name, known + " where Kafka has " + kafka);
                }
            }
        });
        alike.retainAll(kafkas.keySet());
        assertEquals(Map.of(), differences);
        assertEquals(Set.of(), alike, "said to differ, and do not");
    }

    private static Oracle.Known asKnown(Definition ours) {
        return new Oracle.Known(
                ours.type().name(),
                Optional.ofNullable(ours.defaultText()).orElse("null"),
                written(ours.rule()),
                ours.importance().name(),
                ours.internal());
    }

    /** A rule in the form of {@link Oracle}, where ranges look as Kafka prints them. */
    private static String written(Rule rule) {
        if (rule instanceof Rule.Range range) {
            var end = range.most() == Double.POSITIVE_INFINITY ? "" : "," + bound(range.most());
            return "[" + bound(range.least()) + ",..." + end + "]";
        }
        if (rule instanceof Rule.OneOf words) {
            return "one of " + Oracle.sorted(words.words());
        }
        if (rule instanceof Rule.Elements elements) {
            return (elements.mayBeEmpty() ? "unique-or-none" : "unique") + Oracle.sorted(elements.words());
        }
        return rule == Rule.Anything.INSTANCE ? "-" : rule.toString();
    }

    private static String bound(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
