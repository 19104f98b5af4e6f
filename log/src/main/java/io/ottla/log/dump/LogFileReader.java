package io.ottla.log.dump;

import io.ottla.base.OwnedBy;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import io.ottla.log.disk.NioDisk;
import io.ottla.log.segment.SegmentScan;
import io.ottla.log.segment.SegmentScan.End;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Reads a .log file (or a snapshot of the metadata log, which has the same form) batch by batch, each as a whole. Blocks; one
 * thread. Takes as much memory as the largest batch, never more than the file has bytes.
 */
@OwnedBy(OwnedBy.Owner.CREATOR)
public final class LogFileReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final DiskFile file;
    private final long sizeInBytes;
    private final SegmentScan scan;
    private final RecordBatch batch = new RecordBatch();
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 16);

    private LogFileReader(DiskFile file) throws IOException {
        this.file = file;
        this.sizeInBytes = file.sizeInBytes();
        this.scan = new SegmentScan(file, 0, sizeInBytes, BUFFER_BYTES);
    }

    /** Goes before the first batch. */
    public static LogFileReader open(Path path) throws IOException {
        return new LogFileReader(new NioDisk().open(path, Disk.Open.READ));
    }

    /** Moves to the next whole batch; false at the end, and {@link #end} says which. */
    public boolean next() throws IOException {
        if (!scan.next()) {
            return false;
        }
        var size = (int) (scan.nextPosition() - scan.position());
        if (bytes.capacity() < size) {
            bytes = ByteBuffer.allocate(size);
        }
        bytes.clear();
        scan.copyTo(bytes);
        batch.wrap(bytes, 0);
        return true;
    }

    /** The current batch, whole in memory until {@link #next}; its checksum may be wrong: {@link RecordBatch#crcMatches}. */
    public RecordBatch batch() {
        return batch;
    }

    /** Where the current batch begins; after the last one, where the whole batches end. */
    public long position() {
        return scan.position();
    }

    public long sizeInBytes() {
        return sizeInBytes;
    }

    /** Why {@link #next} answered false: at the end of the file, in a batch cut short, or before something that is none. */
    public End end() {
        return scan.end();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
