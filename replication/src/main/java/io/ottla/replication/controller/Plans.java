package io.ottla.replication.controller;

import io.ottla.base.OwnedBy;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.controller.plan.PartitionPlan;
import io.ottla.replication.controller.plan.Terms;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.Uuid;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Begins plans for partitions of one image. What a topic says about its elections is looked up once while its partitions follow each other. */
@OwnedBy(OwnedBy.Owner.CREATOR)
final class Plans {
    private static final String ELIGIBLE_LEADERS = "eligible.leader.replicas.version";
    private static final short NAMING_DIRECTORIES = 17; // 3.7-IV2
    private static final short CORDONING_DIRECTORIES = 30; // 4.3-IV0

    private final Rules rules;
    private final ClusterImage image;
    private final boolean remembersEligible;
    private final boolean namesDirectories;
    private @Nullable Uuid lastTopic;
    private @Nullable Terms lastTerms;

    /** @param image as it is when the plans take effect, but for the partitions themselves */
    Plans(Rules rules, ClusterImage image) {
        this.rules = rules;
        this.image = image;
        this.remembersEligible = image.featureLevel(ELIGIBLE_LEADERS) > 0;
        this.namesDirectories = namesDirectories(image);
    }

    /** Do records say which directory a replica is in (KIP-858)? */
    static boolean namesDirectories(ClusterImage image) {
        return isSince(image, NAMING_DIRECTORIES);
    }

    /** Do records say which directories take nothing new (KIP-1066)? */
    static boolean cordonsDirectories(ClusterImage image) {
        return isSince(image, CORDONING_DIRECTORIES);
    }

    private static boolean isSince(ClusterImage image, short since) {
        short level = image.featureLevel(ClusterImage.METADATA_VERSION);
        return level == 0 || level >= since;
    }

    /** A plan for {@code partition} of {@code topic}, on the topic's own terms. */
    PartitionPlan of(TopicImage topic, PartitionImage partition) {
        return new PartitionPlan(partition, terms(topic), image.nodes());
    }

    /** The same where whoever asks has consented to an unclean election. */
    PartitionPlan uncleanly(TopicImage topic, PartitionImage partition) {
        return new PartitionPlan(partition, terms(topic).uncleanly(), image.nodes());
    }

    Terms terms(TopicImage topic) {
        Terms terms = lastTerms;
        if (terms == null || !topic.id().equals(lastTopic)) {
            Map<String, String> configs = image.configs().ofTopic(topic.name());
            terms = new Terms(
                    rules.configs().minInSyncReplicas(configs),
                    rules.configs().uncleanLeaderElection(configs),
                    remembersEligible,
                    namesDirectories);
            lastTopic = topic.id();
            lastTerms = terms;
        }
        return terms;
    }

    /** Plans for every partition of {@code image} that is one of {@code which}; adds what changes to {@code changes}. */
    void forEach(Predicate<PartitionImage> which, UnaryOperator<PartitionPlan> plan, List<MetadataChange> changes) {
        for (TopicImage topic : image.topics().all()) {
            for (int i = 0; i < topic.partitionCount(); i++) {
                PartitionImage partition = topic.partitions().get(i);
                if (which.test(partition)) {
                    plan.apply(of(topic, partition)).change(topic.id(), i).ifPresent(changes::add);
                }
            }
        }
    }
}
