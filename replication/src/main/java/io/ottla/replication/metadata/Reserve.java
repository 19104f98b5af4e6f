package io.ottla.replication.metadata;

import io.ottla.base.OwnedBy;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of no meaning beside the log, given up when the disk is full: so that a broker can be started on a full disk, and topics be
 * deleted from it. Blocks; used by whoever writes the log, in the background.
 */
@OwnedBy(OwnedBy.Owner.BACKGROUND)
final class Reserve {
    static final String FILE = "reserve";
    private static final int BYTES = 256 << 10;
    private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

    private final Disk disk;
    private final Path directory;

    Reserve(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /** Lays the reserve aside if there is none. Failing is no harm: the disk is full already, and the log will say so. */
    void fill() {
        Path path = directory.resolve(FILE);
        if (disk.exists(path)) {
            return;
        }
        Path next = directory.resolve(FILE + ".tmp");
        try {
            try (DiskFile file = disk.open(next, Disk.Open.REPLACE)) {
                file.append(ByteBuffer.allocate(BYTES));
                file.force();
            }
            disk.rename(next, path);
        } catch (IOException e) {
            LOG.warn("No reserve for a full disk could be laid aside in {}: {}", directory, e.getMessage());
            giveUp(next);
        }
    }

    /** Gives the reserve up if {@code failure} says that the disk is full. False if there is nothing to give. */
    boolean release(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        boolean full = message.contains("No space left") || message.contains("quota exceeded");
        Path path = directory.resolve(FILE);
        if (!full || !disk.exists(path)) {
            return false;
        }
        LOG.error("The disk of {} is full: the metadata log goes on with its reserve of {} bytes", directory, BYTES);
        return giveUp(path);
    }

    private boolean giveUp(Path path) {
        try {
            disk.delete(path);
            return true;
        } catch (IOException e) {
            LOG.warn("Could not remove {}: {}", path, e.getMessage());
            return false;
        }
    }
}
