package io.ottla.replication.metadata;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import io.ottla.replication.image.ClusterImage;
import io.ottla.wire.MalformedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of {@code __cluster_metadata-0}: segments {@code <base offset>.log} and snapshots {@code <end offset>-<epoch>.checkpoint}.
 * Everything blocks; after {@link #open} it is used by one background task at a time.
 */
@OwnedBy(OwnedBy.Owner.BACKGROUND)
final class MetadataFiles {
    private static final String SEGMENT_SUFFIX = ".log";
    /** The last four come from Apache Kafka, if it has written here before. */
    private static final List<String> SUFFIXES_OF_A_SEGMENT =
            List.of(SEGMENT_SUFFIX, ".index", ".timeindex", ".txnindex", ".snapshot");

    private static final Logger LOG = LoggerFactory.getLogger(MetadataFiles.class);

    private final Disk disk;
    private final Path directory;
    private final Reserve reserve;
    private final List<Long> segments;
    private @Nullable DiskFile active;
    private long activeBytes;
    private boolean isNewFile;

    private MetadataFiles(Disk disk, Path directory, List<Long> segments) {
        this.disk = disk;
        this.directory = directory;
        this.reserve = new Reserve(disk, directory);
        this.segments = segments;
    }

    /**
     * What was found.
     *
     * @param loader holds the image of all that is in the files
     * @param epoch the newest anybody has led in here
     * @param bytesSinceSnapshot of log that are not in the newest snapshot
     */
    record Opened(MetadataFiles files, ImageLoader loader, int epoch, long bytesSinceSnapshot) {}

    /**
     * Reads everything, and cuts off what a crash has torn.
     *
     * @throws CorruptMetadata if something is damaged that no crash can have torn; nothing is changed then
     */
    static Opened open(Disk disk, Path directory) throws IOException {
        disk.createDirectories(directory);
        List<Long> segments = new ArrayList<>();
        List<Snapshot.Id> snapshots = new ArrayList<>();
        for (Disk.Entry entry : disk.list(directory)) {
            String name = entry.name();
            if (name.endsWith(Snapshot.PART_SUFFIX)) {
                disk.delete(directory.resolve(name));
            } else if (name.matches("\\d{20}\\.log")) {
                segments.add(Long.parseLong(name.substring(0, 20)));
            } else {
                Snapshot.Id.of(name).ifPresent(snapshots::add);
            }
        }
        segments.sort(Comparator.naturalOrder());
        snapshots.sort(Comparator.comparingLong(Snapshot.Id::endOffset));
        ImageLoader loader = new ImageLoader();
        loadNewest(disk, directory, snapshots, loader);
        MetadataFiles files = new MetadataFiles(disk, directory, segments);
        long bytes = files.replay(loader);
        int epoch = Math.max(loader.image().position().epoch(), QuorumState.epoch(disk, directory));
        return new Opened(files, loader, epoch, bytes);
    }

    /** Reads the newest whole snapshot, if there is any; a damaged one is passed over, the log may reach back far enough. */
    private static void loadNewest(Disk disk, Path directory, List<Snapshot.Id> ascending, ImageLoader loader)
            throws IOException {
        for (int i = ascending.size() - 1; i >= 0; i--) {
            try {
                Snapshot.read(disk, directory, ascending.get(i), loader);
                return;
            } catch (CorruptMetadata e) {
                LOG.error("{}", e.getMessage());
                loader.startFrom(ClusterImage.EMPTY);
            }
        }
    }

    private long replay(ImageLoader loader) throws IOException {
        long from = loader.image().position().endOffset();
        long bytes = 0;
        long expected = -1;
        for (int i = 0; i < segments.size(); i++) {
            boolean isLast = i == segments.size() - 1;
            if (!isLast && segments.get(i + 1) <= from) {
                continue;
            }
            long base = segments.get(i);
            if (expected < 0 ? base > from : base != expected) {
                throw new CorruptMetadata(
                        "The metadata log in " + directory + " has a gap: nothing is there from offset "
                                + (expected < 0 ? from : expected) + " to " + base);
            }
            try (DiskFile file = disk.open(path(base), Disk.Open.WRITE)) {
                BatchScan scan = new BatchScan(file, base);
                replay(scan, from, loader, base);
                end(scan, file, base, isLast);
                bytes += scan.position();
                expected = scan.nextOffset();
            }
        }
        if (expected < from) {
            while (!segments.isEmpty()) { // the snapshot is ahead of all of them; the next append begins a new one
                deleteFirst();
            }
        }
        return bytes;
    }

    private void deleteFirst() throws IOException {
        long base = segments.remove(0);
        for (String suffix : SUFFIXES_OF_A_SEGMENT) {
            disk.delete(directory.resolve(String.format("%020d%s", base, suffix)));
        }
    }

    private void replay(BatchScan scan, long from, ImageLoader loader, long base) throws IOException {
        try {
            while (scan.next()) {
                if (scan.batch().baseOffset() >= from) {
                    loader.take(scan.batch());
                } else if (scan.nextOffset() > from) {
                    throw new CorruptMetadata("The newest snapshot in " + directory + " ends at offset " + from
                            + ", in the middle of a batch of " + path(base));
                }
            }
        } catch (MalformedMessage | Check.BrokenInvariant e) {
            throw new CorruptMetadata("The metadata log " + path(base) + " cannot be read at byte " + scan.position()
                    + ": " + e.getMessage());
        }
    }

    private void end(BatchScan scan, DiskFile file, long base, boolean isLast) throws IOException {
        if (scan.isAtEnd()) {
            return;
        }
        long good = scan.position();
        if (!isLast || scan.goodBatchFollows()) {
            throw new CorruptMetadata("The metadata log " + path(base) + " is damaged at byte " + good
                    + ", but whole again after that: no crash does this. Not starting; restore the file from a copy");
        }
        LOG.warn("Cutting {} torn bytes off the metadata log {}", scan.fileBytes() - good, path(base));
        file.truncate(good);
        file.force();
    }

    private Path path(long baseOffset) {
        return directory.resolve(String.format("%020d%s", baseOffset, SEGMENT_SUFFIX));
    }

    Reserve reserve() {
        return reserve;
    }

    /** Writes one batch that begins at {@code baseOffset}; it is on disk when this returns. */
    void append(long baseOffset, ByteBuffer batch) throws IOException {
        try {
            write(baseOffset, batch.duplicate());
        } catch (IOException e) {
            if (!reserve.release(e)) {
                throw e;
            }
            write(baseOffset, batch.duplicate());
        }
        DiskFile file = Check.present(active, "nothing was written");
        file.force();
        activeBytes += batch.remaining();
        if (isNewFile) {
            isNewFile = false;
            disk.forceDirectory(directory);
        }
    }

    private void write(long baseOffset, ByteBuffer batch) throws IOException {
        if (active == null) {
            active = begin(baseOffset);
        }
        if (active.sizeInBytes() > activeBytes) {
            active.truncate(activeBytes); // part of a write that failed
        }
        active.append(batch);
    }

    private DiskFile begin(long baseOffset) throws IOException {
        if (segments.isEmpty()) {
            segments.add(baseOffset);
            isNewFile = true;
        }
        DiskFile file = disk.open(path(segments.get(segments.size() - 1)), Disk.Open.CREATE);
        activeBytes = file.sizeInBytes();
        return file;
    }

    /** The next append begins a new segment. */
    void roll(long baseOffset) throws IOException {
        if (segments.isEmpty() || segments.get(segments.size() - 1) < baseOffset) {
            close();
            segments.add(baseOffset);
            isNewFile = true;
        }
    }

    /** Writes a snapshot. Unlike the others, this may run beside an append. */
    void snapshot(Snapshot.Id id, Snapshot.Content content) throws IOException {
        Snapshot.write(disk, directory, id.fileName(), content);
    }

    /** Removes what the snapshot {@code id} makes superfluous. */
    void prune(Snapshot.Id id) throws IOException {
        while (segments.size() > 1 && segments.get(1) <= id.endOffset()) {
            deleteFirst();
        }
        for (Disk.Entry entry : disk.list(directory)) {
            var other = Snapshot.Id.of(entry.name());
            if (other.isPresent() && other.get().endOffset() < id.endOffset()) {
                disk.delete(directory.resolve(entry.name()));
            }
        }
    }

    void close() throws IOException {
        DiskFile file = active;
        active = null;
        if (file != null) {
            file.close();
        }
    }
}
