package io.ottla.log.testing;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that knows what has been synced: {@link #crash} is a power cut, after which the synced bytes and names are
 * there and of the others as much as chance leaves, sector by sector. Fills up and breaks when told. One thread.
 */
public final class CrashDisk implements Disk {
    private static final int SECTOR_BYTES = 512;

    private final Folder root;
    private final Set<Path> locks = new HashSet<>();
    private long freeBytes = Long.MAX_VALUE;
    private @Nullable Path brokenBelow;
    private boolean namesBreakToo;
    private long changesBeforeBreaking;
    private long appendedBytes;
    private long forces;
    private long opens;

    public CrashDisk() {
        this(new Folder());
    }

    private CrashDisk(Folder root) {
        this.root = root;
    }

    private sealed interface Node {}

    private static final class Inode implements Node {
        private byte[] bytes = new byte[64];
        private int size;
        private byte[] durable = new byte[0];

        private Inode afterCrash(Random chance) {
            var now = Arrays.copyOf(bytes, size);
            var most = Math.max(size, durable.length);
            var least = Math.min(size, durable.length);
            var newSize = switch (chance.nextInt(4)) {
                case 0 -> durable.length;
                case 1 -> size;
                default -> least + chance.nextInt(most - least + 1);
            };
            var result = new Inode();
            result.bytes = new byte[Math.max(64, newSize)];
            result.size = newSize;
            var allOld = chance.nextInt(3) == 0;
            var allNew = !allOld && chance.nextInt(2) == 0;
            for (var at = 0; at < newSize; at += SECTOR_BYTES) {
                var from = allNew || (!allOld && chance.nextBoolean()) ? now : durable;
                var count = Math.min(Math.min(SECTOR_BYTES, newSize - at), from.length - at);
                if (count > 0) {
                    System.arraycopy(from, at, result.bytes, at, count);
                }
                // What was synced and not written over since stays, whatever chance says.
                keepUntouched(now, result, at);
            }
            result.durable = Arrays.copyOf(result.bytes, newSize);
            return result;
        }

        private void keepUntouched(byte[] now, Inode result, int at) {
            var end = Math.min(Math.min(at + SECTOR_BYTES, result.size), Math.min(durable.length, now.length));
            for (var i = at; i < end; i++) {
                if (durable[i] == now[i]) {
                    result.bytes[i] = now[i];
                }
            }
        }
    }

    private static final class Folder implements Node {
        private final Map<String, Node> names = new TreeMap<>();
        private final Map<String, Node> durable = new TreeMap<>();
        private final List<Runnable> unsynced = new ArrayList<>();

        private void put(String name, Node node) {
            names.put(name, node);
            unsynced.add(() -> durable.put(name, node));
        }

        private void remove(String name) {
            names.remove(name);
            unsynced.add(() -> durable.remove(name));
        }

        private void rename(String from, String to, Node node) {
            names.remove(from);
            names.put(to, node);
            unsynced.add(() -> {
                durable.remove(from);
                durable.put(to, node);
            });
        }

        private void sync() {
            unsynced.forEach(Runnable::run);
            unsynced.clear();
        }

        private Folder afterCrash(Random chance) {
            // A journal: a beginning of what was done to the names survives.
            var kept = switch (chance.nextInt(3)) {
                case 0 -> 0;
                case 1 -> unsynced.size();
                default -> chance.nextInt(unsynced.size() + 1);
            };
            unsynced.subList(0, kept).forEach(Runnable::run);
            var result = new Folder();
            durable.forEach((name, node) -> result.put(
                    name,
                    node instanceof Folder folder ? folder.afterCrash(chance) : ((Inode) node).afterCrash(chance)));
            result.sync();
            return result;
        }
    }

    /** The power goes; the answer is the disk as it is found afterwards. This one must not be used any more. */
    public CrashDisk crash(Random chance) {
        root.sync(); // mount points do not get lost
        return new CrashDisk(root.afterCrash(chance));
    }

    /** A process is killed: everything written is there, synced or not. Locks are gone. */
    public CrashDisk kill() {
        return new CrashDisk(root);
    }

    /** A disk of its own with the same content, all of it synced. */
    public CrashDisk copy() {
        return new CrashDisk(copy(root));
    }

    private static Folder copy(Folder folder) {
        var result = new Folder();
        folder.names.forEach((name, node) -> {
            if (node instanceof Inode inode) {
                var same = new Inode();
                same.bytes = inode.bytes.clone();
                same.size = inode.size;
                same.durable = Arrays.copyOf(inode.bytes, inode.size);
                result.put(name, same);
            } else {
                result.put(name, copy((Folder) node));
            }
        });
        result.sync();
        return result;
    }

    /** From now on so many bytes can be written before the disk is full. */
    public void freeBytes(long bytes) {
        freeBytes = bytes;
    }

    /** From now on nothing can be written or synced below {@code directory}; reading and names still work. */
    public void breakWrites(Path directory) {
        brokenBelow = directory;
    }

    /** So many changes can still be made below {@code directory}; the next one fails, and all after it, those of names included. */
    public void breakAfter(Path directory, long changes) {
        brokenBelow = directory;
        namesBreakToo = true;
        changesBeforeBreaking = changes;
    }

    /** Has a change failed because of {@link #breakAfter}? */
    public boolean isBroken() {
        return changesBeforeBreaking < 0;
    }

    /** How many bytes have been appended to files so far. */
    public long appendedBytes() {
        return appendedBytes;
    }

    /** How often files have been synced so far. */
    public long forces() {
        return forces;
    }

    /** How often files have been opened so far. */
    public long opens() {
        return opens;
    }

    /** The bytes of a file, to be looked at or changed by a test; changes are durable. */
    public byte[] content(Path path) {
        try {
            var inode = inode(path);
            return Arrays.copyOf(inode.bytes, inode.size);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Replaces the bytes of a file behind everybody's back. */
    public void content(Path path, byte[] bytes) {
        try {
            var inode = inode(path);
            inode.bytes = Arrays.copyOf(bytes, Math.max(64, bytes.length));
            inode.size = bytes.length;
            inode.durable = bytes.clone();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void checkWritable(Path path) throws IOException {
        if (brokenBelow != null && path.startsWith(brokenBelow)) {
            changesBeforeBreaking = Math.max(-1, changesBeforeBreaking - 1);
            if (changesBeforeBreaking < 0) {
                throw new IOException("Input/output error");
            }
        }
    }

    private void checkName(Path path) throws IOException {
        if (namesBreakToo) {
            checkWritable(path);
        }
    }

    private Folder folder(Path directory) throws IOException {
        var at = root;
        for (var name : directory) {
            var next = at.names.get(name.toString());
            if (next == null) {
                throw new NoSuchFileException(directory.toString());
            }
            if (!(next instanceof Folder folder)) {
                throw new NotDirectoryException(directory.toString());
            }
            at = folder;
        }
        return at;
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static String name(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    private Inode inode(Path path) throws IOException {
        var node = folder(parent(path)).names.get(name(path));
        if (node instanceof Inode inode) {
            return inode;
        }
        throw new NoSuchFileException(path.toString());
    }

    @Override
    public DiskFile open(Path path, Open how) throws IOException {
        opens++;
        var folder = folder(parent(path));
        if (!folder.names.containsKey(name(path)) && (how == Open.CREATE || how == Open.REPLACE)) {
            checkName(path);
            folder.put(name(path), new Inode());
        }
        var inode = inode(path);
        if (how == Open.REPLACE) {
            inode.size = 0;
        }
        return new CrashFile(path, inode, how != Open.READ);
    }

    @Override
    public List<Entry> list(Path directory) throws IOException {
        var entries = new ArrayList<Entry>();
        folder(directory)
                .names
                .forEach((name, node) -> entries.add(
                        new Entry(name, node instanceof Folder, node instanceof Inode inode ? inode.size : 0, 0)));
        return entries;
    }

    @Override
    public boolean exists(Path path) {
        try {
            return folder(parent(path)).names.containsKey(name(path));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public long lastModifiedMs(Path path) throws IOException {
        inode(path);
        return 0;
    }

    @Override
    public void createDirectories(Path directory) {
        var at = root;
        for (var name : directory) {
            var next = at.names.get(name.toString());
            if (next == null) {
                next = new Folder();
                at.put(name.toString(), next);
            }
            at = (Folder) next;
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        var folder = folder(parent(from));
        var node = folder.names.get(name(from));
        if (node == null) {
            throw new NoSuchFileException(from.toString());
        }
        if (!parent(from).equals(parent(to))) {
            throw new IOException("renaming into another directory is not used");
        }
        checkName(from);
        folder.rename(name(from), name(to), node);
    }

    @Override
    public void delete(Path path) throws IOException {
        var folder = folder(parent(path));
        var node = folder.names.get(name(path));
        if (node instanceof Folder inner && !inner.names.isEmpty()) {
            throw new IOException(path + " is not empty");
        }
        if (node != null) {
            checkName(path);
            folder.remove(name(path));
        }
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        checkWritable(directory);
        folder(directory).sync();
    }

    @Override
    public @Nullable AutoCloseable lock(Path lockFile) throws IOException {
        open(lockFile, Open.CREATE).close();
        return locks.add(lockFile) ? () -> locks.remove(lockFile) : null;
    }

    @Override
    public long totalBytes(Path directory) {
        return Long.MAX_VALUE;
    }

    @Override
    public long usableBytes(Path directory) {
        return freeBytes;
    }

    private final class CrashFile implements DiskFile {
        private final Path path;
        private final Inode inode;
        private final boolean writable;
        private boolean closed;

        CrashFile(Path path, Inode inode, boolean writable) {
            this.path = path;
            this.inode = inode;
            this.writable = writable;
        }

        private void check() throws IOException {
            if (closed) {
                throw new IOException(path + " is closed");
            }
        }

        @Override
        public void append(ByteBuffer[] buffers, int count) throws IOException {
            for (var i = 0; i < count; i++) {
                append(buffers[i]);
            }
        }

        @Override
        public void append(ByteBuffer buffer) throws IOException {
            check();
            if (!writable) {
                throw new IOException(path + " is open for reading");
            }
            checkWritable(path);
            var fitting = (int) Math.min(buffer.remaining(), freeBytes);
            if (inode.size + fitting > inode.bytes.length) {
                inode.bytes = Arrays.copyOf(inode.bytes, Math.max(inode.size + fitting, inode.bytes.length * 2));
            }
            buffer.get(inode.bytes, inode.size, fitting);
            inode.size += fitting;
            freeBytes -= fitting;
            appendedBytes += fitting;
            if (buffer.hasRemaining()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public int read(ByteBuffer buffer, long position) throws IOException {
            check();
            var count = (int) Math.max(0, Math.min(buffer.remaining(), inode.size - position));
            if (count > 0) {
                buffer.put(inode.bytes, (int) position, count);
            }
            return count;
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            check();
            var bytes = (int) Math.max(0, Math.min(count, inode.size - position));
            return bytes == 0 ? 0 : target.write(ByteBuffer.wrap(inode.bytes, (int) position, bytes));
        }

        @Override
        public void warm(long position, long count) throws IOException {
            check();
        }

        @Override
        public long sizeInBytes() throws IOException {
            check();
            return inode.size;
        }

        @Override
        public void truncate(long sizeInBytes) throws IOException {
            check();
            inode.size = (int) Math.min(inode.size, sizeInBytes);
        }

        @Override
        public void force() throws IOException {
            check();
            forces++;
            checkWritable(path);
            inode.durable = Arrays.copyOf(inode.bytes, inode.size);
        }

        @Override
        public @Nullable FileChannel channel() {
            return null;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
