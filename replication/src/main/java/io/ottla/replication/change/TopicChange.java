package io.ottla.replication.change;

import io.ottla.base.Check;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.replication.image.TopicsImage;
import io.ottla.replication.image.Touched;
import io.ottla.wire.Uuid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to topics and their partitions. */
public sealed interface TopicChange extends MetadataChange {

    Uuid topicId();

    @Override
    default void touch(Touched touched) {
        touched.topic(topicId());
    }

    /** What happens to one partition. */
    sealed interface OfPartition extends TopicChange permits PartitionSet, PartitionChanged {
        int index();

        /** What it becomes in {@code topic}, where it is {@code before}; null if it is new. */
        PartitionImage after(TopicImage.Draft topic, @Nullable PartitionImage before);

        @Override
        default ClusterImage applyTo(ClusterImage image) {
            return Changes.apply(image, List.of(this));
        }
    }

    /** A topic without partitions; they follow. */
    record TopicCreated(Uuid topicId, String name) implements TopicChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withTopics(image.topics().with(TopicImage.of(topicId, name)));
        }
    }

    /** The topic is gone, and its configuration with it. */
    record TopicRemoved(Uuid topicId) implements TopicChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            String name = image.topics().must(topicId).name();
            return image.withTopics(image.topics().without(topicId))
                    .withConfigs(image.configs().without(ConfigResource.topic(name)));
        }
    }

    /** A partition in full: new, or as a snapshot has it. */
    record PartitionSet(Uuid topicId, int index, PartitionImage partition) implements OfPartition {
        @Override
        public PartitionImage after(TopicImage.Draft topic, @Nullable PartitionImage before) {
            return partition;
        }
    }

    /**
     * Some fields of a partition; null, or {@link #LEADER_UNCHANGED}, leaves one as it is. The partition epoch rises by one;
     * the leader epoch rises by one when a leader is named, even if it is the same.
     */
    record PartitionChanged(
            Uuid topicId,
            int index,
            @Nullable List<Integer> isr,
            int leader,
            @Nullable List<Integer> replicas,
            @Nullable List<Integer> removing,
            @Nullable List<Integer> adding,
            @Nullable Boolean recovering,
            @Nullable List<Uuid> directories,
            @Nullable List<Integer> elr,
            @Nullable List<Integer> lastKnownElr)
            implements OfPartition {

        public static final int LEADER_UNCHANGED = -2;

        @Override
        public PartitionImage after(TopicImage.Draft topic, @Nullable PartitionImage before) {
            return after(
                    Check.present(before, "metadata changes partition %s-%d, which there is not", topic.name(), index));
        }

        /** What the partition becomes that was {@code before}. */
        public PartitionImage after(PartitionImage before) {
            boolean named = leader != LEADER_UNCHANGED;
            return new PartitionImage(
                    or(replicas, before.replicas()),
                    or(directories, before.directories()),
                    or(isr, before.isr()),
                    or(elr, before.elr()),
                    or(lastKnownElr, before.lastKnownElr()),
                    or(removing, before.removing()),
                    or(adding, before.adding()),
                    named ? leader : before.leader(),
                    or(recovering, before.recovering()),
                    named ? before.leaderEpoch() + 1 : before.leaderEpoch(),
                    before.partitionEpoch() + 1);
        }

        private static <T> T or(@Nullable T changed, T before) {
            return changed == null ? before : changed;
        }
    }

    /**
     * Eligible leader replicas are forgotten, as when the minimum in-sync count is changed.
     *
     * @param name the topic, or empty for every topic
     */
    record ElrCleared(String name) implements TopicChange {
        @Override
        public Uuid topicId() {
            return Uuid.ZERO;
        }

        @Override
        public void touch(Touched touched) {
            touched.everyTopic();
        }

        @Override
        public ClusterImage applyTo(ClusterImage image) {
            TopicsImage topics = image.topics();
            for (TopicImage topic : image.topics().all()) {
                if (name.isEmpty() || name.equals(topic.name())) {
                    topics = topics.with(cleared(topic));
                }
            }
            return image.withTopics(topics);
        }

        private static TopicImage cleared(TopicImage topic) {
            TopicImage after = topic;
            for (int i = 0; i < topic.partitionCount(); i++) {
                PartitionImage p = topic.partitions().get(i);
                if (!p.elr().isEmpty() || !p.lastKnownElr().isEmpty()) {
                    after = after.with(i, withoutElr(p));
                }
            }
            return after;
        }

        private static PartitionImage withoutElr(PartitionImage p) {
            return new PartitionImage(
                    p.replicas(),
                    p.directories(),
                    p.isr(),
                    List.of(),
                    List.of(),
                    p.removing(),
                    p.adding(),
                    p.leader(),
                    p.recovering(),
                    p.leaderEpoch(),
                    p.partitionEpoch());
        }
    }
}
