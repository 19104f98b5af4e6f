package io.ottla.log.recovery;

import io.ottla.base.OwnedBy;
import io.ottla.log.checkpoint.PartitionMetadata;
import io.ottla.log.directory.LogHome;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import io.ottla.log.epoch.EpochCheckpoint;
import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.producer.AbortedTransactions;
import io.ottla.log.producer.ProducerSnapshot;
import io.ottla.log.producer.ProducerStates;
import io.ottla.log.producer.TransactionIndexFile;
import io.ottla.log.segment.LogFileName;
import io.ottla.log.segment.PartitionFiles;
import io.ottla.log.segment.Segment;
import io.ottla.log.segment.SegmentRemoval;
import io.ottla.log.segment.SegmentTail;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the log of one partition, or makes it: lists its directory, takes the newest producer snapshot that can be trusted and
 * walks over the rest. After a clean shutdown that is the last few kilobytes; else what lies behind the recovery point. Lives
 * on one background thread at a time.
 */
@OwnedBy(OwnedBy.Owner.BACKGROUND)
public final class LogOpening {
    private static final Logger LOG = LoggerFactory.getLogger(LogOpening.class);

    private final LogHome home;
    private final Wish wish;
    private final Disk disk;
    private EpochHistory epochsOnDisk = EpochHistory.EMPTY;
    private ProducerStates producers;
    private @Nullable RecoveryWalk walk;
    private @Nullable PartitionFiles files;

    /**
     * What is known of the log from outside its directory.
     *
     * @param mayHaveGaps offsets need not follow each other (compaction)
     * @param recoveryPoint of the checkpoint; 0 if it names none
     * @param logStartOffset of the checkpoint; 0 if it names none
     * @param isClean closed in order, and not written to since
     * @param producerExpirationMs producer.id.expiration.ms
     */
    public record Wish(
            int indexIntervalBytes,
            boolean mayHaveGaps,
            long recoveryPoint,
            long logStartOffset,
            boolean isClean,
            long producerExpirationMs) {}

    public LogOpening(LogHome home, Wish wish) {
        this.home = home;
        this.wish = wish;
        this.disk = home.disk();
        this.producers = new ProducerStates(wish.producerExpirationMs());
    }

    /**
     * Goes on for about {@code bytes} of reading.
     *
     * @return the log once it is open, null before
     */
    public @Nullable LoadedLog advance(long bytes) throws IOException {
        if (walk == null) {
            var made = begin();
            if (made != null) {
                return made;
            }
        }
        return Objects.requireNonNull(walk).advance(bytes) ? finish() : null;
    }

    private @Nullable LoadedLog begin() throws IOException {
        var found = PartitionFiles.none();
        if (disk.exists(home.path())) {
            found = PartitionFiles.tidy(disk, home.path());
        } else {
            disk.createDirectories(home.path());
            PartitionMetadata.write(disk, home.path(), home.topicId());
        }
        files = found;
        if (found.names().contains(EpochCheckpoint.FILE_NAME)) {
            epochsOnDisk = EpochCheckpoint.read(disk, home.path()).orElse(EpochHistory.EMPTY);
        }
        if (found.logs().isEmpty()) {
            return empty(wish.logStartOffset());
        }
        startWalk(found, wish.isClean() ? Long.MAX_VALUE : wish.recoveryPoint());
        return null;
    }

    private void startWalk(PartitionFiles found, long newestSnapshot) throws IOException {
        var firstBase = found.logs().get(0).baseOffset();
        var snapshot = restore(found, newestSnapshot);
        new Recollection(home, found, producers, snapshot, wish.indexIntervalBytes()).run();
        var replayFrom = Math.max(firstBase, snapshot);
        var trustedTo = wish.isClean() ? Long.MAX_VALUE : wish.recoveryPoint();
        producers.aborted(abortedBefore(found, replayFrom));
        var indexFrom = found.logs().size() - 1;
        while (indexFrom > 0 && found.logs().get(indexFrom).baseOffset() > trustedTo) {
            indexFrom--;
        }
        var terms =
                new RecoveryWalk.Terms(trustedTo, replayFrom, indexFrom, wish.mayHaveGaps(), wish.indexIntervalBytes());
        if (!wish.isClean()) {
            LOG.info("Recovering {} from offset {}.", home.partition(), Math.min(trustedTo, replayFrom));
        }
        walk = new RecoveryWalk(home, terms, found, producers, epochsOnDisk);
    }

