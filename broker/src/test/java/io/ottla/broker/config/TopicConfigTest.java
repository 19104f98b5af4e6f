package io.ottla.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.broker.config.ShownSetting.Synonym;
import io.ottla.replication.partition.settings.TopicSettings;
import io.ottla.wire.batch.TimestampType;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicConfigTest {
    @Test
    void a_topic_that_sets_nothing_has_the_settings_every_room_takes_for_default() {
        assertEquals(TopicSettings.defaults(), topic(Map.of(), Map.of()).settings());
    }

    @Test
    void the_topic_comes_before_the_broker_and_the_broker_before_kafka() {
        assertEquals(
                5,
                topic(Map.of("log.retention.ms", "7"), Map.of("retention.ms", "5"))
                        .longOf("retention.ms"));
        assertEquals(7, topic(Map.of("log.retention.ms", "7"), Map.of()).longOf("retention.ms"));
        assertEquals(604_800_000, topic(Map.of(), Map.of()).longOf("retention.ms"));
    }

    @Test
    void retention_is_taken_from_the_finest_unit_that_is_set() {
        assertEquals(
                120_000,
                topic(Map.of("log.retention.hours", "5", "log.retention.minutes", "2"), Map.of())
                        .longOf("retention.ms"));
        assertEquals(
                18_000_000, topic(Map.of("log.retention.hours", "5"), Map.of()).longOf("retention.ms"));
        assertEquals(-1, topic(Map.of("log.retention.hours", "-1"), Map.of()).longOf("retention.ms"));
    }

    @Test
    void what_a_producer_may_append_follows_the_topic() {
        var batches = topic(
                        Map.of("message.max.bytes", "1000"),
                        Map.of(
                                "compression.type", "zstd",
                                "compression.zstd.level", "7",
                                "message.timestamp.type", "LogAppendTime",
                                "cleanup.policy", "compact, delete"))
                .settings()
                .batches();
        assertEquals(1000, batches.maxMessageBytes());
        assertEquals(Optional.of(new Compressor(Compression.ZSTD, 7)), batches.compressor());
        assertEquals(TimestampType.LOG_APPEND_TIME, batches.timestampType());
        assertTrue(batches.compacted());
    }

    @Test
    void everybody_who_has_a_say_is_shown_with_the_one_that_holds_first() {
        var shown = shown(
                topic(Map.of("log.retention.ms", "7", "log.retention.hours", "3"), Map.of("retention.ms", " 5 ")),
                "retention.ms");
        assertEquals("5", shown.value());
        assertEquals(SettingSource.TOPIC, shown.source());
        assertEquals(
                List.of(
                        new Synonym("retention.ms", "5", SettingSource.TOPIC),
                        new Synonym("log.retention.ms", "7", SettingSource.FILE),
                        new Synonym("log.retention.hours", "3", SettingSource.FILE),
                        new Synonym("log.retention.hours", "168", SettingSource.DEFAULT)),
                shown.synonyms());
    }

    @Test
    void internal_settings_are_shown_only_where_they_are_set() {
        assertTrue(topic(Map.of(), Map.of()).shown().stream()
                .noneMatch(shown -> shown.name().startsWith("internal")));
        assertEquals(
                "9",
                shown(topic(Map.of(), Map.of("internal.segment.bytes", "9")), "internal.segment.bytes")
                        .value());
    }

    private static ShownSetting shown(TopicConfig topic, String name) {
        return topic.shown().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TopicConfig topic(Map<String, String> broker, Map<String, String> overrides) {
        return new TopicConfig(BrokerConfig.of(broker), overrides);
    }
}
