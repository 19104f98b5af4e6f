package io.ottla.broker.joint;

import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.ApiKey;
import java.util.HashMap;
import java.util.Map;

/** The features this broker can run, by level. */
final class SupportedFeatures {
    /** 3.3-IV3 to 4.3-IV0: what the records of the metadata log can say. */
    private static final VersionRange METADATA_VERSIONS = new VersionRange((short) 7, (short) 30);

    private static final VersionRange UP_TO_1 = new VersionRange((short) 0, (short) 1);
    private static final VersionRange UP_TO_2 = new VersionRange((short) 0, (short) 2);

    private SupportedFeatures() {}

    /** A feature is nothing to a client without the API behind it: so it is not named before that is served. */
    private static final Map<String, ApiKey> BEHIND = Map.of(
            "transaction.version", ApiKey.END_TXN,
            "group.version", ApiKey.CONSUMER_GROUP_HEARTBEAT,
            "share.version", ApiKey.SHARE_FETCH,
            "streams.version", ApiKey.STREAMS_GROUP_HEARTBEAT);

    /** What clients are told: features behind which there are APIs that are served. */
    static Map<String, VersionRange> advertised() {
        var served = new HashMap<>(registered());
        BEHIND.forEach((feature, api) -> {
            if (api.advertised() == null) {
                served.remove(feature);
            }
        });
        return served;
    }

    /** What the controller is told: all a fresh cluster finalises, so that nothing has to be finalised again later. */
    static Map<String, VersionRange> registered() {
        return Map.of(
                ClusterImage.METADATA_VERSION,
                METADATA_VERSIONS,
                "eligible.leader.replicas.version",
                UP_TO_1,
                "transaction.version",
                UP_TO_2,
                "group.version",
                UP_TO_1,
                "share.version",
                UP_TO_1,
                "streams.version",
                UP_TO_1);
    }
}
