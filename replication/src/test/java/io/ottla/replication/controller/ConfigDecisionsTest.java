package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.controller.request.ConfigOp;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigDecisionsTest {
    private static final ConfigResource TOPIC = ConfigResource.topic("a");

    private final Cluster cluster = Cluster.of(1);

    ConfigDecisionsTest() {
        cluster.create("a", 1, 1);
    }

    private Outcome alter(ConfigResource resource, ConfigOp... ops) {
        Outcome outcome = cluster.take(
                        cluster.decisions.configs().alter(cluster.state(), Map.of(resource, List.of(ops)), false))
                .get(resource);
        return outcome == null ? Outcome.refused(ErrorCode.UNKNOWN_SERVER_ERROR, "no answer") : outcome;
    }

    private Outcome replace(ConfigResource resource, Map<String, @Nullable String> configs) {
        Outcome outcome = cluster.take(
                        cluster.decisions.configs().replace(cluster.state(), Map.of(resource, configs), false))
                .get(resource);
        return outcome == null ? Outcome.refused(ErrorCode.UNKNOWN_SERVER_ERROR, "no answer") : outcome;
    }

    private static ConfigOp op(ConfigOp.Kind kind, String name, @Nullable String value) {
        return new ConfigOp(kind, name, value);
    }

    private Map<String, String> set() {
        return cluster.image.configs().of(TOPIC);
    }

    @Test
    void set_and_delete_touch_only_what_they_name() {
        alter(TOPIC, op(ConfigOp.Kind.SET, "retention.ms", "5"), op(ConfigOp.Kind.SET, "cleanup.policy", "compact"));
        assertEquals(Outcome.DONE, alter(TOPIC, op(ConfigOp.Kind.DELETE, "retention.ms", null)));
        assertEquals(Map.of("cleanup.policy", "compact"), set());
    }

    @Test
    void append_and_subtract_start_from_the_default_where_nothing_is_set() {
        alter(TOPIC, op(ConfigOp.Kind.APPEND, "cleanup.policy", "compact,delete"));
        assertEquals(Map.of("cleanup.policy", "delete,compact"), set());
        alter(TOPIC, op(ConfigOp.Kind.SUBTRACT, "cleanup.policy", "delete"));
        assertEquals(Map.of("cleanup.policy", "compact"), set());
    }

    @Test
    void nothing_can_be_appended_to_a_number() {
        assertEquals(
                ErrorCode.INVALID_CONFIG,
                alter(TOPIC, op(ConfigOp.Kind.APPEND, "retention.ms", "1")).error());
    }

    @Test
    void one_bad_value_leaves_all_of_the_resource_as_it_was() {
        Outcome outcome = alter(
                TOPIC, op(ConfigOp.Kind.SET, "cleanup.policy", "compact"), op(ConfigOp.Kind.SET, "retention.ms", "x"));
        assertEquals(ErrorCode.INVALID_CONFIG, outcome.error());
        assertEquals(Map.of(), set());
    }

    @Test
    void one_resource_that_is_refused_does_not_keep_the_other_from_being_altered() {
        Map<ConfigResource, List<ConfigOp>> both = Map.of(
                TOPIC,
                List.of(op(ConfigOp.Kind.SET, "retention.ms", "1")),
                ConfigResource.topic("none"),
                List.of(op(ConfigOp.Kind.SET, "retention.ms", "1")));
        Map<ConfigResource, Outcome> replies =
                cluster.take(cluster.decisions.configs().alter(cluster.state(), both, false));
        assertEquals(Outcome.DONE, replies.get(TOPIC));
        assertEquals(2, replies.size());
        assertEquals(Map.of("retention.ms", "1"), set());
    }

    @Test
    void a_name_altered_twice_and_a_null_are_refused() {
        ConfigOp set = op(ConfigOp.Kind.SET, "retention.ms", "1");
        assertEquals(ErrorCode.INVALID_REQUEST, alter(TOPIC, set, set).error());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                alter(TOPIC, op(ConfigOp.Kind.SET, "retention.ms", null)).error());
        Map<String, @Nullable String> withNull = new HashMap<>();
        withNull.put("retention.ms", null);
        assertEquals(ErrorCode.INVALID_REQUEST, replace(TOPIC, withNull).error());
    }

    @Test
    void alter_configs_replaces_all_that_is_set() {
        alter(TOPIC, op(ConfigOp.Kind.SET, "retention.ms", "5"));
        assertEquals(Outcome.DONE, replace(TOPIC, Map.of("cleanup.policy", "compact")));
        assertEquals(Map.of("cleanup.policy", "compact"), set());
    }

    @Test
    void what_is_set_already_is_not_written_again() {
        alter(TOPIC, op(ConfigOp.Kind.SET, "retention.ms", "5"));
        alter(TOPIC, op(ConfigOp.Kind.SET, "retention.ms", "5"), op(ConfigOp.Kind.SET, "cleanup.policy", "delete"));
        assertEquals(List.of(new ConfigChanged(TOPIC, "cleanup.policy", "delete")), cluster.lastChanges);
    }

    @Test
    void only_what_exists_can_be_configured() {
        ConfigOp set = op(ConfigOp.Kind.SET, "retention.ms", "1");
        assertEquals(
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                alter(ConfigResource.topic("b"), set).error());
        assertEquals(
                ErrorCode.BROKER_ID_NOT_REGISTERED,
                alter(ConfigResource.broker(9), set).error());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                alter(new ConfigResource(ConfigResource.Type.BROKER, "x"), set).error());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                alter(new ConfigResource(ConfigResource.Type.UNKNOWN, "x"), set).error());
        assertEquals(Outcome.DONE, alter(ConfigResource.broker(1), set));
        assertEquals(Outcome.DONE, alter(ConfigResource.allBrokers(), set));
    }

    @Test
    void a_minimum_in_sync_for_all_brokers_stays_as_long_as_leaders_are_eligible_by_it() {
        ConfigResource all = ConfigResource.allBrokers();
        alter(all, op(ConfigOp.Kind.SET, "min.insync.replicas", "1"));
        cluster.image = new FeatureChanged(Rules.ELIGIBLE_LEADERS, (short) 1).applyTo(cluster.image);
        assertEquals(
                ErrorCode.INVALID_CONFIG,
                replace(all, Map.of("retention.ms", "5")).error());
        assertEquals(
                ErrorCode.INVALID_CONFIG,
                alter(all, op(ConfigOp.Kind.DELETE, "min.insync.replicas", null))
                        .error());
        assertEquals(Outcome.DONE, replace(all, Map.of("retention.ms", "5", "min.insync.replicas", "2")));
        cluster.image = new FeatureChanged(Rules.ELIGIBLE_LEADERS, (short) 0).applyTo(cluster.image);
        assertEquals(Outcome.DONE, replace(all, Map.of()));
    }

    @Test
    void validate_only_answers_and_changes_nothing() {
        Decision<Map<ConfigResource, Outcome>> decision = cluster.decisions
                .configs()
                .alter(cluster.state(), Map.of(TOPIC, List.of(op(ConfigOp.Kind.SET, "no.such", "1"))), true);
        assertEquals(List.of(), decision.changes());
        Outcome outcome = decision.reply().get(TOPIC);
        assertEquals("Unknown topic config name: no.such", outcome == null ? "" : outcome.message());
    }
}
