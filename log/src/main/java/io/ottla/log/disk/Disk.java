package io.ottla.log.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file system as the log uses it: whole files and directories; {@link DiskFile} is one open file. Safe on any thread;
 * every call may block. Nothing here is durable before {@link DiskFile#force} and {@link #forceDirectory} have returned.
 */
public interface Disk {
    /** How a file is opened. */
    enum Open {
        /** Must be there; writing fails. */
        READ,
        /** Must be there; appends go behind what it holds. */
        WRITE,
        /** Made if it is not there; otherwise as {@link #WRITE}. */
        CREATE,
        /** Made if it is not there, emptied if it is. */
        REPLACE
    }

    /**
     * Opens one file.
     *
     * @throws java.nio.file.NoSuchFileException if it must be there and is not
     * @throws IOException as the file system says
     */
    DiskFile open(Path path, Open how) throws IOException;

    /** The names in a directory with what they are, in no order. */
    List<Entry> list(Path directory) throws IOException;

    boolean exists(Path path);

    /** When the file was last written to, in ms since the epoch. */
    long lastModifiedMs(Path path) throws IOException;

    /** Makes the directory and those above it that are missing; fine if it is there. */
    void createDirectories(Path directory) throws IOException;

    /** Gives a file or directory another name in one step; a file of that name is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file or an empty directory; fine if it is not there. */
    void delete(Path path) throws IOException;

    /** Makes what was created, renamed and deleted in this directory survive a crash. */
    void forceDirectory(Path directory) throws IOException;

    /**
     * Keeps other processes away from {@code lockFile} until closed.
     *
     * @return null if another holds it
     */
    @Nullable
    AutoCloseable lock(Path lockFile) throws IOException;

    /** The size of the volume {@code directory} lies on, in bytes. */
    long totalBytes(Path directory) throws IOException;

    /** What this process may still write to the volume {@code directory} lies on, in bytes. */
    long usableBytes(Path directory) throws IOException;

    /** One name in a directory; {@code sizeInBytes} is that of a file, 0 for a directory. */
    record Entry(String name, boolean isDirectory, long sizeInBytes, long lastModifiedMs) {}
}
