package io.ottla.log.checkpoint;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import java.io.IOException;
import java.nio.file.Path;

/** The marker .kafka_cleanshutdown: every log of the directory was closed in order. Blocks. */
public final class CleanShutdown {
    public static final String FILE_NAME = ".kafka_cleanshutdown";

    private CleanShutdown() {}

    /**
     * Sets the marker; all it vouches for must be on disk.
     *
     * @param brokerEpoch under which this broker was registered; -1 if it was not
     */
    public static void mark(Disk disk, Path logDir, long brokerEpoch) throws IOException {
        SmallFile.replace(disk, logDir.resolve(FILE_NAME), "{\"version\":0,\"brokerEpoch\":" + brokerEpoch + "}");
        disk.forceDirectory(logDir);
    }

    /**
     * Takes the marker away before anything is appended, for good.
     *
     * @return was it there?
     */
    public static boolean unmark(Disk disk, Path logDir) throws IOException {
        var path = logDir.resolve(FILE_NAME);
        if (!disk.exists(path)) {
            return false;
        }
        disk.delete(path);
        disk.forceDirectory(logDir);
        return true;
    }
}
