package io.ottla.cli.group;

import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Failure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What {@code --topic} selects here: whole topics, or {@code topic:0,1,2}. */
final class TopicScope {
    private final Set<TopicPartition> named = new LinkedHashSet<>();
    private final Set<String> whole = new LinkedHashSet<>();

    /** @throws Failure if one of them cannot be read */
    TopicScope(List<String> texts) {
        for (var text : texts) {
            var colon = text.indexOf(':');
            if (colon < 0) {
                whole.add(text);
            } else {
                partitions(text, colon);
            }
        }
    }

    private void partitions(String text, int colon) {
        for (var index : text.substring(colon + 1).split(",", -1)) {
            try {
                named.add(new TopicPartition(text.substring(0, colon), Integer.parseInt(index.strip())));
            } catch (NumberFormatException notANumber) {
                throw new Failure("Invalid partition '" + index + "' specified in topic arg '" + text + "'");
            }
        }
    }

    /**
     * What the scope holds.
     *
     * @param missing topics that are not there, and why
     */
    record Found(List<TopicPartition> partitions, Map<String, ErrorCode> missing) {}

    Found find(Cluster cluster) {
        var partitions = new ArrayList<>(named);
        var missing = new TreeMap<String, ErrorCode>();
        if (!whole.isEmpty()) {
            for (Metadata.Topic topic : cluster.metadata(List.copyOf(whole)).topics()) {
                var name = String.valueOf(topic.name());
                var error = ErrorCode.of(topic.errorCode());
                if (error != ErrorCode.NONE) {
                    missing.put(name, error);
                }
                topic.partitions().forEach(each -> partitions.add(new TopicPartition(name, each.partitionIndex())));
            }
        }
        partitions.sort(DescribeGroups.IN_ORDER);
        return new Found(partitions, missing);
    }
}
