package io.ottla.broker.config;

import io.ottla.broker.config.ShownSetting.Synonym;
import io.ottla.broker.config.definition.ConfigType;
import io.ottla.broker.config.definition.Definition;
import io.ottla.broker.config.definition.Definition.StandIn;
import io.ottla.broker.config.definition.Definitions;
import io.ottla.log.LogSettings;
import io.ottla.replication.partition.settings.TopicSettings;
import io.ottla.wire.batch.BatchRules;
import io.ottla.wire.batch.TimestampType;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What holds for a topic: what is set on it, and the broker's configuration behind it. Immutable. */
public final class TopicConfig {
    private final BrokerConfig broker;
    private final Map<String, String> overrides;

    /** @param overrides what is set on the topic itself; they were checked when they were set */
    public TopicConfig(BrokerConfig broker, Map<String, String> overrides) {
        this.broker = broker;
        this.overrides = overrides;
    }

    /** Does {@code policy} ("delete", "compact") belong to cleanup.policy? */
    public boolean cleansUpBy(String policy) {
        return ConfigType.split(text("cleanup.policy")).contains(policy);
    }

    /** What holds, as a value of its type is written; empty for a setting that has no default and is not set. */
    public String text(String name) {
        var definition = Definitions.TOPIC.get(name);
        var own = overrides.get(name);
        if (own != null) {
            return own.strip();
        }
        for (var standIn : definition.standIns()) {
            if (broker.isSet(standIn.name())) {
                return standIn.convert(broker.text(standIn.name()).orElseThrow());
            }
        }
        var defaultText = definition.defaultText();
        return defaultText == null ? "" : defaultText;
    }

    int intOf(String name) {
        return Integer.parseInt(text(name));
    }

    long longOf(String name) {
        return Long.parseLong(text(name));
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** What it means to the topic's partitions. */
    public TopicSettings settings() {
        return new TopicSettings(log(), batches(), intOf("min.insync.replicas"));
    }

    private LogSettings log() {
        var internalSegmentBytes = text("internal.segment.bytes");
        return new LogSettings(
                internalSegmentBytes.isEmpty() ? intOf("segment.bytes") : Integer.parseInt(internalSegmentBytes),
                longOf("segment.ms"),
                longOf("segment.jitter.ms"),
                intOf("segment.index.bytes"),
                intOf("index.interval.bytes"),
                longOf("retention.ms"),
                longOf("retention.bytes"),
                cleansUpBy("delete"),
                cleansUpBy("compact"),
                longOf("flush.messages"),
                longOf("flush.ms"),
                longOf("file.delete.delay.ms"));
    }

    private BatchRules batches() {
        return new BatchRules(
                intOf("max.message.bytes"),
                TimestampType.named(text("message.timestamp.type")).orElse(TimestampType.CREATE_TIME),
                longOf("message.timestamp.before.max.ms"),
                longOf("message.timestamp.after.max.ms"),
                cleansUpBy("compact"),
                compressor(),
                BatchRules.DEFAULT_MAX_UNCOMPRESSED_BYTES);
    }

    private Optional<Compressor> compressor() {
        var type = text("compression.type");
        return switch (type) {
            case "producer" -> Optional.empty();
            case "gzip" -> Optional.of(new Compressor(Compression.GZIP, intOf("compression.gzip.level")));
            case "lz4" -> Optional.of(new Compressor(Compression.LZ4, intOf("compression.lz4.level")));
            case "zstd" -> Optional.of(new Compressor(Compression.ZSTD, intOf("compression.zstd.level")));
            case "snappy" -> Optional.of(Compressor.of(Compression.SNAPPY));
            default -> Optional.of(Compressor.NONE);
        };
    }

    /** All settings of a topic as DescribeConfigs shows them, by name. */
    public List<ShownSetting> shown() {
        return shown(false);
    }

    /** As {@link #shown}, of a topic just made: as Kafka, all broker's settings that may stand in are looked at, not only the first. */
    public List<ShownSetting> shownWhenMade() {
        return shown(true);
    }

    private List<ShownSetting> shown(boolean whenMade) {
        var shown = new ArrayList<ShownSetting>();
        for (var name : new TreeSet<>(Definitions.TOPIC.names())) {
            var definition = Definitions.TOPIC.get(name);
            if (!definition.internal() || overrides.containsKey(name)) {
                shown.add(shown(definition, whenMade));
            }
        }
        return shown;
    }

    private ShownSetting shown(Definition definition, boolean whenMade) {
        var value = definition.normal(text(definition.name()));
        var synonyms = new ArrayList<Synonym>();
        if (overrides.containsKey(definition.name())) {
            synonyms.add(new Synonym(definition.name(), value, SettingSource.TOPIC));
        }
        var standIns = definition.standIns().stream().map(StandIn::name).toList();
        if (!standIns.isEmpty()) {
            var first = standIns.get(0);
            synonyms.addAll(Synonyms.of(
                    broker,
                    whenMade
                            ? standIns.stream()
                                    .filter(broker::isSet)
                                    .findFirst()
                                    .orElse(first)
                            : first));
        }
        return new ShownSetting(
                definition.name(), value, false, definition.secret(), List.copyOf(synonyms), Optional.of(definition));
    }
}
