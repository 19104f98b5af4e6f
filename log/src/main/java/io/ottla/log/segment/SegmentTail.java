package io.ottla.log.segment;

import io.ottla.base.OwnedBy;
import io.ottla.wire.batch.RecordBatch;

/**
 * The growing part of a segment: its size, its largest timestamp and the index entries of what has been appended. Lives with
 * the log's owner while the segment is appended to, or with whoever rebuilds the indexes from the file.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class SegmentTail {
    private final Segment segment;
    private int intervalBytes;
    private OffsetIndex offsets = OffsetIndex.EMPTY;
    private TimeIndex times = TimeIndex.EMPTY;
    private RecentBatches recent = RecentBatches.EMPTY;
    private int sizeInBytes;
    private int bytesSinceEntry;
    private long firstTimestampMs = RecordBatch.NO_TIMESTAMP;
    private long largestTimestampMs = RecordBatch.NO_TIMESTAMP;
    private int largestTimestampOffset;

    public SegmentTail(Segment segment, int intervalBytes) {
        this.segment = segment;
        this.intervalBytes = intervalBytes;
    }

    /**
     * Goes on from entries that were on disk: those up to {@code lastTrustedOffset} are taken, and the walk over the batches
     * continues at the position answered. The batch there is the one the last entry points to; it is added anew.
     */
    public int resume(Segment.Indexes onDisk, long lastTrustedOffset) {
        var relative = lastTrustedOffset - segment.baseOffset();
        // The entry itself is dropped: walking over its batch makes it again, or finds that it was wrong.
        var kept = onDisk.offsets().floor(relative);
        if (kept <= 0) {
            return 0;
        }
        sizeInBytes = onDisk.offsets().position(kept);
        offsets = onDisk.offsets().first(kept);
        // An entry of the batch at the resumed position is made again; those of batches before it are not seen again.
        times = onDisk.times().upTo(onDisk.offsets().relativeOffset(kept) - 1L);
        largestTimestampMs = times.lastTimestampMs();
        largestTimestampOffset = times.lastRelativeOffset();
        bytesSinceEntry = Integer.MAX_VALUE; // so that the entry dropped is made again
        return sizeInBytes;
    }

    /** Counts in a batch that stands, or will stand, behind all others. Its offsets are final. */
    public void add(RecordBatch batch) {
        var size = batch.sizeInBytes();
        var lastRelative = (int) (batch.lastOffset() - segment.baseOffset());
        var timestamp = batch.maxTimestamp();
        if (sizeInBytes == 0) {
            firstTimestampMs = timestamp;
        }
        if (timestamp > largestTimestampMs) {
            largestTimestampMs = timestamp;
            largestTimestampOffset = lastRelative;
        }
        if (bytesSinceEntry > intervalBytes) {
            offsets = offsets.plus(lastRelative, sizeInBytes);
            times = times.plusIfLater(largestTimestampMs, largestTimestampOffset);
            bytesSinceEntry = 0;
        }
        recent = recent.plus(lastRelative, sizeInBytes);
        bytesSinceEntry += size;
        sizeInBytes += size;
    }

    public Segment segment() {
        return segment;
    }

    public int sizeInBytes() {
        return sizeInBytes;
    }

    public OffsetIndex offsets() {
        return offsets;
    }

    public TimeIndex times() {
        return times;
    }

    public RecentBatches recent() {
        return recent;
    }

    /** Of the first batch; -1 if there is none or it bears none. Known only if the first batch was added here. */
    public long firstTimestampMs() {
        return firstTimestampMs;
    }

    /** After {@link #resume}: the first batch was not walked over. */
    public void firstTimestampMs(long timestampMs) {
        firstTimestampMs = timestampMs;
    }

    /** -1 if there is none. */
    public long largestTimestampMs() {
        return largestTimestampMs;
    }

    public void intervalBytes(int bytes) {
        intervalBytes = bytes;
    }

    /** Would one more entry make an index file larger than {@code indexBytes}? */
    public boolean isIndexFull(int indexBytes) {
        // One place in the time index is kept for the entry that closes it.
        return offsets.count() >= indexBytes / OffsetIndex.ENTRY_BYTES
                || times.count() >= indexBytes / TimeIndex.ENTRY_BYTES - 1;
    }

    /** The indexes as they go to disk: the largest timestamp closes the time index. */
    public Segment.Indexes closedIndexes() {
        return new Segment.Indexes(offsets, times.plusIfLater(largestTimestampMs, largestTimestampOffset));
    }
}
