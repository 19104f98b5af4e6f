package io.ottla.coordinator.group.state;

import io.ottla.base.OwnedBy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one group has committed, by topic and partition. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class Offsets {
    public static final Offsets NONE = new Offsets(Collections.emptyMap());

    private final Map<String, Map<Integer, CommittedOffset>> byTopic;

    Offsets() {
        this(new HashMap<>());
    }

    private Offsets(Map<String, Map<Integer, CommittedOffset>> byTopic) {
        this.byTopic = byTopic;
    }

    @Nullable
    public CommittedOffset find(String topic, int partition) {
        Map<Integer, CommittedOffset> partitions = byTopic.get(topic);
        return partitions == null ? null : partitions.get(partition);
    }

    /** A view; partitions ascend. */
    public Map<String, Map<Integer, CommittedOffset>> all() {
        return Collections.unmodifiableMap(byTopic);
    }

    /** The partitions of one topic, as a view. */
    public Map<Integer, CommittedOffset> of(String topic) {
        return Collections.unmodifiableMap(byTopic.getOrDefault(topic, Map.of()));
    }

    public boolean isEmpty() {
        return byTopic.isEmpty();
    }

    void put(String topic, int partition, CommittedOffset offset) {
        byTopic.computeIfAbsent(topic, name -> new TreeMap<>()).put(partition, offset);
    }

    void remove(String topic, int partition) {
        Map<Integer, CommittedOffset> partitions = byTopic.get(topic);
        if (partitions != null) {
            partitions.remove(partition);
            if (partitions.isEmpty()) {
                byTopic.remove(topic);
            }
        }
    }
}
