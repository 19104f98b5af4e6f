package io.ottla.replication.image;

import io.ottla.wire.Uuid;
import java.util.List;

/**
 * What the cluster has agreed on about one partition. Immutable.
 *
 * @param replicas broker ids in order of preference; the first is the preferred leader
 * @param directories the log directory of each replica, in the order of {@code replicas}
 * @param isr the replicas known to be in sync
 * @param elr replicas out of the ISR that still hold every committed record (KIP-966); any of them may lead
 * @param lastKnownElr who was eligible before the last of them was lost; a hint for an unclean choice
 * @param removing replicas a reassignment will take away
 * @param adding replicas a reassignment brings in
 * @param leader the leading broker, or {@link #NO_LEADER}
 * @param recovering the leader was chosen uncleanly and has not yet recovered
 * @param leaderEpoch raised with every change of leader
 * @param partitionEpoch raised with every change of anything here
 */
public record PartitionImage(
        List<Integer> replicas,
        List<Uuid> directories,
        List<Integer> isr,
        List<Integer> elr,
        List<Integer> lastKnownElr,
        List<Integer> removing,
        List<Integer> adding,
        int leader,
        boolean recovering,
        int leaderEpoch,
        int partitionEpoch) {

    /** Nobody leads: the partition is offline. */
    public static final int NO_LEADER = -1;

    public PartitionImage {
        replicas = List.copyOf(replicas);
        directories = List.copyOf(directories);
        isr = List.copyOf(isr);
        elr = List.copyOf(elr);
        lastKnownElr = List.copyOf(lastKnownElr);
        removing = List.copyOf(removing);
        adding = List.copyOf(adding);
    }

    /** A partition at its birth: led by the first of its ISR, both epochs 0. */
    public static PartitionImage born(List<Integer> replicas, List<Uuid> directories, List<Integer> isr) {
        return new PartitionImage(
                replicas, directories, isr, List.of(), List.of(), List.of(), List.of(), isr.get(0), false, 0, 0);
    }

    public boolean hasLeader() {
        return leader != NO_LEADER;
    }

    /** Whether {@code brokerId} holds, or is to hold, a copy. */
    public boolean isReplica(int brokerId) {
        return replicas.contains(brokerId);
    }

    /** The directory {@code brokerId} keeps its copy in; {@link Directories#UNASSIGNED} when it is free to choose. */
    public Uuid directoryOf(int brokerId) {
        int index = replicas.indexOf(brokerId);
        return index >= 0 && index < directories.size() ? directories.get(index) : Directories.UNASSIGNED;
    }

    /** The replica asked first when a leader is wanted. */
    public int preferredLeader() {
        return replicas.isEmpty() ? NO_LEADER : replicas.get(0);
    }
}
