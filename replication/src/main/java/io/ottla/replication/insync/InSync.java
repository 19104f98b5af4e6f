package io.ottla.replication.insync;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.replication.image.PartitionImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The leader's book about the other replicas: who is in sync, how far each has come, and which change of the in-sync replicas is under
 * way. Lives on the partition's loop, but for {@link #isNews} and {@link #isInSync}. Empty while this broker does not lead.
 *
 * <p>While a replica is about to join, what acks=all promises must hold with it and without it: it is waited for from the moment it is
 * proposed. One that is about to leave is waited for until it has left.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class InSync {
    /** After a refusal nothing is proposed for so long: the reason may pass. */
    private static final long REST_NANOS = Duration.ofMillis(500).toNanos();

    private final World world;
    private volatile List<Replica> others = List.of();
    private List<Integer> isr = List.of();
    private int replicaCount;
    private int leaderEpoch = -1;
    private int partitionEpoch = -1;
    private boolean leads;
    private @Nullable Pending pending;
    private long restUntilNanos;
    private boolean rests;

    /**
     * What the book needs of the broker.
     *
     * @param brokerEpoch of this process
     * @param lagTimeMax replica.lag.time.max.ms: who was not caught up for so long is out of sync
     */
    public record World(
            int brokerId, LongSupplier brokerEpoch, Duration lagTimeMax, Eligibility eligibility, Clock clock) {}

    /** A change that has been proposed. {@code joining}: of those outside now; empty if somebody leaves. */
    private record Pending(List<Integer> joining, List<Integer> isr) {}

    public InSync(World world) {
        this.world = world;
    }

    /**
     * The cluster has agreed on this.
     *
     * @return false if it was known already
     */
    public boolean follow(PartitionImage image) {
        if (image.leaderEpoch() == leaderEpoch && image.partitionEpoch() <= partitionEpoch) {
            return false;
        }
        boolean led = leads;
        boolean isNewEpoch = image.leaderEpoch() != leaderEpoch;
        leads = image.leader() == world.brokerId();
        isr = image.isr();
        replicaCount = image.replicas().size();
        leaderEpoch = image.leaderEpoch();
        partitionEpoch = image.partitionEpoch();
        pending = null;
        rests = false;
        if (!leads || replicaCount == 1) {
            others = List.of();
            return true;
        }
        List<Replica> next = new ArrayList<>(replicaCount - 1);
        for (int replica : image.replicas()) {
            if (replica != world.brokerId()) {
                Replica known = led ? find(replica) : null;
                Replica kept = known == null ? new Replica(replica) : known;
                kept.inSync(isr.contains(replica));
                if (kept.isInSync() && (isNewEpoch || known == null)) {
                    kept.trustFrom(world.clock().nanos());
                }
                next.add(kept);
            }
        }
        others = next;
        return true;
    }

    private @Nullable Replica find(int replica) {
        List<Replica> all = others;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).brokerId() == replica) {
                return all.get(i);
            }
        }
        return null;
    }

    /** Is there anybody to watch? */
    public boolean hasOthers() {
        return !others.isEmpty();
    }

    /**
     * Should the book hear of this fetch? Yes also of what it knows while the replica is not in sync, for that may have been due to what
     * the book does not know. Any thread.
     */
    public boolean isNews(int replica, long brokerEpoch, long offset) {
        Replica known = find(replica);
        return known == null || known.endOffset() != offset || known.brokerEpoch() != brokerEpoch || !known.isInSync();
    }

    /** Is it one of those in sync? Any thread. */
    public boolean isInSync(int replica) {
        Replica known = find(replica);
        return known != null && known.isInSync();
    }

    /**
     * A follower has fetched.
     *
     * @param leaderEnd of this broker's log
     * @return false if it is no replica of this partition, or is a process that has been replaced
     */
    public boolean fetched(ReplicaFetch fetch, long leaderEnd) {
        Replica replica = find(fetch.replica());
        if (replica == null || fetch.leaderEpoch() != leaderEpoch || fetch.brokerEpoch() < replica.brokerEpoch()) {
            return false;
        }
        replica.fetched(fetch, leaderEnd, world.clock().nanos());
        return true;
    }

    /** The log has grown: who had everything up to {@code endBefore} was caught up until now. */
    public void appended(long endBefore) {
        List<Replica> all = others;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).endOffset() == endBefore) {
                all.get(i).trustFrom(world.clock().nanos());
            }
        }
    }

    /** The smallest end offset of those to be waited for: up to there every one of them holds the log. */
    public long heldByAll(long ownHeldEnd, long leaderEnd) {
        List<Replica> all = others;
        long smallest = ownHeldEnd;
        for (int i = 0; i < all.size(); i++) {
            Replica replica = all.get(i);
            if (replica.endOffset() < smallest && isWaitedFor(replica, leaderEnd)) {
                smallest = replica.endOffset();
            }
        }
        return smallest;
    }

    private boolean isWaitedFor(Replica replica, long leaderEnd) {
        return replica.isInSync()
                || (pending != null && pending.joining().contains(replica.brokerId()))
                || (isCaughtUp(replica, leaderEnd) && mayJoin(replica));
    }

    private boolean isCaughtUp(Replica replica, long leaderEnd) {
        return replica.isCaughtUp(
                leaderEnd, world.clock().nanos(), world.lagTimeMax().toNanos());
    }

    private boolean mayJoin(Replica replica) {
        return world.eligibility().mayJoin(replica.brokerId(), replica.brokerEpoch());
    }

    public List<Integer> isr() {
        return isr;
    }

    /** Are as many in sync as min.insync.replicas wants? It cannot want more than there are replicas. */
    public boolean enough(int minInSyncReplicas) {
        return isr.size() >= Math.min(minInSyncReplicas, replicaCount);
    }

    // ---- changes

    /**
     * Takes in {@code fetcher}, if it has come far enough.
     *
     * @param from the high watermark, or the start of the leader's epoch where that lies above it
     * @return what to propose; null if it is not to be taken in, or a change is under way
     */
    public @Nullable Proposed expand(int fetcher, long from) {
        if (pending != null || isr.size() > others.size() || isAtRest()) {
            return null;
        }
        Replica replica = find(fetcher);
        if (replica == null || replica.isInSync() || replica.endOffset() < from || !mayJoin(replica)) {
            return null;
        }
        List<Integer> next = new ArrayList<>(isr);
        next.add(fetcher);
        return propose(new Pending(List.of(fetcher), next));
    }

    /** Leaves out whoever has fallen behind; null if nobody has, or a change is under way. */
    public @Nullable Proposed shrink(long leaderEnd) {
        if (pending != null || isr.size() <= 1 || isAtRest()) {
            return null;
        }
        List<Integer> next = new ArrayList<>(isr);
        for (Replica replica : others) {
            if (replica.isInSync() && !isCaughtUp(replica, leaderEnd)) {
                next.remove((Integer) replica.brokerId());
            }
        }
        return next.size() == isr.size() ? null : propose(new Pending(List.of(), next));
    }

    private boolean isAtRest() {
        rests = rests && world.clock().nanos() - restUntilNanos < 0;
        return rests;
    }

    /** A change to ask the controller for; its answer goes to {@link #answered}. */
    public record Proposed(int leaderEpoch, int partitionEpoch, List<IsrProposal.Member> members, Object mark) {}

    private Proposed propose(Pending change) {
        pending = change;
        List<IsrProposal.Member> members = new ArrayList<>(change.isr().size());
        for (int member : change.isr()) {
            Replica replica = find(member);
            long epoch = replica == null ? world.brokerEpoch().getAsLong() : replica.brokerEpoch();
            members.add(new IsrProposal.Member(member, epoch));
        }
        return new Proposed(leaderEpoch, partitionEpoch, members, change);
    }

    /** The controller has answered. */
    public void answered(Proposed to, IsrAnswer answer) {
        if (answer instanceof IsrAnswer.Committed now) {
            if (now.leaderEpoch() == leaderEpoch && now.partitionEpoch() >= partitionEpoch) {
                partitionEpoch = now.partitionEpoch();
                isr = List.copyOf(now.isr());
                pending = null;
                others.forEach(replica -> replica.inSync(isr.contains(replica.brokerId())));
            }
        } else if (answer instanceof IsrAnswer.Refused && pending == to.mark()) {
            pending = null;
            rests = true;
            restUntilNanos = world.clock().nanos() + REST_NANOS;
        }
    }
}
