package io.ottla.log;

import io.ottla.base.Check;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.producer.ProducerStates;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One partition's log. Lives on its partition loop: every method but {@link #view} and the plain facts is called there, and
 * answers come there. A turn stages batches, and {@link #flushTurn} writes them all at once.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class PartitionLog {
    private final Loop loop;
    private final LogHome home;
    private final Staging staging = new Staging();
    private final Batches batches = new Batches();
    private final AppendJudge judge;

    private LogSettings settings;
    private LogFlush flush;
    private ProducerStates producers;
    private Segments segments;
    private EpochHistory epochs;
    private long logStartOffset;
    private long highWatermark;
    private long nextOffset;
    private long writtenEnd;
    private long unflushedRecords;
    private boolean rolled;
    private boolean dirty;
    private State state = State.OPEN;
    private Loop.@Nullable Timer flushTimer;
    private volatile LogView view;

    private enum State {
        OPEN,
        /** Its files are being changed in the background: no appends until that is done. */
        BUSY,
        /** A write has failed, or it is closed: no appends any more. */
        ENDED
    }

    PartitionLog(Loop loop, LogHome home, LogSettings settings, LoadedLog loaded) {
        this.loop = loop;
        this.home = home;
        this.judge = new AppendJudge(home);
        this.settings = settings;
        this.producers = loaded.producers();
        this.epochs = loaded.epochs();
        this.segments = new Segments(home, settings, loaded);
        this.flush = new LogFlush(loop, home, loaded, this::flushed);
        this.logStartOffset = loaded.logStartOffset();
        this.highWatermark = logStartOffset;
        this.nextOffset = loaded.endOffset();
        this.writtenEnd = nextOffset;
        this.dirty = loaded.isDirty();
        this.view = newView();
    }

    /** Takes over the log as it is after its files were changed. */
    private void adopt(LoadedLog loaded) {
        producers = loaded.producers();
        epochs = loaded.epochs();
        segments = new Segments(home, settings, loaded);
        flush = new LogFlush(loop, home, loaded, this::flushed);
        logStartOffset = loaded.logStartOffset();
        nextOffset = loaded.endOffset();
        writtenEnd = nextOffset;
        highWatermark = Math.max(logStartOffset, Math.min(highWatermark, nextOffset));
        producers.replicatedTo(highWatermark);
        dirty = true;
        state = State.OPEN;
        view = newView();
    }

    public TopicPartition partition() {
        return home.partition();
    }

    public Uuid topicId() {
        return home.topicId();
    }

    /** Its directory's log directory (an entry of log.dirs). */
    public Path logDir() {
        return home.directory().path();
    }

    /** May this log be appended to? No once its directory has failed. */
    public boolean isWritable() {
        return state == State.OPEN && home.directory().isOnline();
    }

    /** The log as of the last {@link #flushTurn}. Any thread. */
    public LogView view() {
        return view;
    }

    /** The offset the next staged record gets: {@code view().endOffset()} and what is staged. */
    public long stagedEndOffset() {
        return nextOffset;
    }

    /** What idempotent and transactional producers have written; only to look at. */
    public ProducerStates producers() {
        return producers;
    }

    /**
     * Gives validated batches their offsets and leader epoch, in place, and takes them for the next {@link #flushTurn}.
     *
     * @param records whole batches of magic 2, already validated; position to limit; stays the caller's but must not change
     *     until the flush. CLIENT: exactly one
     * @param leaderEpoch written into each batch; ignored for REPLICA, whose batches keep theirs
     * @return refused if out of sequence, fenced, larger than a segment, or the directory has failed
     */
    public AppendOutcome stage(ByteBuffer records, int leaderEpoch, AppendOrigin origin, long nowMs) {
        loop.assertInside();
        if (!isWritable()) {
            return offline();
        }
        if (records.remaining() > settings.segmentBytes()) {
            return new AppendOutcome.Refused(
                    ErrorCode.RECORD_LIST_TOO_LARGE,
                    records.remaining() + " bytes are more than segment.bytes=" + settings.segmentBytes());
        }
        var refused = origin == AppendOrigin.REPLICA
                ? judge.ofReplica(records, nextOffset)
                : judge.ofOwn(records, origin, producers, logStartOffset);
        return refused != null ? refused : take(records, leaderEpoch, origin, nowMs);
    }

    private AppendOutcome offline() {
        return new AppendOutcome.Refused(ErrorCode.KAFKA_STORAGE_ERROR, "log directory " + logDir() + " is offline");
    }

    private AppendOutcome take(ByteBuffer records, int leaderEpoch, AppendOrigin origin, long nowMs) {
        var assigns = origin != AppendOrigin.REPLICA;
        var next = nextOffset;
        var largestTimestampMs = RecordBatch.NO_TIMESTAMP;
        batches.over(records);
        while (batches.next()) {
            var batch = batches.batch();
            if (assigns) {
                batch.setBaseOffset(next);
                batch.setLeaderEpoch(leaderEpoch);
            }
            next = batch.nextOffset();
            largestTimestampMs = Math.max(largestTimestampMs, batch.maxTimestamp());
        }
        if (segments.mustRoll(records.remaining(), largestTimestampMs, next - 1, nowMs) && !roll(nowMs)) {
            return offline();
        }
        var baseOffset = -1L;
        batches.over(records);
        while (batches.next()) {
            var batch = batches.batch();
            baseOffset = baseOffset < 0 ? batch.baseOffset() : baseOffset;
            nextOffset = batch.nextOffset();
            note(batch);
        }
        staging.add(records);
        return new AppendOutcome.Staged(baseOffset, nextOffset - 1, logStartOffset);
    }

    private void note(RecordBatch batch) {
        segments.tail().add(batch);
        unflushedRecords += batch.lastOffsetDelta() + 1L;
        if (batch.leaderEpoch() > epochs.latestEpoch()) {
            epochs = epochs.with(batch.leaderEpoch(), batch.baseOffset());
        }
        if (batch.hasProducerId()) {
            producers.append(batch);
        }
    }

    /** Closes the last segment and begins another one at the next offset. False if the disk refuses. */
    private boolean roll(long nowMs) {
        if (!writeStaged()) {
            return false;
        }
        if (segments.tail().segment().baseOffset() == nextOffset) {
            return true;
        }
        try {
            flush.sealed(segments.roll(nextOffset, nowMs, producers));
        } catch (IOException e) {
            fail("beginning a segment of " + home.partition(), e);
            return false;
        }
        rolled = true;
        dirty = true;
        return true;
    }

    /**
     * Writes everything staged with one gather write and publishes the new view. The buffers are the caller's again, with
     * nothing remaining in them.
     *
     * @return false if the disk refused: the directory is then offline, and nothing staged is in the log
     */
    public boolean flushTurn() {
        loop.assertInside();
        if (!writeStaged()) {
            return false;
        }
        if (writtenEnd == nextOffset && !rolled) {
            return true;
        }
        writtenEnd = nextOffset;
        publish();
        if (rolled || unflushedRecords >= settings.flushMessages() || flush.hasWaiters()) {
            requestFlush();
        } else if (settings.flushMs() != Long.MAX_VALUE && flushTimer == null) {
            flushTimer = loop.schedule(Duration.ofMillis(settings.flushMs()), this::flushLate);
        }
        rolled = false;
        return true;
    }

    /** False if this log has ended. */
    private boolean writeStaged() {
        if (staging.isEmpty()) {
            return state != State.ENDED;
        }
        if (!isWritable()) {
            end();
            return false;
        }
        try {
            segments.write(staging);
        } catch (IOException e) {
            fail("appending to " + home.partition(), e);
            return false;
        }
        dirty = true;
        return true;
    }

    private void fail(String doing, IOException why) {
        home.directory().fail(doing, why);
        end();
    }

    /** Nothing is appended any more; what was staged was never there. */
    private void end() {
        staging.clear();
        nextOffset = writtenEnd;
        state = State.ENDED;
        flush.failAll();
    }

    private void publish() {
        view = newView();
    }

    private LogView newView() {
        var stable = Math.min(highWatermark, producers.firstUnstableOffset());
        var marks = new LogMarks(
                logStartOffset, writtenEnd, highWatermark, stable, flush.recoveryPoint(), segments.writtenBytes());
        return new LogView(
                segments.shape(epochs, producers), marks, segments.tail().recent());
    }

    /** Sets the high watermark and publishes it at once. Never above the end; going back is for followers. */
    public void updateHighWatermark(long offset) {
        loop.assertInside();
        Check.that(
                offset <= writtenEnd,
                "high watermark %d of %s, which ends at %d",
                offset,
                home.partition(),
                writtenEnd);
        if (offset != highWatermark && offset >= logStartOffset) {
            highWatermark = offset;
            producers.replicatedTo(offset);
            publish();
        }
    }

    /**
     * Answers on this loop once everything below {@code endOffset} survives a crash; before returning, if it does already.
     * Starts an fsync if none under way would do; if {@code endOffset} is only staged, with the next {@link #flushTurn}.
     */
    public void awaitDurable(long endOffset, Consumer<Durability> onLoop) {
        loop.assertInside();
        if (state == State.ENDED && endOffset > flush.recoveryPoint()) {
            onLoop.accept(Durability.FAILED);
            return;
        }
        flush.await(endOffset, onLoop);
        if (endOffset <= writtenEnd && endOffset > flush.recoveryPoint()) {
            requestFlush();
        }
    }

    private void requestFlush() {
        if (flushTimer != null) {
            flushTimer.cancel();
            flushTimer = null;
        }
        unflushedRecords = 0;
        flush.request(new LogFlush.State(writtenEnd, segments.active(), epochs));
    }

    private void flushLate() {
        flushTimer = null;
        if (state == State.OPEN && flush.recoveryPoint() < writtenEnd) {
            requestFlush();
        }
    }

    private void flushed() {
        publish();
    }

    /** A leader with this epoch begins writing here: noted before its first record. */
    public void beginEpoch(int leaderEpoch) {
        loop.assertInside();
        if (leaderEpoch > epochs.latestEpoch()) {
            epochs = epochs.with(leaderEpoch, nextOffset);
            publish();
        }
    }

    LogSettings settings() {
        return settings;
    }

    /** From now on these settings. */
    public void reconfigure(LogSettings newSettings) {
        loop.assertInside();
        settings = newSettings;
        segments.reconfigure(newSettings);
    }

    /**
     * Records below {@code offset} are gone from now on (DeleteRecords).
     *
     * @return false if it lies above the high watermark, then nothing has happened
     */
    public boolean deleteRecordsBefore(long offset) {
        loop.assertInside();
        if (offset > highWatermark) {
            return false;
        }
        raiseLogStart(offset);
        return true;
    }

    /** Follower: the leader's log starts at {@code offset} now. Ignored if that goes back or lies behind the end. */
    public void raiseLogStart(long offset) {
        loop.assertInside();
        if (offset > logStartOffset && offset <= writtenEnd && state != State.ENDED) {
            startAt(offset);
            dropExpired(home.directory().world().clock().wallMs(), false);
            publish();
            home.directory().keeper().checkpointSoon(home.directory());
        }
    }

    private void startAt(long offset) {
        logStartOffset = offset;
        highWatermark = Math.max(highWatermark, offset);
        epochs = epochs.startingAt(offset);
        dirty = true;
    }

    /**
     * Applies retention.ms and retention.bytes, forgets producers that have been silent too long, gives back memory and file
     * descriptors of segments nobody reads. To be called every now and then.
     */
    public void retain(long nowMs) {
        loop.assertInside();
        if (state != State.OPEN) {
            return;
        }
        producers.expire(nowMs);
        segments.coolDown();
        dropExpired(nowMs, settings.deletesOld());
        publish();
    }

    private void dropExpired(long nowMs, boolean mayRoll) {
        var excess = settings.retentionBytes() < 0 ? -1 : segments.sizeInBytes() - settings.retentionBytes();
        var terms = new Retention.Terms(settings, logStartOffset, highWatermark, excess, nowMs);
        var count = Retention.expired(segments.all(), terms);
        if (count < 0) {
            findTimeOf(-1 - count, nowMs);
            return;
        }
        if (mayRoll && count == segments.all().size() - 1 && isActiveExpired(nowMs)) {
            flushTurn();
            if (writtenEnd <= highWatermark && roll(nowMs)) {
                count++;
                flushTurn();
            }
        }
        if (count > 0) {
            var dropped = segments.dropFirst(count);
            startAt(Math.max(logStartOffset, segments.all().get(0).baseOffset()));
            SegmentRemoval.start(home, dropped, settings);
        }
    }

    private boolean isActiveExpired(long nowMs) {
        var tail = segments.tail();
        var youngest = tail.largestTimestampMs() >= 0 ? tail.largestTimestampMs() : segments.activeSinceMs();
        return tail.sizeInBytes() > 0 && settings.retentionMs() >= 0 && nowMs - youngest > settings.retentionMs();
    }

    /** The time of a segment is on disk: reads it in the background and tries again. */
    private void findTimeOf(int place, long nowMs) {
        var segment = segments.all().get(place);
        home.directory().world().background().execute(BackgroundWork.Lane.CLEANUP, () -> {
            try {
                segment.largestTimestampMs();
                loop.execute(() -> retain(nowMs));
            } catch (IOException e) {
                if (!segment.isGone()) {
                    home.directory().fail("reading the time of " + segment, e);
                }
            }
        });
    }

    /**
     * Cuts off {@code offset} and everything behind it. No appends until {@code onLoop} has run on this loop; if the disk fails,
     * the log is not writable then.
     */
    public void truncateTo(long offset, Runnable onLoop) {
        change(offset, truncation -> truncation.to(offset), onLoop);
    }

    /** Drops everything; the next record gets {@code offset}. Otherwise as {@link #truncateTo}. */
    public void truncateFullyAndStartAt(long offset, Runnable onLoop) {
        change(-1, truncation -> truncation.fullyTo(offset), onLoop);
    }

    private interface Change {
        LoadedLog apply(LogTruncation truncation) throws IOException;
    }

    /** Lowers the recovery point, on disk too, then has the files changed in the background. */
    private void change(long newEnd, Change change, Runnable onLoop) {
        loop.assertInside();
        if (!flushTurn() || newEnd >= writtenEnd) {
            onLoop.run();
            return;
        }
        Check.that(state == State.OPEN, "%s is truncated while it is %s", home.partition(), state);
        state = State.BUSY;
        highWatermark = Math.max(logStartOffset, Math.min(highWatermark, newEnd));
        flush.whenQuiet(() -> {
            flush.lowerTo(Math.max(newEnd, 0));
            publish();
            var directory = home.directory();
            directory
                    .keeper()
                    .checkpointNow(
                            directory,
                            () -> directory
                                    .world()
                                    .background()
                                    .execute(BackgroundWork.Lane.READ, () -> changeFiles(change, onLoop)));
        });
    }

    private void changeFiles(Change change, Runnable onLoop) {
        var now = view;
        var wish = new LogOpening.Wish(
                settings, now.recoveryPoint(), now.logStartOffset(), false, producers.expirationMs());
        var shape = now.shape();
        try {
            var loaded = change.apply(new LogTruncation(home, wish, shape.segments(), shape.epochs(), shape.aborted()));
            loop.execute(() -> {
                adopt(loaded);
                onLoop.run();
            });
        } catch (IOException e) {
            loop.execute(() -> {
                fail("truncating " + home.partition(), e);
                onLoop.run();
            });
        }
    }

    /** Brings all to disk and closes the files; {@code onLoop} learns whether the log is clean. Not to be used afterwards. */
    void close(Consumer<Boolean> onLoop) {
        loop.assertInside();
        var works = flushTurn() && state == State.OPEN;
        if (works && dirty) {
            var last = segments.tail().segment();
            var indexes = segments.tail().closedIndexes();
            var aborted = producers.aborted().between(last.baseOffset(), writtenEnd);
            flush.sealed(new LogFlush.Sealed(last, indexes, aborted, producers.snapshot(), writtenEnd));
            requestFlush();
        }
        state = State.ENDED;
        flush.whenQuiet(() -> {
            segments.retireAll();
            onLoop.accept(works && flush.recoveryPoint() == writtenEnd);
        });
    }

    /** Stops using the files, which are about to be removed. */
    void abandon(Runnable onLoop) {
        loop.assertInside();
        end();
        flush.whenQuiet(() -> {
            segments.retireAll();
            onLoop.run();
        });
    }
}
