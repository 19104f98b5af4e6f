package io.ottla.broker.handler;

import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import org.jspecify.annotations.Nullable;

/** Tells those who asked the wrong broker who leads, and where that one is reached. Any thread. */
public final class Leaders {
    private final CommittedImage image;

    public Leaders(CommittedImage image) {
        this.image = image;
    }

    /** Who leads a partition. */
    public record CurrentLeader(int nodeId, int leaderEpoch) {}

    /** Where a broker is reached by a client of one listener. */
    public record NodeAddress(
            int nodeId, String host, int port, @Nullable String rack) {}

    /** The leader of a partition; null if there is no such partition, or nobody leads it. */
    public @Nullable CurrentLeader of(String topic, int partition) {
        return leader(image.current().topics().byName(topic), partition);
    }

    /** The leader of a partition; null if there is no such partition, or nobody leads it. */
    public @Nullable CurrentLeader of(Uuid topicId, int partition) {
        return leader(image.current().topics().byId(topicId), partition);
    }

    private static @Nullable CurrentLeader leader(@Nullable TopicImage topic, int index) {
        PartitionImage partition = topic == null ? null : topic.partition(index);
        return partition == null || !partition.hasLeader()
                ? null
                : new CurrentLeader(partition.leader(), partition.leaderEpoch());
    }

    /** Where {@code nodeId} is reached by {@code listener}; null if it is not. */
    public @Nullable NodeAddress endpoint(int nodeId, String listener) {
        var broker = image.current().nodes().broker(nodeId);
        if (broker == null || broker.fenced()) {
            return null;
        }
        var endpoint = broker.endpoint(listener);
        return endpoint == null ? null : new NodeAddress(nodeId, endpoint.host(), endpoint.port(), broker.rack());
    }

    /** Has {@code nodeId} registered anew since it was given {@code epoch}? -1 for one that does not say. */
    public boolean isReplaced(int nodeId, long epoch) {
        var broker = image.current().nodes().broker(nodeId);
        return broker != null && epoch >= 0 && epoch < broker.epoch();
    }

    /** The error for a partition that was asked for by name and is not on this broker. */
    public ErrorCode whyNotHere(String topic, int partition) {
        return whyNotHere(image.current().topics().byName(topic), partition, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    /** The error for a partition that was asked for by topic id and is not on this broker. */
    public ErrorCode whyNotHere(Uuid topicId, int partition) {
        return whyNotHere(image.current().topics().byId(topicId), partition, ErrorCode.UNKNOWN_TOPIC_ID);
    }

    private static ErrorCode whyNotHere(@Nullable TopicImage topic, int partition, ErrorCode unknownTopic) {
        if (topic == null) {
            return unknownTopic;
        }
        return topic.partition(partition) == null
                ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
                : ErrorCode.NOT_LEADER_OR_FOLLOWER;
    }
}
