package io.ottla.log.recovery;

import io.ottla.base.OwnedBy;
import io.ottla.log.directory.LogHome;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import io.ottla.log.producer.ProducerStates;
import io.ottla.log.segment.LogFileName;
import io.ottla.log.segment.PartitionFiles;
import io.ottla.log.segment.Segment;
import io.ottla.log.segment.SegmentScan;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the producers of a snapshot back the batches before their last: the file holds but the last of each, and a client may
 * send any of its five in flight again. They are read from the log before the snapshot, as far as {@link #BYTES}; what
 * lies further back stays forgotten, as it does in Kafka. Lives on one background thread.
 *
 * <pre>
 *   [ ... segment ... ][ ... segment ... | behind: walked over ...
 *              |------- BYTES -----------| snapshot
 * </pre>
 */
@OwnedBy(OwnedBy.Owner.BACKGROUND)
final class Recollection {
    /** Five batches of a Java producer's default size for a dozen producers. */
    static final int BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);
    private static final int MOST_SEGMENTS = 16;
    private static final int BUFFER_BYTES = 1 << 16;

    private final LogHome home;
    private final PartitionFiles files;
    private final ProducerStates producers;
    private final long snapshotOffset;
    private final int indexIntervalBytes;

    /** @param snapshotOffset the producers are as they were there */
    Recollection(
            LogHome home, PartitionFiles files, ProducerStates producers, long snapshotOffset, int indexIntervalBytes) {
        this.home = home;
        this.files = files;
        this.producers = producers;
        this.snapshotOffset = snapshotOffset;
        this.indexIntervalBytes = indexIntervalBytes;
    }

    /** Blocks. Whatever does not look like a log ends it: it is help, no condition. */
    void run() throws IOException {
        if (producers.count() > 0) {
            walk(newestBefore(files.logs().size()), BYTES, MOST_SEGMENTS);
        }
    }

    private int newestBefore(int place) {
        var newest = place - 1;
        while (newest >= 0 && files.logs().get(newest).baseOffset() >= snapshotOffset) {
            newest--;
        }
        return newest;
    }

    /** The older segments first: batches have to come in their order. */
    private void walk(int place, long bytes, int segments) throws IOException {
        if (place < 0 || bytes <= 0 || segments == 0) {
            return;
        }
        var found = files.logs().get(place);
        var segment = new Segment(home.indexRules(indexIntervalBytes), found.baseOffset());
        var index = segment.indexesOnDisk(found.sizeInBytes()).offsets();
        var last = index.positionAtOrBefore(snapshotOffset - 1 - found.baseOffset());
        var entry = index.firstAtOrBehind(Math.max(0, last - bytes));
        var from = last <= bytes || entry == index.count() ? 0 : index.position(entry);
        walk(place - 1, from > 0 ? 0 : bytes - last, segments - 1);
        // Without an index one would read the whole file.
        var to = Math.min(found.sizeInBytes(), last + 2L * BYTES);
        try (var file = home.disk().open(segment.path(LogFileName.LOG), Disk.Open.READ)) {
            recall(file, from, to, from == 0 ? -1 : found.baseOffset() + index.relativeOffset(entry));
        }
    }

    /** @param lastOffset of the batch at {@code from} if that is where it should be; -1 if any will do */
    private void recall(DiskFile file, long from, long to, long lastOffset) throws IOException {
        var scan = new SegmentScan(file, from, to, BUFFER_BYTES);
        while (scan.next()) {
            var batch = scan.batch();
            if (scan.position() == from && lastOffset >= 0 && batch.lastOffset() != lastOffset) {
                LOG.debug("{} holds something else at {} than its index says.", file, from);
                return;
            }
            if (batch.baseOffset() >= snapshotOffset) {
                return;
            }
            if (batch.hasProducerId() && !batch.isControl()) {
                producers.recall(batch);
            }
        }
    }
}
