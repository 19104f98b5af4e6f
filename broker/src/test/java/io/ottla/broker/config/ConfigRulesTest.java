package io.ottla.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfigRulesTest {
    private static final BrokerConfig PLAIN = BrokerConfig.of(Map.of());
    private final DefinedConfigRules rules = new DefinedConfigRules(() -> PLAIN);

    @Nested
    class OfTopics {
        private static final ConfigResource TOPIC = ConfigResource.topic("t");

        @Test
        void what_is_known_and_allowed_may_be_set() {
            check(ErrorCode.NONE, TOPIC, Map.of("retention.ms", " 5 ", "cleanup.policy", "compact,delete"));
            check(ErrorCode.NONE, TOPIC, Map.of("cleanup.policy", ""));
        }

        @Test
        void the_unknown_the_malformed_and_the_excessive_are_refused() {
            check(ErrorCode.INVALID_CONFIG, TOPIC, Map.of("colour", "blue"));
            check(ErrorCode.INVALID_CONFIG, TOPIC, Map.of("retention.ms", "soon"));
            check(ErrorCode.INVALID_CONFIG, TOPIC, Map.of("segment.bytes", "1"));
            check(ErrorCode.INVALID_CONFIG, TOPIC, Map.of("message.timestamp.type", "createtime"));
            check(ErrorCode.INVALID_CONFIG, TOPIC, Map.of("leader.replication.throttled.replicas", "0-1"));
            check(ErrorCode.INVALID_CONFIG, TOPIC, Map.of("remote.storage.enable", "true"));
        }

        @Test
        void lags_of_compaction_may_not_cross_wherever_they_are_set() {
            var lags = Map.of("min.compaction.lag.ms", "9", "max.compaction.lag.ms", "2");
            check(ErrorCode.INVALID_CONFIG, TOPIC, lags);
            var broker = BrokerConfig.of(Map.of("log.cleaner.max.compaction.lag.ms", "2"));
            assertEquals(
                    ErrorCode.INVALID_CONFIG,
                    new DefinedConfigRules(() -> broker)
                            .check(TOPIC, Map.of("min.compaction.lag.ms", "9"))
                            .error());
        }

        @Test
        void lists_can_be_appended_to_and_start_from_kafkas_default() {
            assertTrue(rules.isList(ConfigResource.Type.TOPIC, "cleanup.policy"));
            assertFalse(rules.isList(ConfigResource.Type.TOPIC, "retention.ms"));
            assertFalse(rules.isList(ConfigResource.Type.TOPIC, "colour"));
            assertEquals("delete", rules.defaultValue(ConfigResource.Type.TOPIC, "cleanup.policy"));
        }
    }

    @Nested
    class OfGroups {
        private static final ConfigResource GROUP = new ConfigResource(ConfigResource.Type.GROUP, "g");

        @Test
        void a_group_stays_within_the_brokers_bounds() {
            check(ErrorCode.NONE, GROUP, Map.of("consumer.session.timeout.ms", "50000"));
            check(ErrorCode.INVALID_CONFIG, GROUP, Map.of("consumer.session.timeout.ms", "1"));
            check(ErrorCode.INVALID_CONFIG, GROUP, Map.of("streams.num.standby.replicas", "3"));
            check(ErrorCode.INVALID_CONFIG, GROUP, Map.of("share.auto.offset.reset", "by_duration:-PT1H"));
            check(ErrorCode.NONE, GROUP, Map.of("share.auto.offset.reset", "by_duration:PT1H"));
        }

        @Test
        void a_group_without_a_name_is_refused() {
            check(ErrorCode.INVALID_REQUEST, new ConfigResource(ConfigResource.Type.GROUP, ""), Map.of());
        }
    }

    @Test
    void a_client_metrics_subscription_is_judged_by_name_interval_and_match() {
        var metrics = new ConfigResource(ConfigResource.Type.CLIENT_METRICS, "m");
        check(ErrorCode.NONE, metrics, Map.of("interval.ms", "1000", "match", "client_id=a.*", "metrics", "a,b"));
        check(ErrorCode.INVALID_REQUEST, metrics, Map.of("interval.ms", "1"));
        check(ErrorCode.INVALID_REQUEST, metrics, Map.of("colour", "blue"));
        check(ErrorCode.INVALID_CONFIG, metrics, Map.of("match", "shoe_size=9"));
        check(ErrorCode.INVALID_CONFIG, metrics, Map.of("match", "client_id=("));
    }

    @Nested
    class OfBrokers {
        @Test
        void what_is_read_only_or_malformed_is_refused_by_the_broker() {
            refused(false, Map.of("num.partitions", "2"));
            refused(false, Map.of("log.cleaner.threads", "many"));
            refused(false, Map.of("max.connections.per.ip", "0"));
            refused(false, Map.of("ssl.keystore.type", "PEM"));
            refused(false, Map.of("listeners", "PLAINTEXT://localhost:1"));
            allowed(false, Map.of("listener.name.x.ssl.keystore.type", "PEM"));
            allowed(false, Map.of("log.cleaner.threads", "2", "colour", "blue"));
        }

        @Test
        void what_belongs_to_one_broker_cannot_be_set_for_all() {
            refused(true, Map.of("listener.name.x.ssl.keystore.type", "PEM"));
            allowed(true, Map.of("log.retention.ms", "5"));
        }

        @Test
        void threads_are_doubled_or_halved_at_a_time() {
            refused(false, Map.of("num.io.threads", "17"));
            refused(false, Map.of("num.io.threads", "3"));
            allowed(false, Map.of("num.io.threads", "16"));
        }

        private void refused(boolean forAll, Map<String, String> wanted) {
            assertTrue(BrokerChanges.complaint(PLAIN, forAll, wanted).isPresent(), wanted.toString());
        }

        private void allowed(boolean forAll, Map<String, String> wanted) {
            assertEquals(Optional.empty(), BrokerChanges.complaint(PLAIN, forAll, wanted));
        }
    }

    private void check(ErrorCode expected, ConfigResource resource, Map<String, String> configs) {
        assertEquals(expected, rules.check(resource, configs).error(), configs.toString());
    }
}
