package io.ottla.broker.joint;

import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.disk.Disk;
import io.ottla.replication.metadata.Bootstrap;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Which cluster this node belongs to: the one its directories name, or a new one. Directories that are empty are formatted.
 *
 * @param formatted those that were empty
 */
record ClusterIdentity(String clusterId, List<Path> formatted) {
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
        var formatted = new ArrayList<Path>();
        for (var each : found.entrySet()) {
            if (each.getValue().isEmpty()) {
                format(disk, each.getKey(), new MetaProperties(clusterId, nodeId, Uuid.random(random)));
                formatted.add(each.getKey());
            }
        }
        if (known.isEmpty()) {
            Bootstrap.write(disk, metadataDirectory, Bootstrap.defaults());
        }
        return new ClusterIdentity(clusterId, List.copyOf(formatted));
    }

    /**
     * The nodes of a cluster of several are formatted with its id before they start: none can make one up for itself.
     *
     * @throws IOException if none of the directories has been formatted
     */
    static void refuseUnformatted(Disk disk, List<Path> directories) throws IOException {
        for (var directory : directories) {
            if (MetaProperties.read(disk, directory).isPresent()) {
                return;
            }
        }
        throw new IOException(
                "No log directory is formatted (" + directories.get(0) + "), and controller.quorum.voters names"
                        + " several nodes: format each of them with the id of their cluster, kafka-storage.sh format -t ID -c FILE");
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
    }
}
