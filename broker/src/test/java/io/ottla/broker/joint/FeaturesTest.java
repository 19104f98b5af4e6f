package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.wire.ApiKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.errors.InvalidUpdateVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stock client is told of features, and may do with them. */
class FeaturesTest {
    private static final Map<String, ApiKey> BEHIND = Map.of(
            "transaction.version", ApiKey.END_TXN,
            "group.version", ApiKey.CONSUMER_GROUP_HEARTBEAT,
            "share.version", ApiKey.SHARE_FETCH,
            "streams.version", ApiKey.STREAMS_GROUP_HEARTBEAT);

    @TempDir
    Path directory;

    private static void update(Admin admin, String feature, int level, UpgradeType type) throws Exception {
        admin.updateFeatures(Map.of(feature, new FeatureUpdate((short) level, type)), new UpdateFeaturesOptions())
                .all()
                .get();
    }

    @Test
    void a_feature_is_shown_once_what_it_stands_for_is_served() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin()) {
            var told = admin.describeFeatures().featureMetadata().get();
            assertTrue(told.finalizedFeatures().containsKey("metadata.version"));
            assertTrue(told.finalizedFeatures().containsKey("eligible.leader.replicas.version"));
            for (var feature : BEHIND.entrySet()) {
                var isServed = feature.getValue().served() != null;
                assertEquals(isServed, told.finalizedFeatures().containsKey(feature.getKey()), feature.getKey());
            }
        }
    }

    @Test
    void what_is_not_shown_can_be_lowered_but_not_raised() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin()) {
            for (var feature : BEHIND.entrySet()) {
                var name = feature.getKey();
                update(admin, name, 0, UpgradeType.UNSAFE_DOWNGRADE);
                if (feature.getValue().served() == null) {
                    var thrown =
                            assertThrows(ExecutionException.class, () -> update(admin, name, 1, UpgradeType.UPGRADE));
                    assertInstanceOf(InvalidUpdateVersionException.class, thrown.getCause(), name);
                } else {
                    update(admin, name, 1, UpgradeType.UPGRADE);
                }
            }
        }
    }
}
