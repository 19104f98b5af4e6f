package io.ottla.broker.joint;

import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.disk.Disk;
import io.ottla.replication.metadata.Bootstrap;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which cluster this node belongs to: the one its directories name, or a new one. Directories that are empty are formatted. */
record ClusterIdentity(String clusterId) {
    private static final Logger log = LoggerFactory.getLogger(ClusterIdentity.class);
    private static final Pattern PARTITION = Pattern.compile(".+-\\d+");

    /**
     * Blocks; before anything else touches the directories.
     *
     * @throws IOException if a directory says something we do not understand, or has lost its meta.properties
     */
    static ClusterIdentity establish(
            Disk disk, List<Path> directories, Path metadataDirectory, int nodeId, Random random) throws IOException {
        Map<Path, Optional<MetaProperties>> found = new LinkedHashMap<>();
        for (var directory : directories) {
            found.put(directory, MetaProperties.read(disk, directory));
        }
        var known = found.values().stream().flatMap(Optional::stream).findFirst();
        var clusterId = known.map(MetaProperties::clusterId)
                .orElseGet(() -> Uuid.random(random).toString());
        for (var each : found.entrySet()) {
            if (each.getValue().isEmpty()) {
                format(disk, each.getKey(), new MetaProperties(clusterId, nodeId, Uuid.random(random)));
            }
        }
        if (known.isEmpty()) {
            Bootstrap.write(disk, metadataDirectory, Bootstrap.defaults());
        }
        return new ClusterIdentity(clusterId);
    }

    private static void format(Disk disk, Path directory, MetaProperties properties) throws IOException {
        disk.createDirectories(directory);
        for (var entry : disk.list(directory)) {
            if (entry.isDirectory() && PARTITION.matcher(entry.name()).matches()) {
                throw new IOException("Log directory " + directory + " holds " + entry.name()
                        + " but no meta.properties that says whose it is; kafka-storage.sh can write one");
            }
        }
        properties.write(disk, directory);
        log.info("Formatted {} for node {} of cluster {}", directory, properties.nodeId(), properties.clusterId());
    }
}
