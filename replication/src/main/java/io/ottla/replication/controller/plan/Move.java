package io.ottla.replication.controller.plan;

import io.ottla.replication.image.PartitionImage;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a partition from some replicas to others (KIP-455). Those that come stand first, in the order wished; those that go remain
 * behind them until everybody who shall stay is in sync. Immutable.
 *
 * @param replicas all that hold the partition on the way
 * @param adding those among them that were not replicas before the move began
 * @param removing those among them that will not be when it is complete
 */
public record Move(List<Integer> replicas, List<Integer> adding, List<Integer> removing, List<Integer> isr) {
    public Move {
        replicas = List.copyOf(replicas);
        adding = List.copyOf(adding);
        removing = List.copyOf(removing);
        isr = List.copyOf(isr);
    }

    /** Is {@code partition} on its way to other replicas? */
    public static boolean isUnderWay(PartitionImage partition) {
        return !partition.adding().isEmpty() || !partition.removing().isEmpty();
    }

    /** How many replicas {@code partition} has, or will have once it has arrived. */
    public static int replicationFactor(PartitionImage partition) {
        return partition.replicas().size() - partition.removing().size();
    }

    /** The way from where {@code partition} is, perhaps itself on its way, to {@code target}. */
    public static Move to(PartitionImage partition, List<Integer> target) {
        List<Integer> settled = minus(partition.replicas(), partition.adding());
        List<Integer> removing = minus(partition.replicas(), target);
        removing.sort(Integer::compare);
        List<Integer> adding = minus(target, settled);
        adding.sort(Integer::compare);
        List<Integer> replicas = new ArrayList<>(target);
        replicas.addAll(removing);
        return new Move(replicas, adding, removing, partition.isr());
    }

    /** The way back: those that were coming go at once, those that were going stay. */
    public static Move back(PartitionImage partition) {
        List<Integer> replicas = minus(partition.replicas(), partition.adding());
        List<Integer> isr = minus(partition.isr(), partition.adding());
        return new Move(replicas, List.of(), List.of(), isr);
    }

    /** Does nobody who is in sync now stay on the way back? */
    public static boolean isBackUnclean(PartitionImage partition) {
        return partition.adding().containsAll(partition.isr());
    }

    private static List<Integer> minus(List<Integer> list, List<Integer> gone) {
        List<Integer> left = new ArrayList<>(list);
        left.removeAll(gone);
        return left;
    }
}
