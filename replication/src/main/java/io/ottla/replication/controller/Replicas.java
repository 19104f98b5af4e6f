package io.ottla.replication.controller;

import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.Directories;
import io.ottla.replication.image.NodesImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** New partitions on the brokers there are. Pure. */
final class Replicas {
    private Replicas() {}

    /** All registered brokers that have a directory which is not cordoned (KIP-1066), as places for replicas. */
    static Placement placement(NodesImage nodes, Random random) {
        List<Placement.Candidate> candidates = new ArrayList<>();
        nodes.brokers().values().stream()
                .filter(BrokerImage::takesPartitions)
                .sorted((a, b) -> Integer.compare(a.id(), b.id()))
                .forEach(broker ->
                        candidates.add(new Placement.Candidate(broker.id(), broker.rack(), broker.mayLead())));
        return new Placement(candidates, random);
    }

    /**
     * A new partition on {@code replicas}: those who may lead are in sync, as there is nothing to be in sync with.
     *
     * @throws Refusal INVALID_REPLICA_ASSIGNMENT if none of them may
     */
    static PartitionImage born(NodesImage nodes, int index, List<Integer> replicas) throws Refusal {
        List<Integer> isr = new ArrayList<>(replicas.size());
        List<Uuid> directories = new ArrayList<>(replicas.size());
        for (int replica : replicas) {
            BrokerImage broker = nodes.broker(replica);
            if (broker != null && broker.mayLead()) {
                isr.add(replica);
            }
            directories.add(directory(broker));
        }
        if (isr.isEmpty()) {
            throw new Refusal(
                    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                    "All brokers specified in the manual partition assignment for partition " + index
                            + " are fenced or in controlled shutdown.");
        }
        return PartitionImage.born(replicas, directories, isr);
    }

    /** With a single directory there is nothing to choose; otherwise the broker chooses and tells (KIP-858). */
    private static Uuid directory(@org.jspecify.annotations.Nullable BrokerImage broker) {
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
    static void check(NodesImage nodes, List<Integer> replicas, OptionalInt replicationFactor) throws Refusal {
        if (replicas.isEmpty()) {
            throw badAssignment("The manual partition assignment includes an empty replica list.");
        }
        Set<Integer> seen = new HashSet<>();
        for (int replica : replicas) {
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

    static Refusal badAssignment(String message) {
        return new Refusal(ErrorCode.INVALID_REPLICA_ASSIGNMENT, message);
    }
}
