package io.ottla.quorum;

import io.ottla.base.Check;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import io.ottla.replication.metadata.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A snapshot as the voters keep it and hand it to each other: a head of {@value #HEAD_BYTES} bytes that says where in the metadata log the
 * image stands, and from there on, to the end, a checkpoint in Kafka's format. Blocks. Stateless.
 *
 * <pre>
 *   int   magic       int  epoch base
 *   long  end offset  int  epoch
 *   long  timestamp   int  checksum of the head
 * </pre>
 */
final class SnapshotFile {
    static final int HEAD_BYTES = 32;
    private static final int MAGIC = 0x4f51_5331; // OQS1

    private SnapshotFile() {}

    /**
     * What a snapshot says.
     *
     * @param epochBase what is added to Ratis' term to make a controller epoch
     */
    record Content(ClusterImage image, int epochBase) {}

    /** Writes {@code path} in one step; it is on disk when this returns. */
    static void write(Disk disk, Path path, Content content) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try (DiskFile file = disk.open(part, Disk.Open.REPLACE)) {
            file.append(head(content));
            Snapshot.append(file::append, Snapshot.Content.of(content.image(), Map.of()));
            file.force();
        }
        disk.rename(part, path);
        disk.forceDirectory(Check.present(path.toAbsolutePath().getParent(), "a snapshot in no directory"));
    }

    private static ByteBuffer head(Content content) {
        LogPosition position = content.image().position();
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES)
                .putInt(MAGIC)
                .putInt(content.epochBase())
                .putLong(position.endOffset())
                .putInt(position.epoch())
                .putLong(position.timestampMs());
        return head.putInt(checksum(head)).flip();
    }

    private static int checksum(ByteBuffer head) {
        CRC32C crc = new CRC32C();
        crc.update(head.duplicate().limit(HEAD_BYTES - Integer.BYTES).position(0));
        return (int) crc.getValue();
    }

    /** @throws IOException if it is not a whole snapshot */
    static Content read(Disk disk, Path path) throws IOException {
        try (DiskFile file = disk.open(path, Disk.Open.READ)) {
            ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
            int read = file.read(head, 0);
            if (read < HEAD_BYTES
                    || head.getInt(0) != MAGIC
                    || head.getInt(HEAD_BYTES - Integer.BYTES) != checksum(head)) {
                throw new IOException("The snapshot " + path + " is damaged: it does not begin as one");
            }
            head.flip().getInt();
            int epochBase = head.getInt();
            LogPosition position = new LogPosition(head.getLong(), head.getInt(), head.getLong());
            return new Content(Snapshot.read(file, HEAD_BYTES, path).image().at(position), epochBase);
        }
    }
}
