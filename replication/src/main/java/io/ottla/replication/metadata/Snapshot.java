package io.ottla.replication.metadata;

import io.ottla.base.Check;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.ControlRecords;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.compress.Decompressors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files that hold an image: {@code <end offset>-<epoch>.checkpoint} beside the log, and {@code bootstrap.checkpoint}. A control batch
 * with the header, batches of records, a control batch with the footer; offsets count from 0. A file is complete once it bears its
 * name. Blocks.
 */
public final class Snapshot {
    static final String SUFFIX = ".checkpoint";
    private static final String PART_ENDING = ".part";
    static final String PART_SUFFIX = SUFFIX + PART_ENDING;
    private static final int RECORDS_PER_BATCH = 1000;

    private Snapshot() {}

    /** What a file's name says it contains: everything below {@code endOffset}, the last of it from {@code epoch}. */
    record Id(long endOffset, int epoch) {
        String fileName() {
            return String.format("%020d-%010d%s", endOffset, epoch, SUFFIX);
        }

        /** The id a file name stands for; empty if it is no snapshot's. */
        static Optional<Id> of(String fileName) {
            String name = fileName.endsWith(SUFFIX) ? fileName.substring(0, fileName.length() - SUFFIX.length()) : "";
            if (!name.matches("\\d{20}-\\d{10}")) {
                return Optional.empty();
            }
            return Optional.of(new Id(Long.parseLong(name.substring(0, 20)), Integer.parseInt(name.substring(21))));
        }
    }

    /**
     * What a snapshot holds.
     *
     * @param kept control records that are carried along
     */
    public record Content(
            LogPosition position,
            RecordVersions versions,
            List<MetadataChange> changes,
            Map<ControlRecords.Type, ByteBuffer> kept) {

        /** The content that leads from nothing to {@code image}. */
        public static Content of(ClusterImage image, Map<ControlRecords.Type, ByteBuffer> kept) {
            List<MetadataChange> changes = new ArrayList<>();
            ImageChanges.of(image, changes::add);
            return new Content(image.position(), RecordVersions.of(image), changes, kept);
        }
    }

    /** Writes a file that leads from nothing to what {@code content} says, durably, in one step. */
    static void write(Disk disk, Path directory, String fileName, Content content) throws IOException {
        Path part = directory.resolve(fileName + PART_ENDING);
        try (DiskFile file = disk.open(part, Disk.Open.REPLACE)) {
            append(file::append, content);
            file.force();
        }
        disk.rename(part, directory.resolve(fileName));
        disk.forceDirectory(directory);
    }

    /** Where a snapshot is written to, batch by batch. */
    public interface Sink {
        void append(ByteBuffer batch) throws IOException;
    }

    /** Writes a whole snapshot to {@code sink}. */
    public static void append(Sink sink, Content content) throws IOException {
        LogPosition position = content.position();
        List<MetadataChange> changes = content.changes();
        List<MetadataBatches.Control> head = new ArrayList<>();
        head.add(MetadataBatches.snapshotHeader(position.timestampMs()));
        content.kept().forEach((type, value) -> head.add(new MetadataBatches.Control(type, value)));
        long offset =
                append(sink, MetadataBatches.control(at(0, position), head.toArray(new MetadataBatches.Control[0])));
        for (int from = 0; from < changes.size(); from += RECORDS_PER_BATCH) {
            List<MetadataChange> some = changes.subList(from, Math.min(changes.size(), from + RECORDS_PER_BATCH));
            offset = append(
                    sink, MetadataBatches.data(at(offset, position), MetadataBatches.encode(some, content.versions())));
        }
        append(sink, MetadataBatches.control(at(offset, position), MetadataBatches.snapshotFooter()));
    }

    private static MetadataBatches.Place at(long offset, LogPosition position) {
        return new MetadataBatches.Place(offset, position.epoch(), Math.max(0, position.timestampMs()));
    }

    private static long append(Sink sink, ByteBuffer batch) throws IOException {
        long next = new RecordBatch().wrap(batch, batch.position()).nextOffset();
        sink.append(batch);
        return next;
    }

    /**
     * Reads the file into {@code loader}.
     *
     * @throws CorruptMetadata if it is not a whole snapshot
     */
    static void read(Disk disk, Path path, ImageLoader loader) throws IOException {
        try (DiskFile file = disk.open(path, Disk.Open.READ)) {
            read(file, 0, path, loader);
        }
    }

    /** What a snapshot held; the position of {@code image} says nothing. */
    public record Held(ClusterImage image, Map<ControlRecords.Type, ByteBuffer> kept) {}

    /**
     * Reads a snapshot that begins at byte {@code from} and ends where the file does.
     *
     * @param path for a person who reads of its damage
     * @throws CorruptMetadata if it is not a whole snapshot
     */
    public static Held read(DiskFile file, long from, Path path) throws IOException {
        ImageLoader loader = new ImageLoader();
        read(file, from, path, loader);
        return new Held(loader.image(), loader.kept());
    }

    /**
     * The image in a snapshot that has been fetched from another node; its position says nothing.
     *
     * @throws CorruptMetadata if it is not a whole snapshot
     */
    public static ClusterImage read(ByteBuffer bytes) throws CorruptMetadata {
        ImageLoader loader = new ImageLoader();
        RecordCursor records = new RecordCursor(new Decompressors());
        Batches batches = new Batches().over(bytes);
        boolean footer = false;
        try {
            while (batches.next()) {
                if (!batches.batch().crcMatches()) {
                    throw new CorruptMetadata("The snapshot that was fetched is damaged at byte " + batches.position());
                }
                footer = batches.batch().isControl() && endsWithFooter(records.over(batches.batch()));
                loader.take(batches.batch());
            }
        } catch (MalformedMessage | Check.BrokenInvariant e) {
            throw new CorruptMetadata("The snapshot that was fetched cannot be read: " + e.getMessage());
        }
        if (!footer) {
            throw new CorruptMetadata("The snapshot that was fetched has no end");
        }
        return loader.image();
    }

    private static void read(DiskFile file, long from, Path path, ImageLoader loader) throws IOException {
        loader.startFrom(ClusterImage.EMPTY);
        try {
            BatchScan scan = new BatchScan(file, from, 0);
            RecordCursor records = new RecordCursor(new Decompressors());
            boolean footer = false;
            while (scan.next()) {
                footer = scan.batch().isControl() && endsWithFooter(records.over(scan.batch()));
                loader.take(scan.batch());
            }
            if (!footer || !scan.isAtEnd()) {
                throw new CorruptMetadata(
                        "The snapshot " + path + " is damaged at byte " + scan.position() + " of " + scan.fileBytes());
            }
        } catch (MalformedMessage | Check.BrokenInvariant e) {
            throw new CorruptMetadata("The snapshot " + path + " cannot be read: " + e.getMessage());
        }
    }

    private static boolean endsWithFooter(RecordCursor records) {
        boolean footer = false;
        while (records.next()) {
            ByteBuffer key = records.key();
            footer = key != null && ControlRecords.type(key).equals(Optional.of(ControlRecords.Type.SNAPSHOT_FOOTER));
        }
        return footer;
    }

    /** Reads the snapshot {@code id}; its image stands where the name says. */
    static void read(Disk disk, Path dir, Id id, ImageLoader loader) throws IOException {
        read(disk, dir.resolve(id.fileName()), loader);
        LogPosition last = loader.image().position();
        loader.startFrom(loader.image().at(new LogPosition(id.endOffset(), id.epoch(), last.timestampMs())));
    }
}
