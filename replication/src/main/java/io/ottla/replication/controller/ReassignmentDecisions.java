package io.ottla.replication.controller;

import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Reassignment;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Who shall hold which partition (KIP-455). Among the brokers of a cluster of one there is nothing to move: what is asked for is as it is,
 * or cannot be. Pure.
 */
final class ReassignmentDecisions {
    /** AlterPartitionReassignments: each partition stands for itself; one answer each, in the order asked. */
    Decision<List<Outcome>> reassign(State state, List<Reassignment> wishes) {
        List<Outcome> replies = new ArrayList<>(wishes.size());
        for (Reassignment wish : wishes) {
            try {
                check(state.image(), wish);
                replies.add(Outcome.DONE);
            } catch (Refusal refusal) {
                replies.add(refusal.outcome());
            }
        }
        return Decision.nothing(replies);
    }

    private static void check(ClusterImage image, Reassignment wish) throws Refusal {
        TopicImage topic = image.topics().byName(wish.partition().topic());
        PartitionImage partition =
                topic == null ? null : topic.partition(wish.partition().partition());
        if (partition == null) {
            throw new Refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "There is no partition " + wish.partition());
        }
        List<Integer> replicas = wish.replicas();
        if (replicas == null) {
            throw new Refusal(
                    ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, wish.partition() + " is not on its way to other brokers");
        }
        Replicas.check(image.nodes(), replicas, OptionalInt.empty());
        if (!replicas.equals(partition.replicas())) {
            throw Replicas.badAssignment("Partitions cannot be moved between brokers yet");
        }
    }
}
