package io.ottla.log.directory;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.log.checkpoint.CleanShutdown;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.checkpoint.OffsetCheckpoint;
import io.ottla.log.checkpoint.PartitionMetadata;
import io.ottla.log.disk.Disk;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes stock of the log directories when the broker starts: one listing each, nothing per partition. Blocks. */
@OwnedBy(OwnedBy.Owner.CREATOR)
public final class Stocktaking {
    private static final Logger LOG = LoggerFactory.getLogger(Stocktaking.class);
    private static final String LOCK_FILE = ".lock";

    private final MetaProperties expected;
    private final Directory.Shared shared;
    private final Disk disk;
    private final List<Directory> directories = new ArrayList<>();
    private final List<AutoCloseable> locks = new ArrayList<>();
    private final Map<TopicPartition, Found> found = new HashMap<>();
    private final List<Moves.Unfinished> copies = new ArrayList<>();
    private final Map<Directory, Checkpoints.Offsets> offsets = new HashMap<>();
    private boolean wasClean = true;

    /** A partition's directory that was there, and what the checkpoints say of it. */
    public record Found(
            TopicPartition partition, Directory directory, boolean isClean, long recoveryPoint, long logStartOffset) {}

    /**
     * Nothing happens yet.
     *
     * @param expected whose directories they must be; the directory id is not looked at
     */
    public Stocktaking(MetaProperties expected, Directory.Shared shared) {
        this.expected = expected;
        this.shared = shared;
        this.disk = shared.surroundings().disk();
    }

    /**
     * Locks, checks and lists all.
     *
     * @throws IOException if no directory can be used, one is in use by another process, belongs to another cluster or node,
     *     or has not been formatted, or two hold the same partition; the message is for a person
     */
    public void run(List<Path> paths) throws IOException {
        try {
            for (var path : paths) {
                take(path);
            }
            if (directories.stream().noneMatch(Directory::isOnline)) {
                var reasons = directories.stream()
                        .map(each -> each + " (" + each.failure() + ")")
                        .toList();
                throw new IOException("None of the log directories can be used: " + String.join(", ", reasons));
            }
            if (isAnyOffline()) {
                found.values().removeIf(this::mayBeStale);
            }
            copies.removeIf(this::isPointless);
        } catch (IOException e) {
            giveBack();
            throw e;
        }
    }

    private void take(Path path) throws IOException {
        AutoCloseable lock;
        MetaProperties meta;
        try {
            disk.createDirectories(path);
            lock = disk.lock(path.resolve(LOCK_FILE));
            meta = MetaProperties.read(disk, path).orElse(null);
        } catch (IOException e) {
            var broken = new Directory(path, Uuid.ZERO, shared);
            directories.add(broken);
            broken.fail("taking it into use", e);
            return;
        }
        if (lock == null) {
            throw new IOException("Log directory " + path + " is in use by another process.");
        }
        locks.add(lock);
        if (meta == null) {
            throw new IOException("Log directory " + path + " is not formatted: it has no meta.properties.");
        }
        require(meta, path);
        var directory = new Directory(path, meta.directoryId(), shared);
        directories.add(directory);
        for (var place : listed(directory)) {
            var other = found.put(place.partition(), place);
            if (other != null) {
                found.put(place.partition(), theOneMeant(other, place));
            }
        }
    }

    /** Any that could not be used from the start on: who knows what is in it. */
    public boolean isAnyOffline() {
        return directories.stream().anyMatch(directory -> !directory.isOnline());
    }

    /** A copy that was just taking the place of a log, which may be in a directory that cannot be looked into. */
    private boolean mayBeStale(Found place) {
        var isStale = isMarked(place, MoveMark.COPY) && !isMarked(place, MoveMark.SUCCESSOR);
        if (isStale) {
            LOG.error("{} is left alone: it is a copy, and another log directory is offline.", path(place));
        }
        return isStale;
    }

    /** A copy of nothing; left alone where the log may be in a directory that cannot be looked into. */
    private boolean isPointless(Moves.Unfinished copy) {
        if (found.containsKey(copy.partition())) {
            return false;
        }
        if (!isAnyOffline()) {
            LOG.warn("{} is removed: what it was copied from is not there.", copy.copy());
            removeLater(copy.copy());
        }
        return true;
    }

    /** A crash between the last two steps of a move leaves two: one is marked. */
    private Found theOneMeant(Found one, Found other) throws IOException {
        if (isMarked(one, MoveMark.SUCCESSOR) != isMarked(other, MoveMark.SUCCESSOR)) {
            var meant = isMarked(one, MoveMark.SUCCESSOR) ? one : other;
            var left = isMarked(one, MoveMark.SUCCESSOR) ? other : one;
            LOG.warn("{} has been moved from {} to {}.", one.partition(), left.directory(), meant.directory());
            if (throwAway(shared.surroundings(), left.partition(), path(left))) {
                MoveMark.SUCCESSOR.remove(disk, path(meant));
            }
            return meant;
        }
        if (isMarked(one, MoveMark.COPY) == isMarked(other, MoveMark.COPY)) {
            throw new IOException("Partition " + one.partition() + " is in both " + one.directory() + " and "
                    + other.directory() + "; one of them has to be moved away.");
        }
        var copy = isMarked(one, MoveMark.COPY) ? one : other;
        var meant = isMarked(one, MoveMark.COPY) ? other : one;
        LOG.warn("{} was being moved from {} to {}.", one.partition(), meant.directory(), copy.directory());
        var back =
                PartitionDirName.future(copy.partition(), shared.surroundings().random());
        disk.rename(path(copy), copy.directory().path().resolve(back));
        disk.forceDirectory(copy.directory().path());
        addCopy(copy, back);
        return meant;
    }

