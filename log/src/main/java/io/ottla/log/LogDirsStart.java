package io.ottla.log;

import io.ottla.base.OwnedBy;
import io.ottla.log.LogDirs.World;
import io.ottla.log.checkpoint.CleanShutdown;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.checkpoint.OffsetCheckpoint;
import io.ottla.log.disk.Disk;
import io.ottla.log.segment.PageCache;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes stock of the log directories when the broker starts: one listing each, nothing per partition. Blocks. */
@OwnedBy(OwnedBy.Owner.CREATOR)
final class LogDirsStart {
    private static final Logger LOG = LoggerFactory.getLogger(LogDirsStart.class);
    private static final String LOCK_FILE = ".lock";

    private final StorageSettings settings;
    private final Disk disk;
    private final World world;
    private final Directory.Shared shared;
    private final List<Directory> directories = new ArrayList<>();
    private final List<AutoCloseable> locks = new ArrayList<>();
    private final List<Hosted> hosted = new ArrayList<>();
    private final Map<Directory, Checkpoints.Offsets> offsets = new HashMap<>();
    private boolean wasClean = true;

    LogDirsStart(StorageSettings settings, World world, Directory.Keeper keeper) {
        this.settings = settings;
        this.world = world;
        this.disk = world.disk();
        this.shared =
                new Directory.Shared(world, new PageCache(settings.pageCacheBytes()), keeper, settings.flushThreads());
    }

    void run(List<Path> paths) throws IOException {
        try {
            for (var path : paths) {
                take(path);
            }
        } catch (IOException e) {
            giveBack();
            throw e;
        }
        if (directories.stream().noneMatch(Directory::isOnline)) {
            giveBack();
            throw new IOException("None of the log directories can be used: "
                    + directories.stream()
                            .map(each -> each.describe().toString())
                            .toList());
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
        try {
            list(directory);
        } catch (IOException e) {
            directory.fail("listing it", e);
        }
    }

    private void require(MetaProperties meta, Path path) throws IOException {
        if (!meta.clusterId().equals(settings.clusterId())) {
            throw new IOException("Log directory " + path + " belongs to cluster " + meta.clusterId() + ", not to "
                    + settings.clusterId() + ".");
        }
        if (meta.nodeId() != settings.nodeId()) {
            throw new IOException("Log directory " + path + " belongs to node " + meta.nodeId() + ", not to "
                    + settings.nodeId() + ".");
        }
    }

    private void list(Directory directory) throws IOException {
        var path = directory.path();
        var isClean = CleanShutdown.unmark(disk, path);
        wasClean &= isClean;
        var onDisk = new Checkpoints.Offsets(
                readOffsets(path, OffsetCheckpoint.RECOVERY_POINTS), readOffsets(path, OffsetCheckpoint.LOG_STARTS));
        offsets.put(directory, onDisk);
        for (var entry : disk.list(path)) {
            if (entry.isDirectory()) {
                add(directory, entry.name(), isClean, onDisk);
            }
        }
    }

    private Map<io.ottla.wire.TopicPartition, Long> readOffsets(Path path, String name) throws IOException {
        try {
            return OffsetCheckpoint.read(disk, path, name);
        } catch (OffsetCheckpoint.MalformedCheckpoint e) {
            LOG.warn("{}: all logs are recovered from their start.", e.getMessage());
            return new HashMap<>();
        }
    }

    private void add(Directory directory, String name, boolean isClean, Checkpoints.Offsets onDisk) {
        var path = directory.path().resolve(name);
        if (name.endsWith(PartitionDirName.DELETE)) {
            world.background().execute(BackgroundWork.Lane.CLEANUP, () -> remove(disk, path));
            return;
        }
        if (name.endsWith(PartitionDirName.STRAY) || name.endsWith(PartitionDirName.FUTURE)) {
            LOG.warn("{} is left alone; nothing here uses it.", path);
            return;
        }
        var partition = PartitionDirName.parse(name);
        if (partition.isEmpty()) {
            LOG.warn("{} is no partition's directory and is left alone.", path);
            return;
        }
        var place = new Hosted(partition.get(), directory);
        place.isClean = isClean;
        place.recoveryPoint = onDisk.recoveryPoints().getOrDefault(partition.get(), 0L);
        place.logStartOffset = onDisk.logStarts().getOrDefault(partition.get(), 0L);
        hosted.add(place);
    }

    /** Removes a directory with all that is in it; what cannot be removed stays for the next start. */
    static void remove(Disk disk, Path directory) {
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

    List<Directory> directories() {
        return directories;
    }

    List<AutoCloseable> locks() {
        return locks;
    }

    List<Hosted> hosted() {
        return hosted;
    }

    boolean wasClean() {
        return wasClean;
    }

    Checkpoints.Offsets offsets(Directory directory) {
        return offsets.getOrDefault(directory, Checkpoints.Offsets.none());
    }
}
