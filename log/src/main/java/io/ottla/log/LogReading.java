package io.ottla.log;

import io.ottla.log.disk.Disk;
import io.ottla.log.segment.BatchFinder;
import io.ottla.log.segment.OffsetIndex;
import io.ottla.log.segment.OpenFile;
import io.ottla.log.segment.RecentBatches;
import io.ottla.log.segment.Segment;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * One read of a log view: finds the bytes for an offset. Tried first {@link #atOnce}, with what is in memory; if that does not
 * do, {@link #patiently} in the background. Immutable, any thread.
 *
 * @param upToOffset exclusive, not above the view's end
 */
record LogReading(LogView view, long offset, int maxBytes, boolean minOneBatch, long upToOffset) {
    /** The bytes that a batch's place is looked for in, from an index entry on: in memory if the entry's batch is. */
    private static final int SEARCHED_BYTES = 4096;

    private static final LogSlice BEHIND_LAST_BATCH = new LogSlice(null, 0, 0, 0);

    LogRead atOnce() {
        var shape = view.shape();
        var place = shape.segmentAt(offset);
        var segment = shape.segments().get(place);
        var file = segment.openFile();
        var index = shape.isLast(place) ? shape.offsets() : offsetsOf(segment.indexes());
        if (file == null || index == null) {
            return cold();
        }
        try {
            var found = slice(place, file, index, true);
            return found == null ? cold() : found;
        } catch (IOException e) {
            return failed(segment, e);
        }
    }

    private static @Nullable OffsetIndex offsetsOf(Segment.@Nullable Indexes indexes) {
        return indexes == null ? null : indexes.offsets();
    }

    private LogRead cold() {
        return new LogRead.Cold(
                this, view.shape().home().directory().surroundings().read());
    }

    /** As {@link #atOnce}, but opens, loads and reads what is missing. Blocks. */
    LogRead patiently() {
        var shape = view.shape();
        var place = shape.segmentAt(offset);
        var segment = shape.segments().get(place);
        try {
            var index = shape.isLast(place)
                    ? shape.offsets()
                    : segment.loadIndexes().offsets();
            LogRead found = null;
            while (found == null) { // a tidy-up may close the file between opening and holding it
                found = slice(place, segment.open(Disk.Open.READ), index, false);
            }
            if (found instanceof LogSlice slice) {
                slice.warm();
                segment.touched(slice.position(), slice.position() + slice.sizeInBytes());
            }
            return found;
        } catch (IOException e) {
            return failed(segment, e);
        }
    }

    private LogRead failed(Segment segment, IOException e) {
        if (segment.isGone() || e instanceof NoSuchFileException) {
            return new LogRead.OutOfRange(view.logStartOffset(), view.endOffset());
        }
        view.shape().home().directory().fail("reading " + segment, e);
        return new LogRead.Failed(e.toString());
    }

    /** Null if the bytes may not be in memory, or the file was closed just now. */
    private @Nullable LogRead slice(int place, OpenFile file, OffsetIndex index, boolean onlyWarm) throws IOException {
        if (!file.retain()) {
            return null;
        }
        LogSlice slice = null;
        try {
            slice = held(place, file, index, onlyWarm);
        } finally {
            if (slice == null || slice.isEmpty()) {
                file.release();
            }
        }
        return slice == BEHIND_LAST_BATCH ? next(place, onlyWarm) : slice;
    }

    /** Offsets between the last batch here and the next segment are gone: reads on there. */
    private LogRead next(int place, boolean onlyWarm) {
        var next = new LogReading(view, baseOfNext(place), maxBytes, minOneBatch, upToOffset);
        if (next.offset() >= upToOffset) {
            return LogSlice.EMPTY;
        }
        return onlyWarm ? next.atOnce() : next.patiently();
    }

    private @Nullable LogSlice held(int place, OpenFile file, OffsetIndex index, boolean onlyWarm) throws IOException {
        var shape = view.shape();
        var segment = shape.segments().get(place);
        var fileEnd = bytesIn(place);
        var from = find(place, file, index, offset, onlyWarm);
        if (from < 0) {
            return null;
        }
        if (from == fileEnd && !shape.isLast(place)) {
            return BEHIND_LAST_BATCH;
        }
        var endsHere = upToOffset < (shape.isLast(place) ? view.endOffset() : baseOfNext(place));
        var to = endsHere ? find(place, file, index, upToOffset, onlyWarm) : fileEnd;
        if (to < 0) {
            return null;
        }
        var bytes = Math.min(maxBytes, to - from);
        if (onlyWarm && bytes > 0 && !segment.isWarm(from, from + bytes)) {
            return null;
        }
        if (bytes < to - from) {
            bytes = Math.min(to - from, atLeastOneBatch(file, from, to, bytes));
        }
        return bytes <= 0
                ? LogSlice.EMPTY
                : new LogSlice(file, from, (int) bytes, upperBound(place, index, from + bytes));
    }

    private long bytesIn(int place) {
        var shape = view.shape();
        return shape.isLast(place)
                ? view.activeBytes()
                : shape.segments().get(place).sealedBytes();
    }

    private long baseOfNext(int place) {
        return view.shape().segments().get(place + 1).baseOffset();
    }

    /** More than {@code bytes} if the first batch is larger and wanted whole, 0 if it is larger and not wanted. */
    private long atLeastOneBatch(OpenFile file, long from, long to, long bytes) throws IOException {
        var first = BatchFinder.sizeAt(file.file(), from, to);
        if (bytes >= first) {
            return bytes;
        }
        return minOneBatch ? first : 0;
    }

    /** Where the first batch begins that ends at or behind {@code target}; negative if looking might block. */
    private long find(int place, OpenFile file, OffsetIndex index, long target, boolean onlyWarm) throws IOException {
        var shape = view.shape();
        var fileEnd = bytesIn(place);
        var segment = shape.segments().get(place);
        var relative = target - segment.baseOffset();
        if (relative <= 0) {
            return 0;
        }
        if (shape.isLast(place)) {
            if (target >= view.endOffset()) {
                return fileEnd;
            }
            var recent = view.recent().position(relative);
            if (recent != RecentBatches.UNKNOWN) {
                return recent;
            }
        }
        var from = index.positionAtOrBefore(relative);
        var searched = Math.min(fileEnd, from + (long) SEARCHED_BYTES);
        if (onlyWarm && searched > from && !segment.isWarm(from, searched)) {
            return -1;
        }
        return BatchFinder.position(file.file(), from, fileEnd, target);
    }

    /** An offset no record before {@code position} reaches. */
    private long upperBound(int place, OffsetIndex index, long position) {
        var shape = view.shape();
        var entry = index.firstAtOrBehind(position);
        if (entry < index.count()) {
            return shape.segments().get(place).baseOffset() + index.relativeOffset(entry) + 1;
        }
        return shape.isLast(place) ? view.endOffset() : baseOfNext(place);
    }
}