    private void addCopy(Found copy, String name) throws IOException {
        var path = copy.directory().path().resolve(name);
        copies.add(new Moves.Unfinished(copy, path, PartitionMetadata.read(disk, path)));
    }

    private boolean isMarked(Found found, MoveMark mark) {
        return mark.isSet(disk, path(found));
    }

    private static Path path(Found found) {
        return found.directory().path().resolve(found.partition().toString());
    }

    private void require(MetaProperties meta, Path path) throws IOException {
        if (!meta.clusterId().equals(expected.clusterId())) {
            throw new IOException("Log directory " + path + " belongs to cluster " + meta.clusterId() + ", not to "
                    + expected.clusterId() + ".");
        }
        if (meta.nodeId() != expected.nodeId()) {
            throw new IOException("Log directory " + path + " belongs to node " + meta.nodeId() + ", not to "
                    + expected.nodeId() + ".");
        }
    }

    private List<Found> listed(Directory directory) {
        var places = new ArrayList<Found>();
        try {
            var path = directory.path();
            var isClean = CleanShutdown.unmark(disk, path);
            wasClean &= isClean;
            var onDisk = new Checkpoints.Offsets(
                    readOffsets(path, OffsetCheckpoint.RECOVERY_POINTS),
                    readOffsets(path, OffsetCheckpoint.LOG_STARTS));
            offsets.put(directory, onDisk);
            for (var entry : disk.list(path)) {
                if (entry.isDirectory() && !entry.name().equals(PartitionDirName.METADATA_LOG)) {
                    place(directory, entry.name(), isClean, onDisk).ifPresent(places::add);
                }
            }
        } catch (IOException e) {
            directory.fail("listing it", e);
        }
        return places;
    }

    private Map<TopicPartition, Long> readOffsets(Path path, String name) throws IOException {
        try {
            return OffsetCheckpoint.read(disk, path, name);
        } catch (OffsetCheckpoint.MalformedCheckpoint e) {
            LOG.warn("{}: all logs are recovered from their start.", e.getMessage());
            return new HashMap<>();
        }
    }

    private Optional<Found> place(Directory directory, String name, boolean isClean, Checkpoints.Offsets onDisk)
            throws IOException {
        var path = directory.path().resolve(name);
        var copied = PartitionDirName.parseFuture(name);
        if (copied.isPresent()) {
            addCopy(found(copied.get(), directory, isClean, onDisk), name);
            return Optional.empty();
        }
        if (name.endsWith(PartitionDirName.DELETE) || name.endsWith(PartitionDirName.FUTURE)) {
            removeLater(path);
            return Optional.empty();
        }
        var partition = PartitionDirName.parse(name);
        if (name.endsWith(PartitionDirName.STRAY) || partition.isEmpty()) {
            LOG.warn("{} is left alone; nothing here uses it.", path);
            return Optional.empty();
        }
        return Optional.of(found(partition.get(), directory, isClean, onDisk));
    }

    private static Found found(
            TopicPartition partition, Directory directory, boolean isClean, Checkpoints.Offsets onDisk) {
        return new Found(
                partition,
                directory,
                isClean,
                onDisk.recoveryPoints().getOrDefault(partition, 0L),
                onDisk.logStarts().getOrDefault(partition, 0L));
    }

    private void removeLater(Path directory) {
        shared.surroundings().cleanup().execute(() -> remove(disk, directory));
    }

    /**
     * Takes a partition's directory away in one step, durably; it is removed in the background. Blocks.
     *
     * @return false if the disk did not let it go
     */
    static boolean throwAway(Surroundings world, TopicPartition partition, Path directory) {
        var away =
                directory.resolveSibling(PartitionDirName.leaving(partition, PartitionDirName.DELETE, world.random()));
        try {
            world.disk().rename(directory, away);
            world.disk().forceDirectory(Check.present(directory.getParent(), "%s lies nowhere", directory));
            world.cleanup().execute(() -> remove(world.disk(), away));
            return true;
        } catch (IOException e) {
            LOG.warn("Taking {} away failed, it stays.", directory, e);
            return false;
        }
    }

    /** Removes a directory with all that is in it; what cannot be removed stays for the next start. */
    public static void remove(Disk disk, Path directory) {
        try {
            for (var entry : disk.list(directory)) {
                if (entry.isDirectory()) {
                    remove(disk, directory.resolve(entry.name()));
                } else {
                    disk.delete(directory.resolve(entry.name()));
                }
            }
            disk.delete(directory);
        } catch (IOException e) {
            LOG.warn("Removing {} failed, it stays until the next start.", directory, e);
        }
    }

    private void giveBack() {
        for (var lock : locks) {
            try {
                lock.close();
            } catch (Exception e) {
                LOG.warn("A lock could not be given back.", e);
            }
        }
    }

    public List<Directory> directories() {
        return List.copyOf(directories);
    }

    /** To be closed once the directories are used no more. */
    public List<AutoCloseable> locks() {
        return List.copyOf(locks);
    }

    public List<Found> found() {
        return List.copyOf(found.values());
    }

    /** Copies that were on their way to another directory when the process before this one ended. */
    public List<Moves.Unfinished> copies() {
        return List.copyOf(copies);
    }

    /** Did every directory bear the marker of a clean shutdown? */
    public boolean wasClean() {
        return wasClean;
    }

    /** What the checkpoints of a directory say. */
    public Checkpoints.Offsets offsets(Directory directory) {
        return offsets.getOrDefault(directory, Checkpoints.Offsets.none());
    }
}
