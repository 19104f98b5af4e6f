package io.ottla.log.recovery;

import io.ottla.base.OwnedBy;
import io.ottla.log.directory.LogHome;
import io.ottla.log.disk.Disk;
import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.producer.ProducerStates;
import io.ottla.log.producer.TransactionIndexFile;
import io.ottla.log.segment.LogFileName;
import io.ottla.log.segment.PartitionFiles;
import io.ottla.log.segment.Segment;
import io.ottla.log.segment.SegmentScan;
import io.ottla.log.segment.SegmentTail;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks over the end of a log that is being opened: validates what may be torn, rebuilds the indexes of the last segments and
 * the producer states behind the snapshot, cuts off what is not whole. Goes in bites, so that many logs share few threads.
 * Lives on one background thread at a time.
 *
 * <pre>
 *   |----- trusted: structure only -----|---- CRC, structure, order ----|
 *   0         snapshot               trustedTo                     end of files
 *             |--- producers ---------------------------------------->
 *      |--- index entries, from the last one on disk below trustedTo ->
 * </pre>
 */
@OwnedBy(OwnedBy.Owner.BACKGROUND)
final class RecoveryWalk {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryWalk.class);
    private static final int BUFFER_BYTES = 1 << 18;

    private final LogHome home;
    private final Terms terms;
    private final PartitionFiles files;
    private final ProducerStates producers;
    private final List<Segment> segments;
    private final List<Long> sizes;
    private final List<Segment> dropped = new ArrayList<>();
    private EpochHistory epochs;
    private int place;
    private @Nullable SegmentScan scan;
    private @Nullable SegmentTail tail;
    private long scanFrom;
    private long indexFromPosition;
    private long nextOffset;
    private boolean truncated;

    /**
     * What may be believed.
     *
     * @param trustedTo below this offset the log is known to be on disk
     * @param replayFrom producers are known up to here
     * @param indexFrom the first segment whose indexes are made
     * @param mayHaveGaps offsets need not follow each other (compaction)
     */
    record Terms(long trustedTo, long replayFrom, int indexFrom, boolean mayHaveGaps, int indexIntervalBytes) {}

    /** The segments to walk over with the sizes of their files; the last of them becomes the one appended to. */
    RecoveryWalk(LogHome home, Terms terms, PartitionFiles files, ProducerStates producers, EpochHistory epochs) {
        this.home = home;
        this.terms = terms;
        this.files = files;
        this.producers = producers;
        this.epochs = epochs;
        this.segments = new ArrayList<>();
        this.sizes = new ArrayList<>();
        var rules = home.indexRules(terms.indexIntervalBytes());
        for (var log : files.logs()) {
            segments.add(new Segment(rules, log.baseOffset()));
            sizes.add(log.sizeInBytes());
        }
        var replayPlace = 0;
        while (replayPlace + 1 < segments.size()
                && segments.get(replayPlace + 1).baseOffset() <= terms.replayFrom()) {
            replayPlace++;
        }
        this.place = Math.min(replayPlace, terms.indexFrom());
        this.nextOffset = segments.get(place).baseOffset();
    }

    /**
     * Goes on for about {@code bytes}.
     *
     * @return true once there is nothing more to do
     */
    boolean advance(long bytes) throws IOException {
        var left = bytes;
        while (left > 0) {
            if (scan == null) {
                if (place == segments.size()) {
                    return true;
                }
                enterSegment();
            }
            left -= walk(left);
        }
        return false;
    }

    private void enterSegment() throws IOException {
        var segment = segments.get(place);
        nextOffset = segment.baseOffset();
        enter(segment, true);
    }

    private boolean hasIndexes(Segment segment) {
        return files.has(segment.baseOffset(), LogFileName.INDEX)
                && files.has(segment.baseOffset(), LogFileName.TIME_INDEX);
    }

    private void enter(Segment segment, boolean trustIndex) throws IOException {
        var size = sizes.get(place);
        var file = segment.open(Disk.Open.WRITE).file();
        var onDisk = hasIndexes(segment) ? segment.indexesOnDisk(size) : Segment.Indexes.NONE;
        var indexes = place >= terms.indexFrom();
        indexFromPosition = Long.MAX_VALUE;
        if (indexes) {
            tail = new SegmentTail(segment, terms.indexIntervalBytes());
            indexFromPosition = trustIndex ? tail.resume(onDisk, terms.trustedTo() - 1) : 0;
        }
        var replayRelative = terms.replayFrom() - segment.baseOffset();
        var replayFromPosition = replayRelative <= 0 || !trustIndex
                ? 0
                : onDisk.offsets()
                        .positionAtOrBefore(Math.min(replayRelative, terms.trustedTo() - 1 - segment.baseOffset()));
        scanFrom = Math.min(indexFromPosition, replayFromPosition);
        scan = new SegmentScan(file, scanFrom, size, BUFFER_BYTES);
        if (tail != null && indexFromPosition > 0) {
            tail.firstTimestampMs(firstTimestamp(segment));
        }
    }

    private static long firstTimestamp(Segment segment) throws IOException {
        var file = segment.open(Disk.Open.WRITE).file();
        var first = new SegmentScan(file, 0, file.sizeInBytes(), RecordBatch.HEADER_BYTES);
        return first.next() ? first.batch().maxTimestamp() : RecordBatch.NO_TIMESTAMP;
    }

    /** Walks on in the current segment; leaves it at its end. */
    private long walk(long bytes) throws IOException {
        var walking = Objects.requireNonNull(scan);
        var from = walking.position();
        while (walking.next()) {
            if (!isGood(walking)) {
                bad(walking, "a batch that does not hold");
                return walking.nextPosition() - from;
            }
            take(walking);
            if (walking.nextPosition() - from >= bytes) {
                return walking.nextPosition() - from;
            }
        }
        if (walking.end() == SegmentScan.End.CLEAN) {
            leaveSegment(walking.position());
        } else {
            refuseOldFormat(walking);
            bad(walking, walking.end() == SegmentScan.End.TORN ? "a torn batch" : "no batch");
        }
        return Math.max(1, walking.position() - from);
    }

    /** Message formats 0 and 1 are not served yet; they must not be taken for garbage and cut off. */
    private void refuseOldFormat(SegmentScan walking) throws IOException {
        if (walking.position() == 0 && walking.isOldFormat()) {
            throw new UnsupportedFormat(segments.get(place) + " is in message format 0 or 1, which is not served");
        }
    }

    private boolean isGood(SegmentScan walking) throws IOException {
        var batch = walking.batch();
        if (walking.position() < indexFromPosition) {
            return true;
        }
        var base = segments.get(place).baseOffset();
        var isFirstSeen = walking.position() == scanFrom;
        var inOrder = isFirstSeen ? batch.baseOffset() >= base : batch.baseOffset() >= nextOffset;
        if (!inOrder || batch.lastOffset() - base > Integer.MAX_VALUE) {
            return false;
        }
        if (batch.lastOffset() < terms.trustedTo()) {
            return true;
        }
        // The checksum does not cover the base offset; but where nothing is compacted we know it.
        var follows = (isFirstSeen && walking.position() > 0) || batch.baseOffset() == nextOffset;
        return (follows || terms.mayHaveGaps()) && walking.isIntact();
    }

    private void take(SegmentScan walking) throws IOException {
        var batch = walking.batch();
        nextOffset = batch.nextOffset();
        if (walking.position() >= indexFromPosition && tail != null) {
            tail.add(batch);
        }
        if (batch.leaderEpoch() > epochs.latestEpoch()) {
            epochs = epochs.with(batch.leaderEpoch(), batch.baseOffset());
        }
        if (batch.hasProducerId() && batch.baseOffset() >= terms.replayFrom()) {
            producers.append(batch.isControl() ? whole(walking) : batch);
        }
    }

    private static RecordBatch whole(SegmentScan walking) throws IOException {
        var bytes = ByteBuffer.allocate((int) (walking.nextPosition() - walking.position()));
        walking.copyTo(bytes);
        return new RecordBatch().wrap(bytes.flip(), 0);
    }

    private void bad(SegmentScan walking, String what) throws IOException {
        var segment = segments.get(place);
        var at = walking.position();
        if (at == scanFrom && at > 0) {
            // Perhaps it is the index that is wrong: once more from the start of the segment.
            LOG.warn("The index of {} leads to {} at {}, walking over the whole segment.", segment, what, at);
            tail = null;
            enter(segment, false);
            nextOffset = segment.baseOffset();
            return;
        }
        if (place < terms.indexFrom()) {
            LOG.error(
                    "{} holds {} at {}, though it was on disk; what follows there cannot be read.", segment, what, at);
            leaveSegment(at);
            return;
        }
        var lost = sizes.get(place) - at;
        if (nextOffset < terms.trustedTo()) {
            LOG.error("{} holds {} at {}, below the recovery point {}.", segment, what, at, terms.trustedTo());
        }
        LOG.warn(
                "{} holds {} at {}: cutting off {} bytes, the log ends at offset {}.",
                segment,
                what,
                at,
                lost,
                nextOffset);
        var file = segment.open(Disk.Open.WRITE).file();
        file.truncate(at);
        file.force();
        // Entries for what is gone must not be believed when the log has grown another way.
        home.disk().delete(segment.path(LogFileName.INDEX));
        home.disk().delete(segment.path(LogFileName.TIME_INDEX));
        truncated = true;
        sizes.set(place, at);
        dropFrom(place + 1);
        leaveSegment(at);
    }

    private void leaveSegment(long size) throws IOException {
        scan = null;
        if (place + 1 < segments.size() && place >= terms.indexFrom() && !terms.mayHaveGaps()) {
            var next = segments.get(place + 1);
            if (next.baseOffset() != nextOffset) {
                // A crash took the end of this segment and left the next: only what lies before the hole is a log.
                LOG.warn(
                        "{} does not begin where the log ends, at {}: dropping it and what follows.", next, nextOffset);
                dropFrom(place + 1);
            }
        }
        if (place + 1 < segments.size()) {
            seal(segments.get(place), (int) size);
            tail = null;
        }
        place++;
    }

    private void seal(Segment segment, int size) throws IOException {
        if (tail == null) {
            segment.seal(size, null);
            return;
        }
        var indexes = tail.closedIndexes();
        segment.seal(size, indexes);
        segment.open(Disk.Open.WRITE).file().force();
        try {
            segment.writeIndexes(indexes);
            var aborted = producers.aborted().between(segment.baseOffset(), nextOffset);
            TransactionIndexFile.replace(home.disk(), segment.path(LogFileName.TXN_INDEX), aborted);
        } catch (IOException e) {
            LOG.warn("The indexes of {} could not be written; they will be made again when needed.", segment, e);
        }
    }

    private void dropFrom(int first) {
        while (segments.size() > first) {
            var segment = segments.remove(first);
            sizes.remove(first);
            segment.retire();
            dropped.add(segment);
        }
        truncated = true;
    }

    /** All that remain; all but the last are sealed. */
    List<Segment> segments() {
        // Those before the first one walked over were never entered.
        for (var i = 0; i < segments.size() - 1; i++) {
            if (!segments.get(i).isSealed()) {
                segments.get(i).seal(sizes.get(i).intValue(), null);
            }
        }
        return List.copyOf(segments);
    }

    /** Of the last segment. */
    SegmentTail tail() {
        return Objects.requireNonNull(tail);
    }

    /** Those that are no part of the log any more; their files are still there. */
    List<Segment> dropped() {
        return dropped;
    }

    EpochHistory epochs() {
        return epochs;
    }

    long endOffset() {
        return nextOffset;
    }

    /** Has anything been cut off? */
    boolean hasTruncated() {
        return truncated;
    }
}
