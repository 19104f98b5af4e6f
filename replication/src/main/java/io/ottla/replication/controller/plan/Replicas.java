package io.ottla.replication.controller.plan;

import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.Directories;
import io.ottla.replication.image.NodesImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** New partitions on the brokers there are. Pure. */
public final class Replicas {
    private Replicas() {}

    /** All registered brokers that have a directory which is not cordoned (KIP-1066), as places for replicas. */
    public static Placement placement(NodesImage nodes, Random random) {
        List<Placement.Candidate> candidates = new ArrayList<>();
        nodes.brokers().values().stream()
                .filter(BrokerImage::takesPartitions)
                .sorted((a, b) -> Integer.compare(a.id(), b.id()))
                .forEach(broker ->
                        candidates.add(new Placement.Candidate(broker.id(), broker.rack(), broker.mayLead())));
        return new Placement(candidates, random);
    }

    /**
     * A new partition on replicas that were chosen by hand: those who may lead are in sync, as there is nothing to be in sync with.
     *
     * @throws Refusal INVALID_REPLICA_ASSIGNMENT if none of them may
     */
    public static PartitionImage bornByHand(NodesImage nodes, int index, List<Integer> replicas) throws Refusal {
        return born(nodes, replicas)
                .orElseThrow(
                        () -> badAssignment("All brokers specified in the manual partition assignment for partition "
                                + index + " are fenced or in controlled shutdown."));
    }

    /**
     * A new partition on replicas that were placed.
     *
     * @throws Refusal INVALID_REPLICATION_FACTOR if none of them may lead
     */
    public static PartitionImage bornPlaced(NodesImage nodes, List<Integer> replicas) throws Refusal {
        return born(nodes, replicas)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_REPLICATION_FACTOR,
                        "Unable to replicate the partition " + replicas.size()
                                + " time(s): All brokers are currently fenced or in controlled shutdown."));
    }

    private static Optional<PartitionImage> born(NodesImage nodes, List<Integer> replicas) {
        List<Integer> isr = new ArrayList<>(replicas.size());
        List<Uuid> directories = new ArrayList<>(replicas.size());
        for (int replica : replicas) {
            BrokerImage broker = nodes.broker(replica);
            if (broker != null && broker.mayLead()) {
                isr.add(replica);
            }
            directories.add(directory(broker));
        }
        return isr.isEmpty() ? Optional.empty() : Optional.of(PartitionImage.born(replicas, directories, isr));
    }

    /** With a single directory there is nothing to choose; otherwise the broker chooses and tells (KIP-858). */
    static Uuid directory(@Nullable BrokerImage broker) {
        if (broker == null || broker.directories().size() > 1) {
            return Directories.UNASSIGNED;
        }
        return broker.directories().isEmpty()
                ? Directories.MIGRATING
                : broker.directories().get(0);
    }

    /**
     * Checks replicas that were chosen by hand.
     *
     * @param replicationFactor how many there must be; empty if that is not known yet
     */
    public static void check(NodesImage nodes, List<Integer> replicas, OptionalInt replicationFactor) throws Refusal {
        if (replicas.isEmpty()) {
            throw badAssignment("The manual partition assignment includes an empty replica list.");
        }
        Set<Integer> seen = new HashSet<>();
        for (int replica : replicas.stream().sorted().toList()) {
            if (nodes.broker(replica) == null) {
                throw badAssignment("The manual partition assignment includes broker " + replica
                        + ", but no such broker is registered.");
            }
            if (!seen.add(replica)) {
                throw badAssignment(
                        "The manual partition assignment includes the broker " + replica + " more than once.");
            }
        }
        if (replicationFactor.isPresent() && replicas.size() != replicationFactor.getAsInt()) {
            throw badAssignment("The manual partition assignment includes a partition with " + replicas.size()
                    + " replica(s), but this is not consistent with previous partitions, which have "
                    + replicationFactor.getAsInt() + " replica(s).");
        }
    }

    public static Refusal badAssignment(String message) {
        return new Refusal(ErrorCode.INVALID_REPLICA_ASSIGNMENT, message);
    }
}
