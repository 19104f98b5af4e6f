package io.ottla.replication.metadata;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code quorum-state} an Apache Kafka controller leaves behind. Read only for the epoch it had voted in, so that ours lies
 * above it; not written, as our epoch stands in the log itself before anything else of it.
 */
final class QuorumState {
    private static final String FILE = "quorum-state";
    private static final Pattern LEADER_EPOCH = Pattern.compile("\"leaderEpoch\"\\s*:\\s*(\\d{1,9})\\b");
    private static final int MOST_BYTES = 64 << 10;

    private QuorumState() {}

    /** The newest epoch the file knows; 0 if there is no such file. */
    static int epoch(Disk disk, Path directory) throws IOException {
        Path path = directory.resolve(FILE);
        if (!disk.exists(path)) {
            return 0;
        }
        try (DiskFile file = disk.open(path, Disk.Open.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.sizeInBytes(), MOST_BYTES));
            file.read(bytes, 0);
            Matcher matcher = LEADER_EPOCH.matcher(StandardCharsets.UTF_8.decode(bytes.flip()));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        }
    }
}
