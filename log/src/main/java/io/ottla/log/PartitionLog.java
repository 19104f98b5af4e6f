package io.ottla.log;

import io.ottla.base.Check;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.directory.LogHome;
import io.ottla.log.disk.Staging;
import io.ottla.log.producer.ProducerStates;
import io.ottla.log.recovery.LoadedLog;
import io.ottla.log.recovery.LogOpening;
import io.ottla.log.recovery.LogTruncation;
import io.ottla.log.segment.Segment;
import io.ottla.log.segment.SegmentRemoval;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private final AppendJudge judge;

    private LogSettings settings;
    private LogState log;
    private LogFlush flush;
    private Phase phase = Phase.OPEN;
    private long unflushedRecords;
    /** A segment was begun this turn. */
    private boolean rolled;
    /** Something has changed that closing must bring to disk. */
    private boolean dirty;

    private Loop.@Nullable Timer flushTimer;
    /** Closing or removal that waits for a change of the files. */
    private @Nullable Runnable afterChange;

    private volatile LogView view;

    private enum Phase {
        OPEN,
        /** Its files are being changed in the background: no appends until that is done. */
        BUSY,
        /** A write has failed: no appends any more, but reads and deletions. */
        FAILED,
        /** The files are no longer ours. */
        CLOSED
    }

    PartitionLog(Loop loop, LogHome home, LogSettings settings, LoadedLog loaded) {
        this.loop = loop;
        this.home = home;
        this.judge = new AppendJudge(home);
        this.settings = settings;
        this.log = new LogState(home, settings, loaded, loaded.logStartOffset());
        this.flush = new LogFlush(loop, home, loaded, this::publish);
        this.dirty = loaded.isDirty();
        this.view = log.view(flush.recoveryPoint());
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
        return phase == Phase.OPEN && home.directory().isOnline();
    }

    /** The log as of the last {@link #flushTurn}. Any thread. */
    public LogView view() {
        return view;
    }

    /** The offset the next staged record gets: {@code view().endOffset()} and what is staged. */
    public long stagedEndOffset() {
        return log.nextOffset();
    }

    /** What idempotent and transactional producers have written; only to look at. */
    public ProducerStates producers() {
        return log.producers();
    }

    LogSettings settings() {
        return settings;
    }

    /**
     * Gives validated batches their offsets and leader epoch, in place, and takes them for the next {@link #flushTurn}.
     *
     * @param records whole batches of magic 2, already validated; position to limit; stays the caller's but must not change
     *     until the flush. CLIENT: exactly one
     * @param leaderEpoch written into each batch; ignored for REPLICA, whose batches keep theirs
     * @return refused if out of sequence, fenced, larger than a segment (but a leader's may be), or the directory has failed
     */
    public AppendOutcome stage(ByteBuffer records, int leaderEpoch, AppendOrigin origin, long nowMs) {
        loop.assertInside();
        if (!isWritable()) {
            return offline();
        }
        var isReplica = origin == AppendOrigin.REPLICA;
        if (records.remaining() > settings.segmentBytes() && !isReplica) {
            return new AppendOutcome.Refused(
                    ErrorCode.RECORD_LIST_TOO_LARGE,
                    records.remaining() + " bytes are more than segment.bytes=" + settings.segmentBytes());
        }
        var refused = isReplica
                ? judge.ofReplica(records, log.nextOffset())
                : judge.ofOwn(records, origin, log.producers(), log.logStartOffset());
        if (refused != null) {
            return refused;
        }
        var largestMs = isReplica ? log.largestTimestampMs(records) : log.assign(records, leaderEpoch);
        var lastOffset = log.endOffset(records) - 1;
        if (log.segments().mustRoll(records.remaining(), largestMs, lastOffset, nowMs) && !roll(nowMs)) {
            return offline();
        }
        var baseOffset = log.take(records);
        unflushedRecords += log.nextOffset() - baseOffset;
        staging.add(records);
        return new AppendOutcome.Staged(baseOffset, lastOffset, log.logStartOffset());
    }

    private AppendOutcome offline() {
        var reason = home.directory().isOnline() ? " takes no appends now" : " is offline";
        return new AppendOutcome.Refused(ErrorCode.KAFKA_STORAGE_ERROR, "log directory " + logDir() + reason);
    }

    /** Closes the last segment and begins another one at the next offset. False if the disk refuses. */
    private boolean roll(long nowMs) {
        if (!writeStaged()) {
            return false;
        }
        if (log.segments().tail().segment().baseOffset() == log.nextOffset()) {
            return true;
        }
        try {
            flush.sealed(log.segments().roll(log.nextOffset(), nowMs, log.producers()));
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
        if (log.writtenEnd() == log.nextOffset() && !rolled) {
            return true;
        }
        log.written();
        publish();
        if (rolled || unflushedRecords >= settings.flushMessages() || flush.hasWaiters()) {
            requestFlush();
        } else if (settings.flushMs() != Long.MAX_VALUE && flushTimer == null) {
            flushTimer = loop.schedule(Duration.ofMillis(settings.flushMs()), this::flushLate);
        }
        rolled = false;
        return true;
    }

    /** False if this log takes no appends any more. */
    private boolean writeStaged() {
        if (staging.isEmpty()) {
            return phase == Phase.OPEN || phase == Phase.BUSY;
        }
        if (!isWritable()) {
            end(Phase.FAILED);
            return false;
        }
        try {
            log.segments().write(staging);
        } catch (IOException e) {
            fail("appending to " + home.partition(), e);
            return false;
        }
        dirty = true;
        return true;
    }

    private void fail(String doing, IOException why) {
        home.directory().fail(doing, why);
        end(Phase.FAILED);
    }

    /** Nothing is appended any more; what was staged was never there. */
    private void end(Phase last) {
        staging.clear();
        log.unstaged();
        phase = last;
        flush.failAll();
    }

    private void publish() {
        view = log.view(flush.recoveryPoint());
    }

    /** Sets the high watermark and publishes it at once. Never above the end; going back is for followers. */
    public void updateHighWatermark(long offset) {
        loop.assertInside();
        Check.that(offset <= log.writtenEnd(), "high watermark %s above the end of %s", offset, log);
        if (offset != log.highWatermark() && offset >= log.logStartOffset()) {
            log.highWatermark(offset);
            publish();
        }
    }

    /**
     * Answers on this loop once everything below {@code endOffset} survives a crash; before returning, if it does already.
     * Starts an fsync if none under way would do; if {@code endOffset} is only staged, with the next {@link #flushTurn}.
     */
    public void awaitDurable(long endOffset, Consumer<Durability> onLoop) {
        loop.assertInside();
        if (phase != Phase.OPEN && endOffset > flush.recoveryPoint()) {
            onLoop.accept(Durability.FAILED);
            return;
        }
        flush.await(endOffset, onLoop);
        if (endOffset <= log.writtenEnd() && endOffset > flush.recoveryPoint()) {
            requestFlush();
        }
    }

    private void requestFlush() {
        if (flushTimer != null) {
            flushTimer.cancel();
            flushTimer = null;
        }
        unflushedRecords = 0;
        flush.request(log.flushState());
    }

    private void flushLate() {
        flushTimer = null;
        if (phase == Phase.OPEN && flush.recoveryPoint() < log.writtenEnd()) {
            requestFlush();
        }
    }

    /** A leader with this epoch begins writing here: noted before its first record. */
    public void beginEpoch(int leaderEpoch) {
        loop.assertInside();
        if (log.beginEpoch(leaderEpoch)) {
            publish();
        }
    }

    /** From now on these settings. */
    public void reconfigure(LogSettings newSettings) {
        loop.assertInside();
        settings = newSettings;
        log.segments().reconfigure(newSettings);
    }

    /**
     * Records below {@code offset} are gone from now on (DeleteRecords).
     *
     * @return false if it lies above the high watermark, then nothing has happened
     */
    public boolean deleteRecordsBefore(long offset) {
        loop.assertInside();
        if (offset > log.highWatermark()) {
            return false;
        }
        raiseLogStart(offset);
        return true;
    }

    /** Follower: the leader's log starts at {@code offset} now. Ignored if that goes back or lies behind the end. */
    public void raiseLogStart(long offset) {
        loop.assertInside();
        if (offset > log.logStartOffset() && offset <= log.writtenEnd() && mayDelete()) {
            log.startAt(offset);
            dirty = true;
            drop(log.belowStart().expired(log.segments().all()));
            home.directory().keeper().checkpointSoon(home.directory());
        }
    }

    /**
     * Applies retention.ms and retention.bytes, forgets producers that have been silent too long, gives back memory and file
     * descriptors of segments nobody reads. To be called every now and then.
     */
    public void retain(long nowMs) {
        loop.assertInside();
        if (mayDelete()) {
            log.producers().expire(nowMs);
            log.segments().coolDown();
            dropExpired(nowMs);
        }
    }

    /** From now on producers are remembered for so long. */
    public void rememberProducersFor(long ms) {
        loop.assertInside();
        log.producers().rememberFor(ms);
    }

    private boolean mayDelete() {
        return phase == Phase.OPEN || phase == Phase.FAILED;
    }

    private void dropExpired(long nowMs) {
        var retention = log.retention(settings, nowMs);
        var count = retention.expired(log.segments().all());
        if (count < 0) {
            publish();
            findTimeOf(log.segments().all().get(-1 - count), nowMs);
            return;
        }
        var isAll = count == log.segments().all().size() - 1 && log.isAllOlderThan(retention.oldestMs());
        if (isAll && flushTurn() && log.writtenEnd() <= log.highWatermark() && roll(nowMs)) {
            count = log.segments().all().size() - 1;
        }
        drop(count);
        if (rolled) {
            flushTurn();
        }
    }

    private void drop(int count) {
        if (count > 0) {
            removeLater(log.dropFirst(count));
            dirty = true;
        }
        publish();
    }

    /** The time of a segment is on disk: reads it in the background and tries again. */
    private void findTimeOf(Segment segment, long nowMs) {
        home.directory().surroundings().cleanup().execute(() -> {
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

    private void removeLater(List<Segment> segments) {
        var world = home.directory().surroundings();
        var delay = Duration.ofMillis(settings.fileDeleteDelayMs());
        world.cleanup().execute(() -> {
            var renamed = SegmentRemoval.rename(world.disk(), segments);
            world.home()
                    .schedule(delay, () -> world.cleanup().execute(() -> SegmentRemoval.delete(world.disk(), renamed)));
        });
    }

    /**
     * Cuts off {@code offset} and everything behind it, and the epochs that began there. No appends until {@code onLoop} has run on this loop; if the disk fails,
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
        var works = flushTurn();
        if (!works || newEnd >= log.writtenEnd()) {
            if (works && log.forgetIdleEpochs()) {
                dirty = true;
                publish();
            }
            onLoop.run();
            return;
        }
        Check.that(phase == Phase.OPEN, "%s is truncated while it is %s", home.partition(), phase);
        phase = Phase.BUSY;
        log.highWatermark(Math.max(log.logStartOffset(), Math.min(log.highWatermark(), newEnd)));
        flush.whenQuiet(() -> {
            // To a place where a batch is known to begin: one across the new end goes as a whole.
            flush.lowerTo(newEnd < 0 ? 0 : log.segments().baseOffsetAtOrBefore(newEnd));
            publish();
            var directory = home.directory();
            var read = directory.surroundings().read();
            directory.keeper().checkpointNow(directory, () -> read.execute(() -> changeFiles(change, onLoop)));
        });
    }

    private void changeFiles(Change change, Runnable onLoop) {
        var shape = view.shape();
        var truncation = new LogTruncation(home, wish(settings), shape.segments(), shape.epochs(), shape.aborted());
        try {
            var loaded = change.apply(truncation);
            loop.execute(() -> {
                adopt(loaded);
                home.directory().keeper().cutBack(home.partition());
                changed(onLoop);
            });
        } catch (IOException e) {
            loop.execute(() -> {
                fail("truncating " + home.partition(), e);
                changed(onLoop);
            });
        }
    }

    private void changed(Runnable onLoop) {
        var after = afterChange;
        afterChange = null;
        if (after == null) {
            onLoop.run();
        } else {
            after.run();
        }
    }

    private LogOpening.Wish wish(LogSettings wished) {
        return new LogOpening.Wish(
                wished.indexIntervalBytes(),
                wished.compacts(),
                view.recoveryPoint(),
                view.logStartOffset(),
                false,
                log.producers().expirationMs());
    }

    /** Takes over the log as it is after its files were changed. */
    private void adopt(LoadedLog loaded) {
        log = new LogState(home, settings, loaded, log.highWatermark());
        flush.failAll();
        flush = new LogFlush(loop, home, loaded, this::publish);
        dirty = true;
        phase = Phase.OPEN;
        publish();
    }

    /** Brings all to disk and closes the files; {@code onLoop} learns whether the log is clean. Not to be used afterwards. */
    void close(Consumer<Boolean> onLoop) {
        loop.assertInside();
        if (phase == Phase.BUSY) {
            afterChange = () -> close(onLoop);
            return;
        }
        var works = flushTurn();
        if (works && dirty) {
            flush.sealed(log.closing());
            requestFlush();
        }
        phase = Phase.CLOSED;
        flush.whenQuiet(() -> {
            log.segments().retireAll();
            onLoop.accept(works && flush.recoveryPoint() == log.writtenEnd());
        });
    }

    /** Stops using the files, which are about to be removed. */
    void abandon(Runnable onLoop) {
        loop.assertInside();
        if (phase == Phase.BUSY) {
            afterChange = () -> abandon(onLoop);
            return;
        }
        end(Phase.CLOSED);
        flush.whenQuiet(() -> {
            log.segments().retireAll();
            onLoop.run();
        });
    }
}
