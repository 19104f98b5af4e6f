package io.ottla.broker.joint;

import io.ottla.base.OwnedBy;
import io.ottla.broker.config.BrokerConfig;
import io.ottla.log.LogDir;
import io.ottla.log.LogDirs;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.image.ImageFollower;
import io.ottla.wire.Uuid;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Log directories that take no new partitions (cordoned.log.dirs, KIP-1066): tells them to the directories, and to the controller,
 * which places nothing on a broker that has no others. Without effect below the metadata version that can say it. Lives on the
 * controller's loop.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class CordonedDirs implements ImageFollower {
    /** 4.3-IV0. */
    private static final int FIRST_METADATA_VERSION = 30;

    private static final String ALL = "*";

    private final int nodeId;
    private final LogDirs dirs;
    private final Supplier<BrokerConfig> config;
    private final ControllerRef controller;

    private @Nullable List<Uuid> toTell;

    CordonedDirs(int nodeId, LogDirs dirs, Supplier<BrokerConfig> config, ControllerRef controller) {
        this.nodeId = nodeId;
        this.dirs = dirs;
        this.config = config;
        this.controller = controller;
    }

    @Override
    public void onImage(ImageDelta delta) {
        if (delta.nodes() || delta.featuresChanged() || !delta.configs().isEmpty()) {
            tell(delta.after());
        }
    }

    private void tell(ClusterImage image) {
        var isPossible = image.featureLevel(ClusterImage.METADATA_VERSION) >= FIRST_METADATA_VERSION;
        var cordoned = isPossible ? wanted() : List.<LogDir>of();
        toTell = isPossible ? ids(cordoned) : null;
        dirs.cordon(cordoned.stream().map(LogDir::path).collect(Collectors.toSet()));
        var broker = image.nodes().broker(nodeId);
        if (isPossible && broker != null) {
            var told = broker.cordonedDirectories();
            var wanted = ids(cordoned);
            if (!new HashSet<>(told == null ? List.<Uuid>of() : told).equals(new HashSet<>(wanted))) {
                var unused = controller.cordon(nodeId, wanted);
            }
        }
    }

    private static List<Uuid> ids(List<LogDir> directories) {
        return directories.stream().map(LogDir::directoryId).toList();
    }

    /** What a controller elsewhere is to be told with each heartbeat; null if it could not note it. */
    @Nullable
    List<Uuid> toTell() {
        return toTell;
    }

    private List<LogDir> wanted() {
        var named = config.get().list("cordoned.log.dirs");
        return dirs.directories().stream()
                .filter(directory ->
                        named.contains(ALL) || named.contains(directory.path().toString()))
                .toList();
    }
}
