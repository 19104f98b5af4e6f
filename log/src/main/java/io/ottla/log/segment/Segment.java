package io.ottla.log.segment;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One segment of a log, as its readers see it: a .log file from a base offset on, with its indexes once they are needed. The
 * file is opened and the indexes are loaded on first use, in the background, and may be dropped again at any time; whoever
 * lost them loads them anew. Any thread. The segment being appended to has its growing part in {@link SegmentTail}.
 */
public final class Segment {
    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final AtomicReferenceFieldUpdater<Segment, @Nullable OpenFile> OPEN =
            AtomicReferenceFieldUpdater.newUpdater(Segment.class, OpenFile.class, "open");
    /** A sealed segment larger than this has index entries, unless its index is lost. */
    private static final long SMALLEST_INDEXED_BYTES = 1 << 20;

    private static final int NOT_SEALED = -1;

    private final Disk disk;
    private final SegmentFiles files;
    private final Warmth warmth;
    private final long baseOffset;
    private final IndexRules rules;
    private volatile @Nullable OpenFile open;
    private volatile @Nullable Indexes indexes;
    private volatile int sealedBytes = NOT_SEALED;
    private volatile long largestTimestampMs = Long.MIN_VALUE;
    private volatile boolean gone;
    /** The index files on disk say what the indexes in memory do: those may be dropped. */
    private volatile boolean indexesSaved;

    /** Both indexes of a segment. {@code complete} up to its end if it is sealed. */
    public record Indexes(OffsetIndex offsets, TimeIndex times) {
        public static final Indexes NONE = new Indexes(OffsetIndex.EMPTY, TimeIndex.EMPTY);
    }

    /** Where a segment lies and how its indexes are made. */
    public record IndexRules(Disk disk, Path directory, PageCache cache, int intervalBytes) {}

    public Segment(IndexRules rules, long baseOffset) {
        this.rules = rules;
        this.disk = rules.disk();
        this.files = new SegmentFiles(disk, rules.directory());
        this.warmth = new Warmth(rules.cache());
        this.baseOffset = baseOffset;
    }

    /** The offset its files are named after; no record in it has a smaller one. */
    public long baseOffset() {
        return baseOffset;
    }

    public Path path(String ending) {
        return files.path(baseOffset, ending);
    }

    /** Bytes in the .log file. Only of a sealed segment; the size of the one being appended to stands in the view. */
    public int sealedBytes() {
        return sealedBytes;
    }

    public boolean isSealed() {
        return sealedBytes != NOT_SEALED;
    }

    /** Nothing is appended any more, from this size on. Owner's thread. */
    public void seal(int bytes, @Nullable Indexes newIndexes) {
        indexes = newIndexes;
        indexesSaved = newIndexes == null;
        sealedBytes = bytes;
        if (newIndexes != null && newIndexes.times().lastTimestampMs() >= 0) {
            largestTimestampMs = newIndexes.times().lastTimestampMs();
        }
    }

    /** Goes on being appended to, after a truncation or a reopening. Owner's thread. */
    public void unseal() {
        sealedBytes = NOT_SEALED;
        largestTimestampMs = Long.MIN_VALUE;
        indexes = null;
    }

    /** The open file, null if it has to be opened first. */
    public @Nullable OpenFile openFile() {
        return open;
    }

    /** The indexes of a sealed segment, null if they have to be loaded first. */
    public @Nullable Indexes indexes() {
        return indexes;
    }

    /** Are these bytes believed to be in memory? */
    public boolean isWarm(long from, long to) {
        return warmth.isWarm(from, to);
    }

    /** These bytes have just been written or read. */
    public void touched(long from, long to) {
        if (to > from) {
            warmth.touch(from, to);
        }
    }

    /** Has it been taken away? What is still being sent from it is sent to its end. */
    public boolean isGone() {
        return gone;
    }

    /**
     * Opens the file if it is not open. Blocks.
     *
     * @throws NoSuchFileException if the segment has been taken away
     */
    public OpenFile open(Disk.Open how) throws IOException {
        while (true) {
            var now = open;
            if (now != null) {
                return now;
            }
            if (gone) {
                throw new NoSuchFileException(path(LogFileName.LOG).toString());
            }
            var opened = new OpenFile(disk.open(path(LogFileName.LOG), how));
            if (OPEN.compareAndSet(this, null, opened)) {
                if (gone) {
                    drop(); // taken away while we were opening
                    continue;
                }
                return opened;
            }
            opened.release();
        }
    }

