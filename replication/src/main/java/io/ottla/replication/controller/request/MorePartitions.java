package io.ottla.replication.controller.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic that is to have more partitions.
 *
 * @param count how many it shall have in all
 * @param assignment the replicas of each new partition by hand; null to leave that to the controller
 */
public record MorePartitions(
        String topic, int count, @Nullable List<List<Integer>> assignment) {}
