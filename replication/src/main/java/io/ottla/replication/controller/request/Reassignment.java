package io.ottla.replication.controller.request;

import io.ottla.wire.TopicPartition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition's replicas shall be.
 *
 * @param replicas null to end a reassignment under way
 */
public record Reassignment(
        TopicPartition partition, @Nullable List<Integer> replicas) {}
