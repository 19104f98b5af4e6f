package io.ottla.log;

import io.ottla.base.Loop;
import io.ottla.log.disk.Disk;
import io.ottla.log.segment.Segment;
import io.ottla.log.segment.SegmentScan;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.compress.Decompressors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds records of a log view by their time. Works in the background, answers on the asker's loop. */
final class TimeLookup {
    private static final Logger LOG = LoggerFactory.getLogger(TimeLookup.class);
    private static final int SCAN_BYTES = 1 << 16;

    private final LogView view;

    TimeLookup(LogView view) {
        this.view = view;
    }

    private interface Question {
        Optional<OffsetAtTime> answer() throws IOException;
    }

    void first(long timestampMs, Loop loop, Consumer<Optional<OffsetAtTime>> onLoop) {
        ask(() -> first(timestampMs), loop, onLoop);
    }

    void largest(Loop loop, Consumer<Optional<OffsetAtTime>> onLoop) {
        ask(this::largest, loop, onLoop);
    }

    private void ask(Question question, Loop loop, Consumer<Optional<OffsetAtTime>> onLoop) {
        var directory = view.shape().home().directory();
        directory.surroundings().read().execute(() -> {
            Optional<OffsetAtTime> found = Optional.empty();
            try {
                found = question.answer();
            } catch (MalformedMessage e) {
                LOG.error("{} holds a batch that cannot be read.", view, e);
            } catch (IOException e) {
                directory.fail("looking for a time in " + view.shape().home().partition(), e);
            }
            var answer = found;
            loop.execute(() -> onLoop.accept(answer));
        });
    }

    private Optional<OffsetAtTime> first(long timestampMs) throws IOException {
        var segments = view.shape().segments();
        for (var place = 0; place < segments.size(); place++) {
            var found = firstUnlessGone(place, timestampMs);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<OffsetAtTime> firstUnlessGone(int place, long timestampMs) throws IOException {
        var segment = view.shape().segments().get(place);
        try {
            var isLast = view.shape().isLast(place);
            if (!isLast && segment.loadIndexes().times().lastTimestampMs() < timestampMs) {
                return Optional.empty();
            }
            var indexes = isLast
                    ? new Segment.Indexes(view.shape().offsets(), view.shape().times())
                    : segment.loadIndexes();
            return first(place, indexes, timestampMs);
        } catch (NoSuchFileException e) {
            if (segment.isGone()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<OffsetAtTime> first(int place, Segment.Indexes indexes, long timestampMs) throws IOException {
        var before = indexes.times().offsetAtOrBefore(timestampMs);
        return scanned(place, indexes.offsets().positionAtOrBefore(before), scan -> firstOf(scan, timestampMs));
    }

    private Optional<OffsetAtTime> firstOf(SegmentScan scan, long timestampMs) throws IOException {
        while (scan.next()) {
            var batch = scan.batch();
            if (batch.maxTimestamp() >= timestampMs && batch.lastOffset() >= view.logStartOffset()) {
                var found = firstRecord(scan, timestampMs);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private interface Walk<T> {
        T over(SegmentScan scan) throws IOException;
    }

    private <T> T scanned(int place, long from, Walk<T> walk) throws IOException {
        var segment = view.shape().segments().get(place);
        var end = view.shape().isLast(place) ? view.activeBytes() : segment.sealedBytes();
        return segment.using(Disk.Open.READ, file -> walk.over(new SegmentScan(file, from, end, SCAN_BYTES)));
    }

    /** The first record of the current batch that is young enough and not below the log's start. */
    private Optional<OffsetAtTime> firstRecord(SegmentScan scan, long timestampMs) throws IOException {
        var bytes = ByteBuffer.allocate((int) (scan.nextPosition() - scan.position()));
        scan.copyTo(bytes);
        var batch = new RecordBatch().wrap(bytes.flip(), 0);
        try (var decompressors = new Decompressors()) {
            var records = new RecordCursor(decompressors).over(batch);
            while (records.next()) {
                if (records.timestamp() >= timestampMs && records.offset() >= view.logStartOffset()) {
                    return Optional.of(new OffsetAtTime(records.timestamp(), records.offset(), batch.leaderEpoch()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<OffsetAtTime> largest() throws IOException {
        long largest = RecordBatch.NO_TIMESTAMP;
        var segments = view.shape().segments();
        for (var place = 0; place < segments.size(); place++) {
            largest = Math.max(largest, largestUnlessGone(place));
        }
        return largest < 0 ? Optional.empty() : first(largest);
    }

    private long largest(SegmentScan scan, long before) throws IOException {
        var largest = before;
        while (scan.next()) {
            if (scan.batch().lastOffset() >= view.logStartOffset()) {
                largest = Math.max(largest, scan.batch().maxTimestamp());
            }
        }
        return largest;
    }

    private long largestUnlessGone(int place) throws IOException {
        var segment = view.shape().segments().get(place);
        try {
            var isLast = view.shape().isLast(place);
            var indexes = isLast
                    ? new Segment.Indexes(view.shape().offsets(), view.shape().times())
                    : segment.loadIndexes();
            var offsets = indexes.offsets();
            if (segment.baseOffset() < view.logStartOffset()) {
                // The index knows of batches that are gone, too: the batches themselves are asked.
                var startsAt = offsets.positionAtOrBefore(view.logStartOffset() - segment.baseOffset());
                return scanned(place, startsAt, scan -> largest(scan, RecordBatch.NO_TIMESTAMP));
            }
            if (!isLast) {
                return indexes.times().lastTimestampMs();
            }
            // The index of the last segment lags: what came behind its last entry is walked.
            var lastEntry = offsets.count() == 0 ? 0 : offsets.position(offsets.count() - 1);
            return scanned(
                    place, lastEntry, scan -> largest(scan, indexes.times().lastTimestampMs()));
        } catch (NoSuchFileException e) {
            if (segment.isGone()) {
                return RecordBatch.NO_TIMESTAMP;
            }
            throw e;
        }
    }
}
