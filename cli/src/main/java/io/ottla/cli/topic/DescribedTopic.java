package io.ottla.cli.topic;

import io.ottla.wire.Uuid;
import io.ottla.wire.message.config.DescribeConfigs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A topic with what its description shows.
 *
 * @param configs in the broker's order
 */
record DescribedTopic(String name, Uuid id, List<Partition> partitions, List<DescribeConfigs.Config> configs) {
    private static final byte DEFAULT_CONFIG = 5;

    /**
     * One partition.
     *
     * @param leader -1 if there is none, or it is not alive
     * @param adding replicas on their way in
     * @param removing replicas on their way out
     * @param eligible replicas that may lead though they are not in sync (KIP-966); null if the broker does not tell
     * @param lastKnown who could lead last; null if the broker does not tell
     */
    record Partition(
            int index,
            int leader,
            List<Integer> replicas,
            List<Integer> inSync,
            List<Integer> adding,
            List<Integer> removing,
            @Nullable List<Integer> eligible,
            @Nullable List<Integer> lastKnown) {

        /** Replicas that are there to stay, which is how many there should be in sync. */
        int replicationFactor() {
            return adding.isEmpty() && removing.isEmpty() ? replicas.size() : replicas.size() - adding.size();
        }

        boolean isUnderReplicated() {
            return inSync.size() < replicationFactor();
        }

        /** For JSON. */
        Map<String, @Nullable Object> values() {
            var values = new LinkedHashMap<String, @Nullable Object>();
            values.put("partition", index);
            values.put("leader", leader < 0 ? null : leader);
            values.put("replicas", replicas);
            values.put("isr", inSync);
            values.put("addingReplicas", adding);
            values.put("removingReplicas", removing);
            values.put("elr", eligible);
            values.put("lastKnownElr", lastKnown);
            return values;
        }

        String line(String topic) {
            var line = new StringBuilder("\tTopic: ").append(topic);
            line.append("\tPartition: ").append(index);
            line.append("\tLeader: ").append(leader < 0 ? "none" : leader);
            line.append("\tReplicas: ").append(commaSeparated(replicas));
            line.append("\tIsr: ").append(commaSeparated(inSync));
            if (!adding.isEmpty() || !removing.isEmpty()) {
                line.append("\tAdding Replicas: ").append(commaSeparated(adding));
                line.append("\tRemoving Replicas: ").append(commaSeparated(removing));
            }
            line.append("\tElr: ").append(eligible == null ? "N/A" : commaSeparated(eligible));
            line.append("\tLastKnownElr: ").append(lastKnown == null ? "N/A" : commaSeparated(lastKnown));
            return line.toString();
        }

        private static String commaSeparated(List<Integer> ids) {
            return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /** How many replicas must be in sync for acks=all; 1 if the broker does not tell. */
    int minInSync() {
        return configs.stream()
                .filter(config -> config.name().equals("min.insync.replicas") && config.value() != null)
                .map(config -> Integer.parseInt(String.valueOf(config.value())))
                .findFirst()
                .orElse(1);
    }

    /** The settings that are not plain defaults. */
    List<DescribeConfigs.Config> overrides() {
        return configs.stream()
                .filter(config -> config.configSource() != DEFAULT_CONFIG)
                .toList();
    }

    /** For JSON. */
    Map<String, @Nullable Object> values(List<Partition> shown) {
        var settings = new LinkedHashMap<String, @Nullable Object>();
        overrides().forEach(config -> settings.put(config.name(), config.value()));
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("topic", name);
        values.put("topicId", id.equals(Uuid.ZERO) ? null : id);
        values.put("partitionCount", partitions.size());
        values.put("replicationFactor", replicationFactor());
        values.put("configs", settings);
        values.put("partitions", shown.stream().map(Partition::values).toList());
        return values;
    }

    private int replicationFactor() {
        return partitions.isEmpty() ? 0 : partitions.get(0).replicationFactor();
    }

    String line() {
        var settings = overrides().stream()
                .map(config -> config.name() + "=" + config.value())
                .collect(Collectors.joining(","));
        return "Topic: " + name
                + (id.equals(Uuid.ZERO) ? "" : "\tTopicId: " + id)
                + "\tPartitionCount: " + partitions.size()
                + "\tReplicationFactor: " + replicationFactor()
                + "\tConfigs: " + settings;
    }
}
