package io.ottla.log;

import io.ottla.base.OwnedBy;
import io.ottla.log.directory.LogHome;
import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.producer.ProducerStates;
import io.ottla.log.recovery.LoadedLog;
import io.ottla.log.recovery.SealedFiles;
import io.ottla.log.segment.Retention;
import io.ottla.log.segment.Segment;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import java.util.List;

/** What a log is: its segments, offsets, epochs and producers, including what is staged. Lives on the partition's loop. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class LogState {
    private final LogHome home;
    private final Batches batches = new Batches();
    private final ProducerStates producers;
    private final Segments segments;
    private EpochHistory epochs;
    private long logStartOffset;
    private long highWatermark;
    private long nextOffset;
    private long writtenEnd;

    LogState(LogHome home, LogSettings settings, LoadedLog loaded, long highWatermark) {
        this.home = home;
        this.producers = loaded.producers();
        this.segments = new Segments(home, settings, loaded);
        this.epochs = loaded.epochs();
        this.logStartOffset = loaded.logStartOffset();
        this.nextOffset = loaded.endOffset();
        this.writtenEnd = nextOffset;
        this.highWatermark = Math.max(logStartOffset, Math.min(highWatermark, writtenEnd));
        producers.replicatedTo(this.highWatermark);
    }

    Segments segments() {
        return segments;
    }

    ProducerStates producers() {
        return producers;
    }

    EpochHistory epochs() {
        return epochs;
    }

    long logStartOffset() {
        return logStartOffset;
    }

    long highWatermark() {
        return highWatermark;
    }

    /** The offset behind all that is staged. */
    long nextOffset() {
        return nextOffset;
    }

    /** The offset behind all that is written. */
    long writtenEnd() {
        return writtenEnd;
    }

    /** Everything staged is written now. */
    void written() {
        writtenEnd = nextOffset;
    }

    /** What was staged is not in the log. */
    void unstaged() {
        nextOffset = writtenEnd;
    }

    /**
     * Gives batches their offsets behind {@link #nextOffset} and their epoch; nothing else changes.
     *
     * @return their largest timestamp
     */
    long assign(ByteBuffer records, int leaderEpoch) {
        var next = nextOffset;
        var largestMs = RecordBatch.NO_TIMESTAMP;
        batches.over(records);
        while (batches.next()) {
            var batch = batches.batch();
            batch.setBaseOffset(next);
            batch.setLeaderEpoch(leaderEpoch);
            next = batch.nextOffset();
            largestMs = Math.max(largestMs, batch.maxTimestamp());
        }
        return largestMs;
    }

    long largestTimestampMs(ByteBuffer records) {
        var largestMs = RecordBatch.NO_TIMESTAMP;
        batches.over(records);
        while (batches.next()) {
            largestMs = Math.max(largestMs, batches.batch().maxTimestamp());
        }
        return largestMs;
    }

    /** The offset behind these batches. */
    long endOffset(ByteBuffer records) {
        var end = nextOffset;
        batches.over(records);
        while (batches.next()) {
            end = batches.batch().nextOffset();
        }
        return end;
    }

    /** Counts batches in that will be written behind all others; the answer is the first one's offset. */
    long take(ByteBuffer records) {
        var baseOffset = -1L;
        batches.over(records);
        while (batches.next()) {
            var batch = batches.batch();
            baseOffset = baseOffset < 0 ? batch.baseOffset() : baseOffset;
            nextOffset = batch.nextOffset();
            segments.tail().add(batch);
            if (batch.leaderEpoch() > epochs.latestEpoch()) {
                epochs = epochs.with(batch.leaderEpoch(), batch.baseOffset());
            }
            if (batch.hasProducerId()) {
                producers.append(batch);
            }
        }
        return baseOffset;
    }

    /** False if the epoch is known already. */
    boolean beginEpoch(int leaderEpoch) {
        if (leaderEpoch <= epochs.latestEpoch()) {
            return false;
        }
        epochs = epochs.with(leaderEpoch, nextOffset);
        return true;
    }

    /** Epochs that began and wrote nothing are as if they had not been. False if there are none. */
    boolean forgetIdleEpochs() {
        var kept = epochs.truncatedTo(nextOffset);
        var any = kept.count() < epochs.count();
        epochs = kept;
        return any;
    }

    void highWatermark(long offset) {
        highWatermark = offset;
        producers.replicatedTo(offset);
    }

    void startAt(long offset) {
        logStartOffset = offset;
        highWatermark = Math.max(highWatermark, offset);
        epochs = epochs.startingAt(offset);
    }

    /** Takes the first segments away; the log starts no earlier than what remains. */
    List<Segment> dropFirst(int count) {
        var dropped = segments.dropFirst(count);
        startAt(Math.max(logStartOffset, segments.all().get(0).baseOffset()));
        producers.aborted(producers.aborted().between(logStartOffset, Long.MAX_VALUE));
        return dropped;
    }

    /** What retention looks at. */
    Retention retention(LogSettings settings, long nowMs) {
        if (!settings.deletesOld()) {
            return belowStart();
        }
        var excess = settings.retentionBytes() < 0 ? -1 : segments.sizeInBytes() - settings.retentionBytes();
        var oldestMs = settings.retentionMs() < 0 ? Long.MIN_VALUE : nowMs - settings.retentionMs();
        return new Retention(logStartOffset, highWatermark, excess, oldestMs);
    }

    /** What nobody may read any more goes; age and size do not matter. */
    Retention belowStart() {
        return new Retention(logStartOffset, highWatermark, -1, Long.MIN_VALUE);
    }

    /** Is even the last segment older than that? */
    boolean isAllOlderThan(long oldestMs) {
        var tail = segments.tail();
        var youngestMs = tail.largestTimestampMs() >= 0 ? tail.largestTimestampMs() : segments.activeSinceMs();
        return tail.sizeInBytes() > 0 && youngestMs < oldestMs;
    }

    LogView view(long recoveryPoint) {
        var stable = Math.min(highWatermark, producers.firstUnstableOffset());
        var marks = new LogShape.Marks(
                logStartOffset, writtenEnd, highWatermark, stable, recoveryPoint, segments.writtenBytes());
        return new LogView(
                segments.shape(epochs, producers), marks, segments.tail().recent());
    }

    /** What goes to disk beside the last segment when the log is closed. */
    SealedFiles closing() {
        var last = segments.tail().segment();
        var aborted = producers.aborted().between(last.baseOffset(), writtenEnd);
        return new SealedFiles(last, segments.tail().closedIndexes(), aborted, producers.snapshot(), writtenEnd);
    }

    LogFlush.State flushState() {
        return new LogFlush.State(writtenEnd, segments.active(), epochs);
    }

    @Override
    public String toString() {
        return "LogState(" + home.partition() + ", [" + logStartOffset + ".." + writtenEnd + ".." + nextOffset + "))";
    }
}
