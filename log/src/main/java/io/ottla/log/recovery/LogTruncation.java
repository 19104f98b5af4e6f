package io.ottla.log.recovery;

import io.ottla.log.directory.LogHome;
import io.ottla.log.disk.Disk;
import io.ottla.log.epoch.EpochCheckpoint;
import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.producer.AbortedTransactions;
import io.ottla.log.producer.TransactionIndexFile;
import io.ottla.log.segment.BatchFinder;
import io.ottla.log.segment.LogFileName;
import io.ottla.log.segment.Segment;
import io.ottla.log.segment.SegmentRemoval;
import java.io.IOException;
import java.util.List;

/**
 * Cuts the end of a log off and loads what is left. Works in the background while the log takes no appends; the recovery point
 * on disk has been lowered before. What it leaves is on disk when it returns: a crash brings nothing back.
 *
 * @param epochs as the log knows them
 * @param aborted as the log knows them
 */
public record LogTruncation(
        LogHome home, LogOpening.Wish wish, List<Segment> segments, EpochHistory epochs, AbortedTransactions aborted) {
    /** Keeps {@code [.. offset)}; a batch across it goes as a whole. */
    public LoadedLog to(long offset) throws IOException {
        var place = segments.size() - 1;
        while (place > 0 && segments.get(place).baseOffset() > offset) {
            place--;
        }
        SegmentRemoval.now(home.disk(), segments.subList(place + 1, segments.size()));
        segments.forEach(Segment::retire);
        shorten(segments.get(place), offset);
        removeSnapshotsAbove(offset);
        EpochCheckpoint.write(home.disk(), home.path(), epochs.truncatedTo(offset));
        home.disk().forceDirectory(home.path());
        return load(wish);
    }

    private void shorten(Segment segment, long offset) throws IOException {
        var disk = home.disk();
        try (var file = disk.open(segment.path(LogFileName.LOG), Disk.Open.WRITE)) {
            file.truncate(BatchFinder.position(file, 0, file.sizeInBytes(), offset));
            file.force();
        }
        disk.delete(segment.path(LogFileName.INDEX));
        disk.delete(segment.path(LogFileName.TIME_INDEX));
        TransactionIndexFile.replace(
                disk, segment.path(LogFileName.TXN_INDEX), aborted.between(segment.baseOffset(), offset));
    }

    /** Keeps nothing; the log starts and ends at {@code offset}. */
    public LoadedLog fullyTo(long offset) throws IOException {
        SegmentRemoval.now(home.disk(), segments);
        removeSnapshotsAbove(-1);
        EpochCheckpoint.write(home.disk(), home.path(), EpochHistory.EMPTY);
        home.disk().forceDirectory(home.path());
        return load(new LogOpening.Wish(
                wish.indexIntervalBytes(), wish.mayHaveGaps(), offset, offset, false, wish.producerExpirationMs()));
    }

    private void removeSnapshotsAbove(long offset) throws IOException {
        for (var entry : home.disk().list(home.path())) {
            var snapshot = LogFileName.offsetOf(entry.name(), LogFileName.SNAPSHOT);
            if (snapshot.isPresent() && snapshot.getAsLong() > offset) {
                home.disk().delete(home.path().resolve(entry.name()));
            }
        }
    }

    private LoadedLog load(LogOpening.Wish newWish) throws IOException {
        var opening = new LogOpening(home, newWish);
        while (true) {
            var loaded = opening.advance(Long.MAX_VALUE);
            if (loaded != null) {
                return loaded;
            }
        }
    }
}
