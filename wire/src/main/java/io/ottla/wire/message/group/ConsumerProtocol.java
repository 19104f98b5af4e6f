package io.ottla.wire.message.group;

import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What members of a classic consumer group tell each other inside JoinGroup and SyncGroup; opaque to the broker.
 *
 * <p>Subscription: v1: ownedPartitions. v2: generationId. v3: rackId.
 */
public interface ConsumerProtocol {
    @Message(newest = 3)
    record Subscription(
            List<String> topics,
            @Default("null") @Nullable ByteBuffer userData,
            @Since(1) @Ignorable List<TopicPartition> ownedPartitions,
            @Since(2) @Default("-1") @Ignorable int generationId,
            @Since(3) @Default("null") @Ignorable @Nullable String rackId) {}

    record TopicPartition(String topic, List<Integer> partitions) {}

    @Message(newest = 3)
    record Assignment(
            List<TopicPartition> assignedPartitions,
            @Default("null") @Nullable ByteBuffer userData) {}
}
