package io.ottla.log.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The real file system, by java.nio. Immutable. */
public final class NioDisk implements Disk {
    private final boolean syncs;

    /** What is forced survives a crash of the machine. */
    public NioDisk() {
        this(true);
    }

    private NioDisk(boolean syncs) {
        this.syncs = syncs;
    }

    /** For files nobody wants once this process is gone: {@code force} does nothing. */
    public static NioDisk unsynced() {
        return new NioDisk(false);
    }

    @Override
    public DiskFile open(Path path, Open how) throws IOException {
        var channel = FileChannel.open(path, options(how));
        return new NioFile(channel, path, syncs);
    }

    private static Set<? extends OpenOption> options(Open how) {
        return switch (how) {
            case READ -> Set.of(StandardOpenOption.READ);
            case WRITE -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
            case CREATE -> Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            case REPLACE ->
                Set.of(
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING);
        };
    }

    @Override
    public List<Entry> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        var entries = new ArrayList<Entry>();
        try (var paths = Files.newDirectoryStream(directory)) {
            for (var path : paths) {
                var entry = describe(path);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private static @Nullable Entry describe(Path path) throws IOException {
        try {
            var facts = Files.readAttributes(path, BasicFileAttributes.class);
            return new Entry(
                    path.getFileName().toString(),
                    facts.isDirectory(),
                    facts.isDirectory() ? 0 : facts.size(),
                    facts.lastModifiedTime().toMillis());
        } catch (java.nio.file.NoSuchFileException e) {
            return null; // removed while we were listing
        }
    }

    @Override
    public boolean exists(Path path) {
        return path.toFile().exists(); // Files.exists makes an exception for every no
    }

    @Override
    public long lastModifiedMs(Path path) throws IOException {
        return Files.getLastModifiedTime(path).toMillis();
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (!syncs) {
            return;
        }
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public @Nullable AutoCloseable lock(Path lockFile) throws IOException {
        var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            return null; // this very process holds it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    @Override
    public long totalBytes(Path directory) throws IOException {
        return Files.getFileStore(directory).getTotalSpace();
    }

    @Override
    public long usableBytes(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }
}
