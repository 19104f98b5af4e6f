package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;
import io.ottla.log.AppendOrigin;
import io.ottla.log.AppendOutcome;
import io.ottla.log.EpochEnd;
import io.ottla.log.LogView;
import io.ottla.log.PartitionLog;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.replication.partition.request.FollowOutcome;
import io.ottla.replication.partition.request.FollowStep;
import io.ottla.replication.partition.request.Leadership;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a partition does while another broker leads it: makes its log a prefix of the leader's. What the leader does not have is found
 * by epochs, and cut off; the high watermark has no say in that.
 *
 * <pre>
 *   leader    epoch 1 [0..9] epoch 3 [10..14]
 *   follower  epoch 1 [0..11] epoch 2 [12..13]   asks from 14, last epoch 2
 *   the leader answers: epoch 1 ends at 10       cut back to 10, asks from 10, last epoch 1
 * </pre>
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Following {
    private static final short HELD_HERE = 1;
    private static final long NO_TIMESTAMP = -1;

    private final Partition partition;
    private final Turn turn;
    private final Commitment commitment;
    /** Who waits for the log to be cut back. */
    private @Nullable Consumer<FollowOutcome> changing;

    Following(Partition partition, Turn turn, Commitment commitment) {
        this.partition = partition;
        this.turn = turn;
        this.commitment = commitment;
    }

    /** Is the log being cut back? The partition keeps its role until that is done. */
    boolean isChanging() {
        return changing != null;
    }

    /** The log is let go: what was being done to it is not finished. */
    void interrupt() {
        Consumer<FollowOutcome> waiting = changing;
        changing = null;
        if (waiting != null) {
            waiting.accept(notFollowing());
            partition.changed();
        }
    }

    void take(FollowStep step, Consumer<FollowOutcome> answer) {
        PartitionLog opened = partition.log();
        Leadership leadership = partition.leadership();
        if (leadership.isLocal() || leadership.leaderEpoch() != step.leaderEpoch() || isChanging()) {
            answer.accept(notFollowing());
        } else if (opened == null) {
            partition.whenOpen(readiness -> {
                if (readiness instanceof Readiness.Refused no) {
                    answer.accept(new FollowOutcome.Refused(no.error(), no.message()));
                } else {
                    take(step, answer);
                }
            });
        } else if (step instanceof FollowStep.Take records) {
            append(opened, records, answer);
        } else if (step instanceof FollowStep.CutBack divergence) {
            turn.endNow();
            cutBack(opened, splitFrom(divergence.leaders(), opened.view()), answer);
        } else if (step instanceof FollowStep.Relocate leaders) {
            turn.endNow();
            relocate(opened, leaders, answer);
        } else {
            turn.endNow();
            cutBack(opened, opened.view().endOffset(), answer); // epochs that began but wrote nothing go
        }
    }

    private FollowOutcome notFollowing() {
        return new FollowOutcome.Refused(
                ErrorCode.NOT_LEADER_OR_FOLLOWER, partition.name() + " does not follow in that epoch");
    }

    // ---- records

    private void append(PartitionLog opened, FollowStep.Take step, Consumer<FollowOutcome> answer) {
        if (opened.stagedEndOffset() != step.fetchOffset()) {
            answer.accept(at(opened)); // it was asked for something else than what is wanted by now
            return;
        }
        ByteBuffer records = step.records();
        if (!records.hasRemaining()) {
            finish(step, answer);
            return;
        }
        records.limit(records.position() + Batches.wholeBytes(records, records.position(), records.limit()));
        long first = firstOffset(records);
        if (first < 0) {
            answer.accept(new FollowOutcome.Refused(
                    ErrorCode.CORRUPT_MESSAGE,
                    "The leader's records for " + partition.name() + " from " + step.fetchOffset() + " are damaged"));
        } else if (first < step.fetchOffset() && isEmpty(opened.view())) {
            // The leader's log starts within this batch: it is taken whole, and what lies before the start is hidden.
            change(
                    () -> opened.truncateFullyAndStartAt(
                            first,
                            () -> changed(opened, first, done -> {
                                PartitionLog now = partition.log();
                                if (now == null || done instanceof FollowOutcome.Refused) {
                                    answer.accept(done);
                                } else {
                                    stage(now, step, answer);
                                }
                            })),
                    answer);
        } else {
            stage(opened, step, answer);
        }
    }

    /** Of the first batch; -1 if there is none, or one of them is not what its checksum says. */
    private static long firstOffset(ByteBuffer records) {
        long first = -1;
        Batches batches = new Batches().over(records);
        while (batches.next()) {
            RecordBatch batch = batches.batch();
            if (batch.magic() != RecordBatch.MAGIC || !batch.crcMatches()) {
                return -1;
            }
            first = first < 0 ? batch.baseOffset() : first;
        }
        return first;
    }

    private void stage(PartitionLog opened, FollowStep.Take step, Consumer<FollowOutcome> answer) {
        AppendOutcome outcome = opened.stage(step.records(), step.leaderEpoch(), AppendOrigin.REPLICA, turn.nowMs());
        if (outcome instanceof AppendOutcome.Staged staged) {
            partition.staged();
            var result = AppendResult.appended(
                    staged.baseOffset(), staged.lastOffset(), NO_TIMESTAMP, staged.logStartOffset());
            turn.add(new PendingAppend(partition, new Held(answer, () -> finish(step, answer)), result, HELD_HERE));
        } else if (outcome instanceof AppendOutcome.Refused no) {
            answer.accept(new FollowOutcome.Refused(no.error(), no.message()));
        } else {
            answer.accept(at(opened));
        }
    }

    /** Waits until what was written is held here as the topic asks for. */
    private record Held(Consumer<FollowOutcome> refused, Runnable then) implements AppendCallback {
        @Override
        public void written() {}

        @Override
        public void completed(AppendResult result) {
            if (result.isRefused()) {
                refused.accept(new FollowOutcome.Refused(result.error(), String.valueOf(result.message())));
            } else {
                then.run();
            }
        }
    }

    /** Moves the marks to where the leader's are, as far as the log goes. */
    private void finish(FollowStep.Take step, Consumer<FollowOutcome> answer) {
        PartitionLog opened = partition.log();
        if (opened == null) {
            answer.accept(notFollowing());
            return;
        }
        commitment.follow(opened, step.highWatermark());
        opened.raiseLogStart(step.logStartOffset());
        partition.tellReaders();
        answer.accept(at(opened));
    }

    private static FollowOutcome at(PartitionLog opened) {
        LogView view = opened.view();
        long end = view.endOffset();
        int lastEpoch = isEmpty(view) ? Leadership.NO_EPOCH : view.epochAt(end - 1);
        return new FollowOutcome.At(
                new FollowStep.Position(end, lastEpoch, view.logStartOffset(), view.highWatermark()));
    }

    private static boolean isEmpty(LogView view) {
        return view.endOffset() <= view.logStartOffset();
    }

    // ---- cutting back

    /** Up to where this log may agree with one in which the largest epoch not above our last is, and ends, as {@code leaders} says. */
    private static long splitFrom(EpochEnd leaders, LogView view) {
        EpochEnd own = view.epochEnd(leaders.leaderEpoch());
        if (own.equals(EpochEnd.UNDEFINED)) {
            return Math.min(leaders.endOffset(), view.endOffset());
        }
        return own.leaderEpoch() == leaders.leaderEpoch()
                ? Math.min(leaders.endOffset(), own.endOffset())
                : own.endOffset();
    }

    private void relocate(PartitionLog opened, FollowStep.Relocate leaders, Consumer<FollowOutcome> answer) {
        long end = opened.view().endOffset();
        if (leaders.endOffset() < end) {
            cutBack(opened, leaders.endOffset(), answer);
        } else if (leaders.logStartOffset() > end) {
            startAt(opened, leaders.logStartOffset(), answer);
        } else {
            answer.accept(at(opened));
        }
    }

    private void cutBack(PartitionLog opened, long end, Consumer<FollowOutcome> answer) {
        if (end < opened.view().logStartOffset()) {
            startAt(opened, Math.max(0, end), answer);
        } else {
            change(() -> opened.truncateTo(end, () -> changed(opened, end, answer)), answer);
        }
    }

    private void startAt(PartitionLog opened, long offset, Consumer<FollowOutcome> answer) {
        change(() -> opened.truncateFullyAndStartAt(offset, () -> changed(opened, offset, answer)), answer);
    }

    private void change(Runnable change, Consumer<FollowOutcome> answer) {
        changing = answer;
        change.run();
    }

    private void changed(PartitionLog opened, long end, Consumer<FollowOutcome> answer) {
        if (!isChanging() || !partition.isOn(opened)) {
            return; // it was given up, and whoever asked knows
        }
        changing = null;
        commitment.cutBack(opened);
        if (opened.isWritable() && opened.view().endOffset() <= end) {
            answerOnceHeld(opened, answer);
        } else {
            answer.accept(new FollowOutcome.Refused(ErrorCode.KAFKA_STORAGE_ERROR, partition.failed()));
        }
        partition.changed();
    }

    /** With the end of the turn, or when what must be on disk is. */
    private void answerOnceHeld(PartitionLog opened, Consumer<FollowOutcome> answer) {
        long last = opened.view().endOffset() - 1;
        var result =
                AppendResult.appended(last, last, NO_TIMESTAMP, opened.view().logStartOffset());
        turn.add(new PendingAppend(
                partition,
                new Held(answer, () -> {
                    PartitionLog now = partition.log();
                    answer.accept(now == null ? notFollowing() : at(now));
                }),
                result,
                HELD_HERE));
    }
}
