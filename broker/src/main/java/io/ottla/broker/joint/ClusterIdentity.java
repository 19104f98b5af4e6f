package io.ottla.broker.joint;

import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.disk.Disk;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Which cluster this node belongs to: the one its directories name, or a new one if none is formatted yet.
 *
 * @param isNew nothing was formatted: the cluster begins now
 */
record ClusterIdentity(String clusterId, boolean isNew) {
    /** @throws IOException if a directory cannot be read or holds something else */
    static ClusterIdentity read(Disk disk, List<Path> directories, Random random) throws IOException {
        for (var directory : directories) {
            var properties = MetaProperties.read(disk, directory);
            if (properties.isPresent()) {
                return new ClusterIdentity(properties.get().clusterId(), false);
            }
        }
        return new ClusterIdentity(Uuid.random(random).toString(), true);
    }
}
