package io.ottla.broker.joint;

import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.VersionRange;
import java.util.HashMap;
import java.util.Map;

/** The features this broker can run, by level. */
final class SupportedFeatures {
    /** 3.3-IV3 to 4.3-IV0: what the records of the metadata log can say. */
    private static final VersionRange METADATA_VERSIONS = new VersionRange((short) 7, (short) 30);

    private static final VersionRange UP_TO_1 = new VersionRange((short) 0, (short) 1);
    private static final VersionRange UP_TO_2 = new VersionRange((short) 0, (short) 2);

    private SupportedFeatures() {}

    /** What clients are told: features behind which there are APIs that are served. */
    static Map<String, VersionRange> advertised() {
        return Map.of(
                ClusterImage.METADATA_VERSION,
                METADATA_VERSIONS,
                "eligible.leader.replicas.version",
                UP_TO_1,
                "transaction.version",
                UP_TO_2);
    }

    /** What the controller is told: all a fresh cluster finalises, so that nothing has to be finalised again later. */
    static Map<String, VersionRange> registered() {
        var all = new HashMap<>(advertised());
        all.put("group.version", UP_TO_1);
        all.put("share.version", UP_TO_1);
        all.put("streams.version", UP_TO_1);
        return all;
    }
}