    /** Takes the newest snapshot that is whole and not above {@code newest}; the answer is the offset it was taken at. */
    private long restore(PartitionFiles found, long newest) throws IOException {
        var nowMs = home.directory().surroundings().clock().wallMs();
        for (var i = found.snapshots().size() - 1; i >= 0; i--) {
            var offset = found.snapshots().get(i);
            if (offset <= newest) {
                var path = home.path().resolve(LogFileName.of(offset, LogFileName.SNAPSHOT));
                var entries = SmallFile.readIfThere(disk, path).flatMap(ProducerSnapshot::parse);
                if (entries.isPresent()) {
                    producers.restore(entries.get(), nowMs);
                    return offset;
                }
                LOG.warn("Producer snapshot {} does not hold, taking an older one.", path);
            }
        }
        return 0;
    }

    /** The .txnindex files hold all that ended before the snapshot; what came later is found by the walk. */
    private AbortedTransactions abortedBefore(PartitionFiles found, long offset) throws IOException {
        var aborted = AbortedTransactions.EMPTY;
        for (var log : found.logs()) {
            if (log.baseOffset() < offset && found.has(log.baseOffset(), LogFileName.TXN_INDEX)) {
                var path = home.path().resolve(LogFileName.of(log.baseOffset(), LogFileName.TXN_INDEX));
                aborted = aborted.plusAll(TransactionIndexFile.read(disk, path).between(0, offset));
            }
        }
        return aborted;
    }

    private @Nullable LoadedLog finish() throws IOException {
        var walked = Objects.requireNonNull(walk);
        var found = Objects.requireNonNull(files);
        var end = walked.endOffset();
        if (wish.isClean() && hasSnapshotAbove(found, end)) {
            // Clean, they said, and yet something is missing: believe only what is below the end.
            LOG.warn("{} ends at {}, below its newest producer snapshot.", home.partition(), end);
            walked.segments().forEach(Segment::drop);
            producers = new ProducerStates(wish.producerExpirationMs());
            removeSnapshots(found, end, end);
            startWalk(found, end);
            files = new PartitionFiles(found.logs(), snapshotsUpTo(found, end), found.names());
            return null;
        }
        if (end < wish.logStartOffset()) {
            LOG.warn(
                    "{} ends at {}, below its start {}: beginning anew there.",
                    home.partition(),
                    end,
                    wish.logStartOffset());
            SegmentRemoval.now(disk, walked.segments());
            return empty(wish.logStartOffset());
        }
        SegmentRemoval.now(disk, walked.dropped());
        removeSnapshots(found, wish.isClean() ? end : Math.min(end, wish.recoveryPoint()), end);
        var segments = walked.segments();
        var start = Math.max(wish.logStartOffset(), segments.get(0).baseOffset());
        return new LoadedLog(
                segments,
                walked.tail(),
                producers,
                walked.epochs().truncatedTo(end).startingAt(start),
                epochsOnDisk,
                start,
                end,
                wish.isClean() ? end : Math.min(end, wish.recoveryPoint()),
                found.logs().get(segments.size() - 1).lastModifiedMs(),
                !wish.isClean() || walked.hasTruncated());
    }

    private static boolean hasSnapshotAbove(PartitionFiles found, long end) {
        var snapshots = found.snapshots();
        return !snapshots.isEmpty() && snapshots.get(snapshots.size() - 1) > end;
    }

    private static List<Long> snapshotsUpTo(PartitionFiles found, long end) {
        return found.snapshots().stream().filter(offset -> offset <= end).toList();
    }

    /** Those above {@code trusted} may come from a log that was cut off since; below, one a segment is enough. */
    private void removeSnapshots(PartitionFiles found, long trusted, long end) throws IOException {
        var snapshots = found.snapshots();
        for (var i = 0; i < snapshots.size(); i++) {
            var offset = snapshots.get(i);
            var isNewest = i == snapshots.size() - 1 || snapshots.get(i + 1) > trusted;
            var ofSegment = found.logs().stream().anyMatch(log -> log.baseOffset() == offset);
            if (offset > trusted || offset > end || (!isNewest && !ofSegment)) {
                disk.delete(home.path().resolve(LogFileName.of(offset, LogFileName.SNAPSHOT)));
            }
        }
    }

    private LoadedLog empty(long offset) throws IOException {
        var segment = new Segment(home.indexRules(wish.indexIntervalBytes()), offset);
        segment.open(Disk.Open.REPLACE);
        var tail = new SegmentTail(segment, wish.indexIntervalBytes());
        return new LoadedLog(
                List.of(segment),
                tail,
                new ProducerStates(wish.producerExpirationMs()),
                EpochHistory.EMPTY,
                epochsOnDisk,
                offset,
                offset,
                offset,
                home.directory().surroundings().clock().wallMs(),
                false);
    }
}
