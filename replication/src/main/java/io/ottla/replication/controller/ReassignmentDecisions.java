package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.TopicChange.PartitionChanged;
import io.ottla.replication.controller.plan.Move;
import io.ottla.replication.controller.plan.Replicas;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Reassignment;
import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Who shall hold which partition (KIP-455): moves begun, changed and called off. One is complete once all who shall stay are in sync. Pure. */
final class ReassignmentDecisions {
    private final Rules rules;

    ReassignmentDecisions(Rules rules) {
        this.rules = rules;
    }

    /**
     * AlterPartitionReassignments: each partition stands for itself; one answer each, in the order asked.
     *
     * @param mayChangeFactor a partition may have another number of replicas afterwards (KIP-860)
     */
    Decision<List<Outcome>> reassign(State state, List<Reassignment> wishes, boolean mayChangeFactor) {
        List<Outcome> replies = new ArrayList<>(wishes.size());
        List<MetadataChange> changes = new ArrayList<>();
        ClusterImage image = state.image();
        for (Reassignment wish : wishes) {
            try {
                Optional<PartitionChanged> change = reassign(image, wish, mayChangeFactor);
                if (change.isPresent()) {
                    image = change.get().applyTo(image);
                    changes.add(change.get());
                }
                replies.add(Outcome.DONE);
            } catch (Refusal refusal) {
                replies.add(refusal.outcome());
            }
        }
        return new Decision<>(changes, replies);
    }

    private Optional<PartitionChanged> reassign(ClusterImage image, Reassignment wish, boolean mayChangeFactor)
            throws Refusal {
        TopicPartition name = wish.partition();
        TopicImage topic = image.topics().byName(name.topic());
        if (topic == null) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "Unable to find a topic named " + name.topic() + ".");
        }
        PartitionImage partition = topic.partition(name.partition());
        if (partition == null) {
            throw new Refusal(
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                    "Unable to find partition " + name.topic() + ":" + name.partition() + ".");
        }
        Plans plans = new Plans(rules, image);
        List<Integer> target = wish.replicas();
        Move move =
                target == null ? back(plans, topic, name, partition) : forth(image, partition, target, mayChangeFactor);
        return plans.of(topic, partition).moving(move).change(topic.id(), name.partition());
    }

    private static Move back(Plans plans, TopicImage topic, TopicPartition name, PartitionImage partition)
            throws Refusal {
        if (!Move.isUnderWay(partition)) {
            throw new Refusal(new Outcome(
                    ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, ErrorCode.NO_REASSIGNMENT_IN_PROGRESS.message()));
        }
        if (Move.isBackUnclean(partition) && !plans.terms(topic).unclean()) {
            throw Replicas.badAssignment("Unable to revert partition assignment for " + name.topic() + ":"
                    + name.partition() + " because it would require an unclean leader election.");
        }
        return Move.back(partition);
    }

    private static Move forth(
            ClusterImage image, PartitionImage partition, List<Integer> target, boolean mayChangeFactor)
            throws Refusal {
        Replicas.check(image.nodes(), target, OptionalInt.empty());
        int factor = Move.replicationFactor(partition);
        if (!mayChangeFactor && factor != target.size()) {
            throw new Refusal(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "The replication factor is changed from " + factor + " to " + target.size());
        }
        return Move.to(partition, target);
    }
}
