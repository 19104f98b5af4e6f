package io.ottla.replication.metadata;

import io.ottla.log.disk.Disk;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The records a new cluster begins with: {@code bootstrap.checkpoint}, written when a directory is formatted. Blocks. */
public final class Bootstrap {
    /** The file, in the metadata log's directory of log.dirs. */
    public static final String FILE = "bootstrap" + Snapshot.SUFFIX;

    private Bootstrap() {}

    /** What a fresh Apache Kafka 4.3 finalises. */
    public static List<MetadataChange> defaults() {
        return List.of(
                new FeatureChanged(ClusterImage.METADATA_VERSION, (short) 30),
                new FeatureChanged("eligible.leader.replicas.version", (short) 1),
                new FeatureChanged("group.version", (short) 1),
                new FeatureChanged("share.version", (short) 1),
                new FeatureChanged("streams.version", (short) 1),
                new FeatureChanged("transaction.version", (short) 2));
    }

    /** Writes {@code changes} as the beginning of a cluster whose log does not exist yet. */
    public static void write(Disk disk, Path directory, List<MetadataChange> changes) throws IOException {
        RecordVersions newest = new RecordVersions((short) 0);
        Snapshot.write(disk, directory, FILE, new Snapshot.Content(LogPosition.NOTHING, newest, changes, Map.of()));
    }

    /** What the file says; {@link #defaults} if there is none. */
    public static List<MetadataChange> read(Disk disk, Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!disk.exists(file)) {
            return defaults();
        }
        ImageLoader loader = new ImageLoader();
        Snapshot.read(disk, file, loader);
        List<MetadataChange> changes = new ArrayList<>();
        ImageChanges.of(loader.image(), changes::add);
        return changes;
    }
}
