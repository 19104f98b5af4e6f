package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;
import io.ottla.replication.image.PartitionImage;
import java.util.ArrayList;
import java.util.List;

/** The leader's book about the other replicas: who is in sync, and how far each has come. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class InSync {
    private final int brokerId;
    private List<Replica> others = List.of();
    private List<Integer> isr = List.of();
    private int replicaCount;

    InSync(int brokerId) {
        this.brokerId = brokerId;
    }

    /** This broker leads with what {@code image} says. Whoever was known before is kept with what it has told. */
    void follow(PartitionImage image) {
        isr = image.isr();
        replicaCount = image.replicas().size();
        if (replicaCount == 1) {
            others = List.of();
            return;
        }
        List<Replica> next = new ArrayList<>(replicaCount - 1);
        for (int replica : image.replicas()) {
            if (replica != brokerId) {
                next.add(known(replica));
            }
        }
        others = next;
    }

    private Replica known(int replica) {
        for (Replica other : others) {
            if (other.brokerId() == replica) {
                return other;
            }
        }
        return new Replica(replica);
    }

    /**
     * Follower {@code replica} has fetched from {@code offset}.
     *
     * @return false if it is no replica of this partition
     */
    boolean fetched(int replica, long offset) {
        for (Replica other : others) {
            if (other.brokerId() == replica) {
                other.fetchedFrom(offset);
                return true;
            }
        }
        return false;
    }

    /** The smallest end offset in the ISR: up to there every in-sync replica holds the log. */
    long heldByAll(long ownEnd) {
        long smallest = ownEnd;
        for (Replica other : others) {
            if (isr.contains(other.brokerId())) {
                smallest = Math.min(smallest, other.endOffset());
            }
        }
        return smallest;
    }

    List<Integer> isr() {
        return isr;
    }

    /** Are as many in sync as min.insync.replicas wants? It cannot want more than there are replicas. */
    boolean enough(int minInSyncReplicas) {
        return isr.size() >= Math.min(minInSyncReplicas, replicaCount);
    }
}
