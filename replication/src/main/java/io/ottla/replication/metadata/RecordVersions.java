package io.ottla.replication.metadata;

import io.ottla.replication.image.ClusterImage;
import io.ottla.wire.codec.MetadataRecord;

/**
 * Which version of a metadata record may be written while metadata.version is finalised at some level, so that a node of that
 * release still reads it. Immutable.
 *
 * @param level of metadata.version; 0 before it is finalised, which writes as the newest
 */
public record RecordVersions(short level) {
    private static final int ZK_MIGRATION = 8; // 3.4-IV0
    private static final int DIRECTORY_ASSIGNMENT = 17; // 3.7-IV2
    private static final int ELIGIBLE_LEADER_REPLICAS = 23; // 4.0-IV1
    private static final int CORDONED_DIRECTORIES = 30; // 4.3-IV0

    private static final short REGISTER_BROKER = 0;
    private static final short PARTITION = 3;
    private static final short PARTITION_CHANGE = 5;
    private static final short BROKER_REGISTRATION_CHANGE = 17;

    /** Those that a cluster which stands where {@code image} does may write. */
    public static RecordVersions of(ClusterImage image) {
        return new RecordVersions(image.featureLevel(ClusterImage.METADATA_VERSION));
    }

    int of(MetadataRecord record) {
        return switch (record.type()) {
            case REGISTER_BROKER -> registerBroker();
            case BROKER_REGISTRATION_CHANGE -> has(CORDONED_DIRECTORIES) ? 3 : has(DIRECTORY_ASSIGNMENT) ? 2 : 1;
            case PARTITION, PARTITION_CHANGE -> has(ELIGIBLE_LEADER_REPLICAS) ? 2 : has(DIRECTORY_ASSIGNMENT) ? 1 : 0;
            default -> 0;
        };
    }

    private int registerBroker() {
        if (has(CORDONED_DIRECTORIES)) {
            return 4;
        }
        if (has(DIRECTORY_ASSIGNMENT)) {
            return 3;
        }
        return has(ZK_MIGRATION) ? 2 : 1;
    }

    /** Do records say which directory a replica is in? */
    boolean haveDirectories() {
        return has(DIRECTORY_ASSIGNMENT);
    }

    private boolean has(int since) {
        return level == 0 || level >= since;
    }
}
