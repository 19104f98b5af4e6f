package io.ottla.replication.partition;

import io.ottla.base.Check;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.AppendOrigin;
import io.ottla.log.AppendOutcome;
import io.ottla.log.LogDirs;
import io.ottla.log.PartitionLog;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.insync.InSync;
import io.ottla.replication.insync.IsrProposals;
import io.ottla.replication.insync.ReplicaFetch;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.replication.partition.request.FollowOutcome;
import io.ottla.replication.partition.request.FollowStep;
import io.ottla.replication.partition.request.Leadership;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.replication.partition.settings.TopicSettings;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.Validation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One partition of this broker: its log, its role, its high watermark, and who waits for it. Lives on one partition loop, but for
 * {@link #view} and {@link #leadership}, which any thread may call.
 *
 * <p>An append is judged and staged at once, written at the end of the {@link Turn} together with what else was staged, and
 * answered right after that if it is held as its acks asks; otherwise it waits in {@link Commitment}.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Partition {
    private static final short ALL_IN_SYNC = -1;
    private static final long NO_TIMESTAMP = -1;

    private final TopicPartition name;
    private final Uuid topicId;
    private final Host host;
    private final Turn turn;
    private final PartitionRef ref;
    private final Opening opening;
    private final Commitment commitment;
    private final ReadWaiters readers;
    private TopicSettings settings;
    /** Where the leader's epoch began; the high watermark is unknown to it while it lies below. */
    private long epochStart;

    /** When the log was last let go, to be opened elsewhere. */
    private long highWatermarkSeen;

    private boolean isLetGo;

    private boolean isStaged;
    private boolean flushFailed;
    /** Made when first somebody fetches for it. */
    private @Nullable Following following;

    /** What came while the log was being cut back. */
    private @Nullable PartitionImage postponed;

    private volatile Leadership leadership;
    /** Set once open; read by other threads too. */
    private volatile @Nullable PartitionLog log;

    /** Made on the home loop and handed over by being published; from then on on its own loop. */
    Partition(Birth birth, Host host, Turn turn) {
        this.name = birth.name();
        this.topicId = birth.topicId();
        this.host = host;
        this.turn = turn;
        this.settings = birth.settings();
        this.opening =
                new Opening(host.dirs(), new Opening.Place(name, topicId, turn.loop()), birth.mayOpen(), this::begin);
        this.commitment = new Commitment(this, turn, new InSync(host.inSync()), host.proposals(), settings);
        this.leadership = leadershipIn(birth.image());
        this.commitment.follow(birth.image());
        this.ref = new PartitionRef(this, turn.loop());
        this.readers = new ReadWaiters(ref);
    }

    /** What all partitions of this broker share. */
    record Host(
            LogDirs dirs,
            HighWatermarks highWatermarks,
            ClosedLogs closedLogs,
            InSync.World inSync,
            IsrProposals proposals) {}

    /**
     * What a partition is made of.
     *
     * @param mayOpen false while the directory of another partition of this name is still being taken away
     */
    record Birth(TopicPartition name, Uuid topicId, PartitionImage image, TopicSettings settings, boolean mayOpen) {}

    TopicPartition name() {
        return name;
    }

    Uuid topicId() {
        return topicId;
    }

    PartitionRef ref() {
        return ref;
    }

    Loop loop() {
        return turn.loop();
    }

    Leadership leadership() {
        return leadership;
    }

    /** Null while it is not open. */
    @Nullable
    PartitionLog log() {
        return log;
    }

    Questions questions() {
        return new Questions(this, turn);
    }

    /** Where the epoch of this broker's leadership began. */
    long epochStart() {
        return epochStart;
    }

    TopicSettings settings() {
        return settings;
    }

    @Nullable
    PartitionView view() {
        PartitionLog opened = log;
        return opened == null ? null : new PartitionView(leadership, opened.view());
    }

    // ---- appending

    void append(ByteBuffer batch, short acks, AppendOrigin origin, AppendCallback callback) {
        loop().assertInside();
        PartitionLog opened = log;
        if (opened == null) {
            whenOpen(readiness -> appendOnceOpen(readiness, batch, acks, origin, callback));
        } else if (!leadership.isLocal()) {
            refuse(callback, ErrorCode.NOT_LEADER_OR_FOLLOWER, "This broker does not lead " + name);
        } else if (acks == ALL_IN_SYNC && !commitment.isEnough()) {
            refuse(callback, ErrorCode.NOT_ENOUGH_REPLICAS, commitment.tooFew());
        } else if (origin == AppendOrigin.CLIENT) {
            if (!turn.slowLane().holdsBack(callback.source(), () -> append(batch, acks, origin, callback))) {
                judge(opened, batch, acks, callback);
            }
        } else {
            stage(opened, batch, new Ask(acks, origin, NO_TIMESTAMP, callback));
        }
    }

    /** What is asked of an append once its bytes are fit to be written. */
    private record Ask(short acks, AppendOrigin origin, long logAppendTimeMs, AppendCallback callback) {}

    private void appendOnceOpen(
            Readiness readiness, ByteBuffer batch, short acks, AppendOrigin origin, AppendCallback callback) {
        if (readiness instanceof Readiness.Refused no) {
            refuse(callback, no.error(), no.message());
        } else {
            append(batch, acks, origin, callback);
        }
    }

    /** Why an append with acks=all would be refused now; NONE if it would not be. */
    ErrorCode refusesAppend() {
        loop().assertInside();
        if ((log == null && !isLetGo) || !leadership.isLocal()) {
            return ErrorCode.NOT_LEADER_OR_FOLLOWER;
        }
        return commitment.isEnough() ? ErrorCode.NONE : ErrorCode.NOT_ENOUGH_REPLICAS;
    }

    int mostBatchBytes() {
        loop().assertInside();
        return settings.batches().maxMessageBytes();
    }

    private void judge(PartitionLog opened, ByteBuffer batch, short acks, AppendCallback callback) {
        Validation verdict = turn.validator().validate(batch, settings.batches(), turn.nowMs());
        if (verdict instanceof Validation.TooLong) {
            var append = new SlowLane.Append(callback.source(), batch, settings.batches());
            turn.slowLane().judge(append, later -> takeLate(later, opened, batch, acks, callback));
        } else {
            take(verdict, opened, batch, acks, callback);
        }
    }

    /** As {@link #take}, if the partition is still what it was. */
    private void takeLate(
            Validation verdict, PartitionLog opened, ByteBuffer batch, short acks, AppendCallback callback) {
        if (isOn(opened) && leadership.isLocal()) {
            take(verdict, opened, batch, acks, callback);
        } else {
            refuse(callback, ErrorCode.NOT_LEADER_OR_FOLLOWER, "This broker does not lead " + name);
        }
    }

    private void take(Validation verdict, PartitionLog opened, ByteBuffer batch, short acks, AppendCallback callback) {
        if (verdict instanceof Validation.Valid valid) {
            stage(opened, batch, ask(acks, valid.facts(), callback));
        } else if (verdict instanceof Validation.Rewritten rewritten) {
            stage(opened, rewritten.batch(), ask(acks, rewritten.facts(), callback));
        } else if (verdict instanceof Validation.Invalid invalid) {
            callback.written();
            callback.completed(AppendResult.refused(
                    invalid.error(),
                    invalid.message(),
                    invalid.recordErrors(),
                    startToldWith(invalid.error(), opened)));
        } else {
            refuse(callback, ErrorCode.INVALID_RECORD, "Only record batches of message format 2 are taken");
        }
    }

    private static Ask ask(short acks, Validation.Facts facts, AppendCallback callback) {
        return new Ask(acks, AppendOrigin.CLIENT, facts.logAppendTimeMs(), callback);
    }

    private void stage(PartitionLog opened, ByteBuffer batch, Ask ask) {
        AppendOutcome outcome = opened.stage(batch, leadership.leaderEpoch(), ask.origin(), turn.nowMs());
        if (outcome instanceof AppendOutcome.Staged s) {
            staged();
            var result =
                    AppendResult.appended(s.baseOffset(), s.lastOffset(), ask.logAppendTimeMs(), s.logStartOffset());
            turn.add(new PendingAppend(this, ask.callback(), result, ask.acks()));
        } else if (outcome instanceof AppendOutcome.Duplicate d) {
            var result = AppendResult.appended(d.baseOffset(), d.lastOffset(), d.timestampMs(), d.logStartOffset());
            turn.add(new PendingAppend(this, ask.callback(), result, ask.acks()));
        } else if (outcome instanceof AppendOutcome.Refused no) {
            ask.callback().written();
            ask.callback()
                    .completed(AppendResult.refused(
                            no.error(), no.message(), List.of(), startToldWith(no.error(), opened)));
        }
    }

    /** Something is to be written at the end of the turn. */
    void staged() {
        if (!isStaged) {
            isStaged = true;
            turn.stage(this);
        }
    }

    /** A batch that cannot be told from noise, or is too large, is refused before anybody looks at the log. */
    private static long startToldWith(ErrorCode error, PartitionLog opened) {
        return switch (error) {
            case CORRUPT_MESSAGE, MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE, KAFKA_STORAGE_ERROR -> -1;
            default -> opened.view().logStartOffset();
        };
    }

    private static void refuse(AppendCallback callback, ErrorCode error, String message) {
        callback.written();
        callback.completed(AppendResult.refused(error, message));
    }

    // ---- the end of the turn

    /** Writes what is staged; first of the three steps of {@link Turn#run}. */
    void flush() {
        isStaged = false;
        PartitionLog opened = Check.present(log, "%s was staged but is not open", name);
        flushFailed = !opened.flushTurn();
        if (!flushFailed) {
            commitment.written(opened);
        }
    }

    /** {@code append} is written, or it failed to be. */
    void flushed(PendingAppend append) {
        append.callback().written();
        PartitionLog opened = log;
        if (opened == null || wasLost(opened, append)) {
            append.callback().completed(AppendResult.refused(ErrorCode.KAFKA_STORAGE_ERROR, failed()));
        } else {
            commitment.await(append, opened);
        }
    }

    private boolean wasLost(PartitionLog opened, PendingAppend append) {
        return flushFailed && append.requiredEnd() > opened.view().endOffset();
    }

    /** Says that the disk has failed. */
    String failed() {
        return "The log directory of " + name + " has failed";
    }

    /** Is {@code opened} still the log here? */
    boolean isOn(PartitionLog opened) {
        return opened == log;
    }

    /** Calls those who wait to read and now can. After everybody who appended has been answered. */
    void tellReaders() {
        if (readers.count() > 0) {
            PartitionView view = view();
            if (view != null) {
                readers.moved(view);
            }
        }
    }

    // ---- opening

    /** Hands over the view once the log is open, and opens it if nobody has. */
    void whenOpen(Consumer<Readiness> onLoop) {
        PartitionView view = view();
        if (view != null) {
            onLoop.accept(new Readiness.Ready(view));
        } else {
            opening.await(settings.log(), onLoop, () -> whenOpen(onLoop));
        }
    }

    /** The directory that stood in the way is gone. */
    void allowOpening() {
        opening.allow(settings.log());
    }

    private void begin(PartitionLog opened) {
        log = opened;
        opened.reconfigure(settings.log()); // they may have changed since it was asked for
        commitment.begin(
                opened, Math.max(highWatermarkSeen, host.highWatermarks().initial(name)));
        if (isLetGo) {
            isLetGo = false;
            commitment.checkpointLater();
        }
        if (leadership.isLocal()) {
            lead(opened);
        }
        commitment.watch();
    }

    // ---- moving

    /** Brings the log into another log directory while it is used, but for a moment: who comes then waits until it is open there. */
    void moveTo(Path logDir) {
        whenOpen(readiness -> {
            if (readiness instanceof Readiness.Ready) {
                host.dirs().move(name, logDir, loop(), this::letGo);
            }
        });
    }

    private void letGo() {
        turn.endNow();
        PartitionLog opened = log;
        if (opened != null) {
            highWatermarkSeen = opened.view().highWatermark();
            log = null;
            commitment.unwatch();
            isLetGo = true;
            readers.changed();
            interruptFollowing();
            whenOpen(readiness -> {
                if (readiness instanceof Readiness.Refused no) {
                    isLetGo = false;
                    commitment.giveUp(no.error(), no.message());
                }
            });
        }
    }

    // ---- role

    private Leadership leadershipIn(PartitionImage image) {
        return new Leadership(
                image.leader(),
                image.leader() == host.inSync().brokerId(),
                image.leaderEpoch(),
                image.partitionEpoch(),
                image.replicas());
    }

    /** The cluster has agreed on something about this partition. */
    void follow(PartitionImage image) {
        loop().assertInside();
        if (following != null && following.isChanging()) {
            postponed = image;
            return;
        }
        turn.endNow();
        Leadership before = leadership;
        leadership = leadershipIn(image);
        commitment.follow(image);
        PartitionLog opened = log;
        if (opened == null) {
            return;
        }
        commitment.watch();
        if (leadership.leaderEpoch() == before.leaderEpoch()) {
            commitment.advance(opened);
            tellReaders();
        } else if (leadership.isLocal()) {
            lead(opened);
            readers.changed();
        } else {
            commitment.giveUp(ErrorCode.NOT_LEADER_OR_FOLLOWER, "This broker no longer leads " + name);
            readers.changed();
        }
    }

    private void lead(PartitionLog opened) {
        epochStart = opened.stagedEndOffset();
        opened.beginEpoch(leadership.leaderEpoch());
        commitment.advance(opened);
    }

    /** The log has been cut back, or that was given up: what came meanwhile counts now. */
    void changed() {
        PartitionImage image = postponed;
        postponed = null;
        if (image != null) {
            follow(image);
        }
    }

    /** A follower fetches; its log has been found to agree with this one. */
    void fetchedBy(ReplicaFetch fetch) {
        PartitionLog opened = log;
        if (opened != null && leadership.isLocal() && commitment.fetched(fetch, opened, epochStart)) {
            commitment.advance(opened);
            tellReaders();
        }
    }

    /** As {@link InSync#isNews}. Any thread. */
    boolean isNews(int replica, long brokerEpoch, long offset) {
        return commitment.isNews(replica, brokerEpoch, offset);
    }

    /** As {@link InSync#isInSync}. Any thread. */
    boolean isInSync(int replica) {
        return commitment.isInSync(replica);
    }

    /** The controller has decided who is in sync. */
    void isrDecided() {
        PartitionLog opened = log;
        if (opened != null) {
            commitment.advance(opened);
            tellReaders();
        }
    }

    /** Whoever has fallen behind is to leave the ISR. */
    void leaveOutLaggards() {
        PartitionLog opened = log;
        if (opened != null && leadership.isLocal()) {
            commitment.shrink(opened);
            commitment.advance(opened);
            tellReaders();
        }
    }

    /** As {@link Commitment#expire}. */
    long expire(long nowNanos) {
        return commitment.expire(nowNanos);
    }

    /** Does what whoever fetches for this partition asks. */
    void follow(FollowStep step, Consumer<FollowOutcome> answer) {
        loop().assertInside();
        Following known = following == null ? new Following(this, turn, commitment) : following;
        following = known;
        known.take(step, answer);
    }

    private void interruptFollowing() {
        if (following != null) {
            following.interrupt();
        }
    }

    /** The topic's configuration has changed. */
    void configure(TopicSettings next) {
        loop().assertInside();
        settings = next;
        commitment.configure(next);
        PartitionLog opened = log;
        if (opened != null) {
            opened.reconfigure(next.log());
            commitment.advance(opened);
        }
    }

    /** This broker holds the partition no longer; {@code whenGone} runs on this loop once its name is free. */
    void remove(ErrorCode reason, Runnable whenGone) {
        loop().assertInside();
        turn.endNow();
        log = null;
        commitment.unwatch();
        interruptFollowing();
        isLetGo = false;
        var refusal = new Readiness.Refused(reason, name + " is no longer on this broker");
        commitment.giveUp(reason, refusal.message());
        readers.changed();
        opening.close(refusal, whenGone);
    }

    // ---- questions

    void awaitBeyond(long offset, ReadLimit limit, Waiter waiter) {
        PartitionView view = view();
        if (view != null && view.end(limit) <= offset) {
            readers.add(offset, limit, waiter);
        } else {
            waiter.moved(ref);
        }
    }

    /** How many reads wait here, those that went away without a word included. */
    int waitingReaders() {
        return readers.count();
    }

    /** Retention, rolling and the forgetting of silent producers. */
    void housekeep(long nowMs) {
        PartitionLog opened = log;
        if (opened != null) {
            tidy(opened, nowMs);
        } else if (opening.isAtRest()) {
            host.closedLogs().lookForOld(name, settings.log(), nowMs, loop(), () -> openAndHousekeep(nowMs));
        }
    }

    private void openAndHousekeep(long nowMs) {
        whenOpen(readiness -> {
            PartitionLog opened = log;
            if (opened != null) {
                tidy(opened, nowMs);
            }
        });
    }

    private void tidy(PartitionLog opened, long nowMs) {
        opened.rememberProducersFor(host.dirs().producerExpirationMs());
        opened.retain(nowMs);
    }

    /** What the checkpoint of high watermarks should say; null while the log is not open. */
    HighWatermarks.@Nullable Mark takeHighWatermark() {
        commitment.checkpointed();
        PartitionLog opened = log;
        return opened == null
                ? null
                : new HighWatermarks.Mark(opened.logDir(), name, opened.view().highWatermark());
    }
}
