package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;
import io.ottla.log.Durability;
import io.ottla.log.LogView;
import io.ottla.log.PartitionLog;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.insync.InSync;
import io.ottla.replication.insync.IsrAnswer;
import io.ottla.replication.insync.IsrProposal;
import io.ottla.replication.insync.IsrProposals;
import io.ottla.replication.insync.ReplicaFetch;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.replication.partition.settings.TopicSettings;
import io.ottla.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * How far the log of a partition is held, by this broker and by everybody in sync, and who waits for that. The smaller of the two ends is
 * the high watermark of a leader. It never falls here, and with fewer in sync than min.insync.replicas it does not rise (KIP-966).
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Commitment {
    private static final short ALL_IN_SYNC = -1;

    private final Partition partition;
    private final Turn turn;
    private final InSync inSync;
    private final IsrProposals proposals;
    private final HeldEnd held;
    /** acks=0 and 1, which wait for this broker's disk at most. */
    private final AckWaiters byLeader = new AckWaiters();
    /** acks=all, which wait for the high watermark. */
    private final AckWaiters byAll = new AckWaiters();

    private int minInSyncReplicas;
    private boolean isCheckpointStale;

    Commitment(Partition partition, Turn turn, InSync inSync, IsrProposals proposals, TopicSettings settings) {
        this.partition = partition;
        this.turn = turn;
        this.inSync = inSync;
        this.proposals = proposals;
        this.held = new HeldEnd(settings.log().flushMessages());
        this.minInSyncReplicas = settings.minInSyncReplicas();
    }

    void configure(TopicSettings settings) {
        minInSyncReplicas = settings.minInSyncReplicas();
        held.flushEvery(settings.log().flushMessages());
    }

    void follow(PartitionImage image) {
        inSync.follow(image);
    }

    /** Are as many in sync as acks=all wants? */
    boolean isEnough() {
        return inSync.enough(minInSyncReplicas);
    }

    /** Says that they are not. */
    String tooFew() {
        return "The in-sync replicas " + inSync.isr() + " of " + partition.name()
                + " are fewer than min.insync.replicas=" + minInSyncReplicas;
    }

    /** The log has been opened; what is durable counts, and the rest will be made so if it must. */
    void begin(PartitionLog opened, long checkpointed) {
        LogView view = opened.view();
        opened.updateHighWatermark(Math.max(view.logStartOffset(), Math.min(checkpointed, view.endOffset())));
        held.startAt(view.recoveryPoint());
        makeDurable(opened, held.written(view.endOffset()));
    }

    /** What was staged is written. */
    void written(PartitionLog opened) {
        inSync.appended(held.writtenEnd());
        makeDurable(opened, held.written(opened.view().endOffset()));
        advance(opened);
    }

    /** The log has been cut back, or begun anew elsewhere. */
    void cutBack(PartitionLog opened) {
        LogView view = opened.view();
        held.startAt(view.recoveryPoint());
        makeDurable(opened, held.written(view.endOffset()));
        checkpointLater();
    }

    private void makeDurable(PartitionLog opened, long end) {
        if (end != HeldEnd.NOTHING) {
            opened.awaitDurable(end, outcome -> madeDurable(opened, end, outcome));
        }
    }

    private void madeDurable(PartitionLog opened, long end, Durability outcome) {
        if (!partition.isOn(opened)) {
            return;
        }
        if (outcome == Durability.FAILED) {
            giveUp(ErrorCode.KAFKA_STORAGE_ERROR, partition.failed());
            return;
        }
        makeDurable(opened, held.durable(end));
        advance(opened);
        partition.tellReaders();
    }

    /** Answers {@code append} once it is held as its acks asks. */
    void await(PendingAppend append, PartitionLog opened) {
        boolean byEverybody = append.acks() == ALL_IN_SYNC;
        long heldEnd = byEverybody ? opened.view().highWatermark() : held.end();
        if (append.requiredEnd() > heldEnd) {
            if (byEverybody) {
                byAll.add(append, deadline(append));
            } else {
                byLeader.add(append, AckWaiters.FOR_EVER);
            }
        } else if (byEverybody && !isEnough()) {
            append.callback()
                    .completed(AppendResult.refused(
                            ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
                            "The batch is in the log, but fewer replicas than min.insync.replicas have it"));
        } else {
            append.callback().completed(append.result());
        }
    }

    /** This broker alone does not keep anybody waiting for others. */
    private long deadline(PendingAppend append) {
        long patienceMs = append.callback().patienceMs();
        return inSync.hasOthers() && patienceMs != AppendCallback.AS_LONG_AS_IT_TAKES
                ? turn.overdue().watch(partition, patienceMs)
                : AckWaiters.FOR_EVER;
    }

    /** Those who have waited long enough are told; the answer is when the next one has. */
    long expire(long nowNanos) {
        return byAll.expire(nowNanos);
    }

    /** A follower has fetched. False if it is no replica. */
    boolean fetched(ReplicaFetch fetch, PartitionLog opened, long epochStart) {
        LogView view = opened.view();
        if (!inSync.fetched(fetch, view.endOffset())) {
            return false;
        }
        propose(inSync.expand(fetch.replica(), Math.max(view.highWatermark(), epochStart)));
        return true;
    }

    /** As {@link InSync#isNews}. Any thread. */
    boolean isNews(int replica, long brokerEpoch, long offset) {
        return inSync.isNews(replica, brokerEpoch, offset);
    }

    /** As {@link InSync#isInSync}. Any thread. */
    boolean isInSync(int replica) {
        return inSync.isInSync(replica);
    }

    /** Whoever has fallen behind is to leave the ISR. */
    void shrink(PartitionLog opened) {
        propose(inSync.shrink(opened.view().endOffset()));
    }

    private void propose(InSync.@Nullable Proposed change) {
        if (change != null) {
            proposals.propose(new IsrProposal(
                    new IsrProposal.Place(partition.topicId(), partition.name().partition()),
                    change.leaderEpoch(),
                    change.partitionEpoch(),
                    change.members(),
                    answer -> partition.loop().execute(() -> decided(change, answer))));
        }
    }

    private void decided(InSync.Proposed change, IsrAnswer answer) {
        inSync.answered(change, answer);
        partition.isrDecided();
    }

    /** Has the followers watched, if there are any and this broker leads. */
    void watch() {
        if (inSync.hasOthers()) {
            turn.lagWatch().watch(partition);
        } else {
            unwatch();
        }
    }

    void unwatch() {
        turn.lagWatch().unwatch(partition);
    }

    /** Looks how far the log is held now, and answers those who waited for that. */
    void advance(PartitionLog opened) {
        byLeader.passed(held.end());
        if (partition.leadership().isLocal() && isEnough()) {
            raise(opened, inSync.heldByAll(held.end(), opened.view().endOffset()));
        }
    }

    /** Follower: the leader's high watermark is this. */
    void follow(PartitionLog opened, long highWatermark) {
        raise(opened, Math.min(highWatermark, opened.view().endOffset()));
    }

    private void raise(PartitionLog opened, long end) {
        if (end > opened.view().highWatermark()) {
            opened.updateHighWatermark(end);
            byAll.passed(end);
            checkpointLater();
        }
    }

    /** The checkpoint does not say what is so, or not in the right directory. */
    void checkpointLater() {
        if (!isCheckpointStale) {
            isCheckpointStale = true;
            turn.highWatermarkMoved(partition);
        }
    }

    /** The checkpoint is about to say what is so now. */
    void checkpointed() {
        isCheckpointStale = false;
    }

    /** Nobody who waits will get what he waits for. */
    void giveUp(ErrorCode error, String message) {
        byLeader.giveUp(error, message);
        byAll.giveUp(error, message);
    }
}
