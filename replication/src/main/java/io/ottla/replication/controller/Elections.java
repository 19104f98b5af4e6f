package io.ottla.replication.controller;

import io.ottla.replication.change.TopicChange.PartitionChanged;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Who leads a partition, and who is in sync, when brokers come and go. Leaders come from the ISR in assignment order, else from the
 * eligible leader replicas, else, if nobody else is known to hold everything, the last one known to have (KIP-966); any other replica
 * only where the topic allows it (unclean.leader.election.enable). Pure.
 */
final class Elections {
    private final PartitionImage partition;
    private final IntPredicate mayLead;
    private final Terms terms;

    /**
     * What a topic says about its elections.
     *
     * @param unclean a replica that may lack records may lead if nobody else can
     */
    record Terms(int minInSyncReplicas, boolean unclean) {}

    /** @param mayLead is the broker alive, and not on its way out? */
    Elections(PartitionImage partition, IntPredicate mayLead, Terms terms) {
        this.partition = partition;
        this.mayLead = mayLead;
        this.terms = terms;
    }

    /** What changes in a partition; null for what does not. */
    private record Step(
            int leader,
            @Nullable List<Integer> isr,
            @Nullable List<Integer> elr,
            @Nullable List<Integer> lastKnownElr,
            @Nullable Boolean recovering) {

        PartitionChanged of(Uuid topicId, int index) {
            return new PartitionChanged(
                    topicId, index, isr, leader, null, null, null, recovering, null, elr, lastKnownElr);
        }
    }

    /** Gives a leader to a partition that has none; empty if nobody may lead. */
    Optional<PartitionChanged> elect(Uuid topicId, int index) {
        return partition.hasLeader()
                ? Optional.empty()
                : choose(partition.isr(), partition.elr()).map(step -> step.of(topicId, index));
    }

    /** Gives leadership to the first replica; empty if that one is not in sync or may not lead. */
    Optional<PartitionChanged> prefer(Uuid topicId, int index) {
        int preferred = partition.preferredLeader();
        return partition.isr().contains(preferred) && mayLead.test(preferred)
                ? Optional.of(
                        cleanly(preferred, partition.isr(), partition.elr()).of(topicId, index))
                : Optional.empty();
    }

    private Optional<Step> choose(List<Integer> isr, List<Integer> elr) {
        for (int replica : partition.replicas()) {
            if (isr.contains(replica) && mayLead.test(replica)) {
                return Optional.of(cleanly(replica, isr, elr));
            }
        }
        for (int replica : partition.replicas()) {
            if (elr.contains(replica) && mayLead.test(replica)) {
                return Optional.of(cleanly(replica, List.of(replica), without(elr, replica)));
            }
        }
        List<Integer> lastKnown = partition.lastKnownElr();
        if (isr.isEmpty() && elr.isEmpty() && lastKnown.size() == 1 && mayLead.test(lastKnown.get(0))) {
            return Optional.of(uncleanly(lastKnown.get(0)));
        }
        if (terms.unclean()) {
            for (int replica : partition.replicas()) {
                if (mayLead.test(replica)) {
                    return Optional.of(uncleanly(replica));
                }
            }
        }
        return Optional.empty();
    }

    /** With enough in sync nobody else need be remembered as eligible. */
    private Step cleanly(int leader, List<Integer> isr, List<Integer> elr) {
        boolean enough = isr.size() >= minInSync();
        return new Step(
                leader,
                changed(isr, partition.isr()),
                changed(enough ? List.of() : elr, partition.elr()),
                enough ? changed(List.of(), partition.lastKnownElr()) : null,
                null);
    }

    private int minInSync() {
        return Math.min(terms.minInSyncReplicas(), partition.replicas().size());
    }

    private static @Nullable List<Integer> changed(List<Integer> next, List<Integer> before) {
        return next.equals(before) ? null : next;
    }

    private static Step uncleanly(int replica) {
        return new Step(replica, List.of(replica), List.of(), List.of(), true);
    }

    private static List<Integer> without(List<Integer> list, int replica) {
        List<Integer> left = new ArrayList<>(list);
        left.remove(Integer.valueOf(replica));
        return left;
    }

    /**
     * {@code broker} may not lead any more but has lost nothing: it leaves the ISR, and is eligible if too few stay. Empty if it was
     * neither leader nor in sync.
     */
    Optional<PartitionChanged> fence(int broker, Uuid topicId, int index) {
        if (partition.leader() != broker && !partition.isr().contains(broker)) {
            return Optional.empty();
        }
        List<Integer> isr = without(partition.isr(), broker);
        List<Integer> elr = new ArrayList<>();
        if (isr.size()
                < Math.min(terms.minInSyncReplicas(), partition.replicas().size())) {
            elr.addAll(partition.elr());
            if (partition.isr().contains(broker)) {
                elr.add(broker);
            }
        }
        if (partition.leader() != broker && partition.hasLeader()) {
            Step step = new Step(PartitionChanged.LEADER_UNCHANGED, isr, changed(elr, partition.elr()), null, null);
            return Optional.of(step.of(topicId, index));
        }
        Step nobody = new Step(PartitionImage.NO_LEADER, isr, changed(elr, partition.elr()), null, null);
        return Optional.of(choose(isr, elr).orElse(nobody).of(topicId, index));
    }

    /**
     * {@code broker} is back after it stopped in disorder: its log may have lost its tail, so it is neither in sync nor eligible. If
     * nobody else holds the partition it goes on leading what it has, in a new epoch. Empty if it was none of these.
     */
    Optional<PartitionChanged> cameBackUncleanly(int broker, Uuid topicId, int index) {
        boolean counted = partition.isr().contains(broker) || partition.elr().contains(broker);
        if (!counted && partition.leader() != broker) {
            return Optional.empty();
        }
        List<Integer> isr = without(partition.isr(), broker);
        List<Integer> elr = without(partition.elr(), broker);
        if (isr.isEmpty() && elr.isEmpty()) {
            return Optional.of(onItsOwn(broker).of(topicId, index));
        }
        if (partition.hasLeader() && partition.leader() != broker) {
            Step step = new Step(
                    PartitionChanged.LEADER_UNCHANGED,
                    changed(isr, partition.isr()),
                    changed(elr, partition.elr()),
                    null,
                    null);
            return Optional.of(step.of(topicId, index));
        }
        Step nobody = new Step(
                PartitionImage.NO_LEADER, changed(isr, partition.isr()), changed(elr, partition.elr()), null, null);
        return Optional.of(choose(isr, elr).orElse(nobody).of(topicId, index));
    }

    /** With a single replica there is no other truth than its own. Otherwise it must be found first whether others come back. */
    private Step onItsOwn(int broker) {
        if (partition.replicas().size() == 1) {
            return new Step(
                    broker, changed(List.of(broker), partition.isr()), changed(List.of(), partition.elr()), null, null);
        }
        return new Step(PartitionImage.NO_LEADER, List.of(), List.of(), List.of(broker), null);
    }
}
