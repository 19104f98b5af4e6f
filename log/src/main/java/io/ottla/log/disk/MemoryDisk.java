package io.ottla.log.disk;

import io.ottla.base.Clock;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A file system in the heap of this process: for brokers whose data need not outlive it. Behaves as {@link NioDisk} does; when it
 * is full it says so as a real one would. Nothing below is shared with another disk.
 *
 * <p>Any thread. Names are kept under one lock, because this stands in for what an operating system does under locks of its own;
 * bytes are read and written without it.
 */
public final class MemoryDisk implements Disk {
    private final Space space;
    private final Folder root;
    private final Set<Path> locks = new HashSet<>();

    /** @param capacityBytes of all files together, with the room they keep for growing */
    public MemoryDisk(long capacityBytes, Clock clock) {
        space = new Space(capacityBytes, clock);
        root = new Folder(clock.wallMs());
    }

    /** How much is taken of the memory there is, and what time it is. Any thread. */
    static final class Space {
        private final long capacityBytes;
        private final Clock clock;
        private final AtomicLong usedBytes = new AtomicLong();

        Space(long capacityBytes, Clock clock) {
            this.capacityBytes = capacityBytes;
            this.clock = clock;
        }

        void take(long bytes) throws IOException {
            if (usedBytes.addAndGet(bytes) > capacityBytes) {
                usedBytes.addAndGet(-bytes);
                throw new IOException("No space left on device: " + capacityBytes + " bytes in memory");
            }
        }

        void giveBack(long bytes) {
            usedBytes.addAndGet(-bytes);
        }

        long nowMs() {
            return clock.wallMs();
        }
    }

    private sealed interface Node {
        Entry entry(String name);
    }

    private static final class File implements Node {
        private final MemoryBytes bytes;

        File(MemoryBytes bytes) {
            this.bytes = bytes;
        }

        @Override
        public Entry entry(String name) {
            return new Entry(name, false, bytes.size(), bytes.modifiedMs());
        }
    }

    private static final class Folder implements Node {
        private final Map<String, Node> names = new TreeMap<>();
        private final long madeMs;

        Folder(long madeMs) {
            this.madeMs = madeMs;
        }

        @Override
        public Entry entry(String name) {
            return new Entry(name, true, 0, madeMs);
        }
    }

    @Override
    public synchronized DiskFile open(Path path, Open how) throws IOException {
        var folder = parent(path);
        var name = name(path);
        var found = folder.names.get(name);
        if (found instanceof Folder) {
            throw new IOException(path + " is a directory");
        }
        var bytes = found instanceof File file ? file.bytes : null;
        if (bytes == null) {
            if (how == Open.READ || how == Open.WRITE) {
                throw new NoSuchFileException(path.toString());
            }
            bytes = new MemoryBytes(space);
            folder.names.put(name, new File(bytes));
        } else if (how == Open.REPLACE) {
            bytes.truncate(0);
        }
        return new MemoryFile(path, bytes, how != Open.READ);
    }

    @Override
    public synchronized List<Entry> list(Path directory) throws IOException {
        if (!(find(directory) instanceof Folder folder)) {
            throw new NotDirectoryException(directory.toString());
        }
        var entries = new ArrayList<Entry>(folder.names.size());
        folder.names.forEach((name, node) -> entries.add(node.entry(name)));
        return entries;
    }

    @Override
    public synchronized boolean exists(Path path) {
        return find(path) != null;
    }

    @Override
    public synchronized long lastModifiedMs(Path path) throws IOException {
        return present(path).entry("").lastModifiedMs();
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        var at = root;
        for (var name : directory) {
            var next = at.names.computeIfAbsent(name.toString(), made -> new Folder(space.nowMs()));
            if (!(next instanceof Folder folder)) {
                throw new FileAlreadyExistsException(directory.toString());
            }
            at = folder;
        }
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        var node = present(from);
        var target = parent(to);
        if (from.equals(to)) {
            return;
        }
        delete(to);
        parent(from).names.remove(name(from));
        target.names.put(name(to), node);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        var node = find(path);
        if (node == null) {
            return;
        }
        if (node instanceof Folder folder && !folder.names.isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        parent(path).names.remove(name(path));
        if (node instanceof File file) {
            file.bytes.unlinked();
        }
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        present(directory);
    }

    @Override
    public synchronized @Nullable AutoCloseable lock(Path lockFile) throws IOException {
        open(lockFile, Open.CREATE).close();
        return locks.add(lockFile) ? () -> unlock(lockFile) : null;
    }

    private synchronized void unlock(Path lockFile) {
        locks.remove(lockFile);
    }

    @Override
    public long totalBytes(Path directory) {
        return space.capacityBytes;
    }

    @Override
    public long usableBytes(Path directory) {
        return Math.max(0, space.capacityBytes - space.usedBytes.get());
    }

    private @Nullable Node find(Path path) {
        Node at = root;
        for (var name : path) {
            var next = at instanceof Folder folder ? folder.names.get(name.toString()) : null;
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at;
    }

    private Node present(Path path) throws NoSuchFileException {
        var node = find(path);
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        return node;
    }

    private Folder parent(Path path) throws IOException {
        var above = path.getParent();
        if (above == null || !(find(above) instanceof Folder folder)) {
            throw new NoSuchFileException(path.toString());
        }
        return folder;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