    /** What is done with the open file. */
    @FunctionalInterface
    public interface Work<T> {
        T on(DiskFile file) throws IOException;
    }

    /**
     * Opens the file and holds it during {@code work}: no tidy-up closes it meanwhile. Blocks.
     *
     * @throws NoSuchFileException if the segment has been taken away
     */
    public <T> T using(Disk.Open how, Work<T> work) throws IOException {
        while (true) {
            var held = open(how);
            if (held.retain()) {
                try {
                    return work.on(held.file());
                } finally {
                    held.release();
                }
            }
        }
    }

    /** Loads the indexes of a sealed segment if they are not there, making them anew if their files do not hold. Blocks. */
    public Indexes loadIndexes() throws IOException {
        var now = indexes;
        if (now != null) {
            return now;
        }
        var bytes = sealedBytes;
        var loaded = readIndexes(bytes);
        if (loaded == null) {
            LOG.info("Indexes of {} are missing or do not hold, making them from the log.", path(LogFileName.LOG));
            loaded = rebuild(bytes);
        }
        indexes = loaded;
        return loaded;
    }

    private @Nullable Indexes readIndexes(int bytes) throws IOException {
        if (!files.hasIndexes(baseOffset)) {
            return null;
        }
        var offsets = files.readOffsetIndex(baseOffset, bytes);
        var holds = offsets.count() > 0 || bytes <= SMALLEST_INDEXED_BYTES;
        return holds ? new Indexes(offsets, files.readTimeIndex(baseOffset)) : null;
    }

    private Indexes rebuild(int bytes) throws IOException {
        var tail = new SegmentTail(this, rules.intervalBytes());
        using(Disk.Open.READ, file -> {
            var scan = new SegmentScan(file, 0, bytes, 1 << 18);
            while (scan.next()) {
                tail.add(scan.batch());
            }
            return true;
        });
        var built = tail.closedIndexes();
        try {
            writeIndexes(built);
        } catch (IOException e) {
            LOG.warn("Rebuilt indexes of {} could not be written, they stay in memory.", path(LogFileName.LOG), e);
        }
        return built;
    }

    /** What makes sense in the index files on disk, whether or not it reaches the end of the segment. Blocks. */
    public Indexes indexesOnDisk(long segmentBytes) throws IOException {
        return new Indexes(files.readOffsetIndex(baseOffset, segmentBytes), files.readTimeIndex(baseOffset));
    }

    /** Writes the index files whole. Blocks. */
    public void writeIndexes(Indexes toWrite) throws IOException {
        files.writeIndexes(baseOffset, toWrite.offsets(), toWrite.times());
        indexesSaved = true;
    }

    /**
     * The largest timestamp of a sealed segment; of one without timestamps, when its file was last changed. Blocks the first
     * time.
     */
    public long largestTimestampMs() throws IOException {
        var known = largestTimestampMs;
        if (known == Long.MIN_VALUE) {
            known = loadIndexes().times().lastTimestampMs();
            if (known < 0) {
                known = disk.lastModifiedMs(path(LogFileName.LOG));
            }
            largestTimestampMs = known;
        }
        return known;
    }

    /** Is {@link #largestTimestampMs} at hand without blocking? */
    public boolean knowsLargestTimestamp() {
        return largestTimestampMs != Long.MIN_VALUE;
    }

    /** {@link #largestTimestampMs} once it is known. */
    public long knownLargestTimestampMs() {
        return largestTimestampMs;
    }

    /** Closes the file and forgets the indexes once nobody uses them; they come back on demand. */
    public void drop() {
        var now = open;
        if (isSealed() && (indexesSaved || gone)) {
            indexes = null;
        }
        if (now != null && OPEN.compareAndSet(this, now, null)) {
            now.release();
        }
    }

    /** Drops it if no transfer is under way. */
    public void dropIfIdle() {
        var now = open;
        if (now == null || now.isIdle()) {
            drop();
        }
    }

    /** It belongs to the log no more: no reader opens it again. Removing its files is the caller's. */
    public void retire() {
        gone = true;
        drop();
    }

    @Override
    public String toString() {
        return path(LogFileName.LOG).toString();
    }
}
