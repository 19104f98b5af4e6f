package io.ottla.log;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.log.directory.LogHome;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.Staging;
import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.producer.ProducerStates;
import io.ottla.log.recovery.LoadedLog;
import io.ottla.log.recovery.SealedFiles;
import io.ottla.log.segment.OpenFile;
import io.ottla.log.segment.Segment;
import io.ottla.log.segment.SegmentTail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The segments of one log as their owner has them: sealed ones, and the last one, which is appended to. Lives on the
 * partition's loop.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Segments {
    private final LogHome home;
    private LogSettings settings;
    private List<Segment> segments;
    private SegmentTail tail;
    private OpenFile active;
    private long sealedBytes;
    private int writtenBytes;
    private long activeSinceMs;
    private long rollJitterMs;
    private LogShape shape;

    Segments(LogHome home, LogSettings settings, LoadedLog loaded) {
        this.home = home;
        this.settings = settings;
        this.segments = List.copyOf(loaded.segments());
        this.tail = loaded.tail();
        this.active = activeFile(tail);
        this.writtenBytes = tail.sizeInBytes();
        this.activeSinceMs = loaded.lastAppendMs();
        this.rollJitterMs = jitter();
        for (var segment : segments) {
            sealedBytes += segment.isSealed() ? segment.sealedBytes() : 0;
        }
        this.shape = newShape(loaded.epochs(), loaded.producers());
    }

    private static OpenFile activeFile(SegmentTail tail) {
        var file = tail.segment().openFile();
        Check.that(file != null, "the last segment %s is not open", tail.segment());
        return Objects.requireNonNull(file);
    }

    void reconfigure(LogSettings newSettings) {
        settings = newSettings;
        tail.intervalBytes(newSettings.indexIntervalBytes());
        rollJitterMs = jitter();
    }

    /** All of them, by base offset. */
    List<Segment> all() {
        return segments;
    }

    /** The base offset of the segment that holds {@code offset}. */
    long baseOffsetAtOrBefore(long offset) {
        return segments.get(shape.segmentAt(offset)).baseOffset();
    }

    SegmentTail tail() {
        return tail;
    }

    OpenFile active() {
        return active;
    }

    /** Bytes of the last segment that are in its file. */
    int writtenBytes() {
        return writtenBytes;
    }

    long sizeInBytes() {
        return sealedBytes + tail.sizeInBytes();
    }

    /** When the last segment was last written to before it was opened, or else begun. */
    long activeSinceMs() {
        return activeSinceMs;
    }

    /** Must batches of this size and time begin a new segment? */
    boolean mustRoll(int bytes, long largestTimestampMs, long lastOffset, long nowMs) {
        var size = tail.sizeInBytes();
        var overflows = lastOffset - tail.segment().baseOffset() > Integer.MAX_VALUE;
        if (size == 0) {
            return overflows;
        }
        // As Kafka: time is that of the records; only where they have none, that of the clock.
        var first = tail.firstTimestampMs();
        var waitedMs = first >= 0 ? largestTimestampMs - first : nowMs - activeSinceMs;
        return overflows
                || size > settings.segmentBytes() - bytes
                || waitedMs > settings.segmentMs() - rollJitterMs
                || tail.isIndexFull(settings.segmentIndexBytes());
    }

    /**
     * Begins a new last segment at {@code nextOffset}; the one before it is sealed.
     *
     * @return what of the old one is to be written to disk
     */
    SealedFiles roll(long nextOffset, long nowMs, ProducerStates producers) throws IOException {
        Check.that(writtenBytes == tail.sizeInBytes(), "bytes of %s are not written yet", tail.segment());
        var fresh = new Segment(home.indexRules(settings.indexIntervalBytes()), nextOffset);
        var opened = fresh.open(Disk.Open.REPLACE);
        var old = tail.segment();
        var indexes = tail.closedIndexes();
        old.seal(tail.sizeInBytes(), indexes);
        sealedBytes += tail.sizeInBytes();
        active = opened;
        tail = new SegmentTail(fresh, settings.indexIntervalBytes());
        writtenBytes = 0;
        activeSinceMs = nowMs;
        rollJitterMs = jitter();
        var more = new ArrayList<>(segments);
        more.add(fresh);
        segments = List.copyOf(more);
        var aborted = producers.aborted().between(old.baseOffset(), nextOffset);
        return new SealedFiles(old, indexes, aborted, producers.snapshot(), nextOffset);
    }

    private long jitter() {
        var most = Math.min(settings.segmentJitterMs(), settings.segmentMs());
        return most <= 0 ? 0 : (long) (home.directory().surroundings().random().nextDouble() * most);
    }

    /** Writes what is staged; the tail counts it already. */
    void write(Staging staging) throws IOException {
        staging.writeTo(active.file());
        tail.segment().touched(writtenBytes, tail.sizeInBytes());
        writtenBytes = tail.sizeInBytes();
    }

    /** Takes the first {@code count} away; their files are the caller's to remove. Never the last one. */
    List<Segment> dropFirst(int count) {
        Check.that(count < segments.size(), "segments dropped, at most, all but one", segments.size() - 1L, count);
        var dropped = List.copyOf(segments.subList(0, count));
        segments = List.copyOf(segments.subList(count, segments.size()));
        for (var segment : dropped) {
            sealedBytes -= segment.sealedBytes();
            segment.retire();
        }
        return dropped;
    }

    /** What views share; the same object until something of it changes. */
    LogShape shape(EpochHistory epochs, ProducerStates producers) {
        if (!shape.isCurrent(segments, tail, epochs, producers.aborted())) {
            shape = newShape(epochs, producers);
        }
        return shape;
    }

    private LogShape newShape(EpochHistory epochs, ProducerStates producers) {
        return new LogShape(home, segments, sealedBytes, tail.offsets(), tail.times(), epochs, producers.aborted());
    }

    /** Gives back what can be had again; the last segment stays open. */
    void coolDown() {
        for (var segment : segments) {
            if (segment.isSealed()) {
                segment.dropIfIdle();
            }
        }
    }

    /** Closes all files; what is being sent is sent to its end. */
    void retireAll() {
        segments.forEach(Segment::retire);
    }
}
