package io.ottla.replication.partition.settings;

import java.util.Map;

/** Turns what is set on a topic, and the broker's own configuration behind it, into settings. Called on any thread. */
public interface TopicConfigs {
    /** What {@code overrides} mean: name to value, as set on the topic; validated when they were set, never refused here. */
    TopicSettings settings(Map<String, String> overrides);
}
