package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.controller.request.FeatureWish;
import io.ottla.replication.controller.request.FeatureWish.Direction;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.ControllerImage;
import io.ottla.replication.image.VersionRange;
import io.ottla.replication.metadata.Bootstrap;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureDecisionsTest {
    private static final String TRANSACTIONS = "transaction.version";
    private static final String ELIGIBLE = "eligible.leader.replicas.version";

    private final Cluster cluster = Cluster.of(1);

    FeatureDecisionsTest() {
        Bootstrap.defaults().forEach(change -> cluster.image = change.applyTo(cluster.image));
        support(1, (short) 30);
    }

    private void support(int brokerId, short newestMetadata) {
        BrokerImage before = cluster.broker(brokerId);
        var broker = new BrokerImage(
                before.id(),
                before.epoch(),
                before.incarnationId(),
                before.endpoints(),
                Map.of(
                        ClusterImage.METADATA_VERSION,
                        new VersionRange((short) 7, newestMetadata),
                        TRANSACTIONS,
                        new VersionRange((short) 0, (short) 2),
                        ELIGIBLE,
                        new VersionRange((short) 0, (short) 1)),
                null,
                false,
                false,
                before.directories(),
                null);
        cluster.image = cluster.image.withNodes(cluster.image.nodes().with(broker));
    }

    private ErrorCode update(String feature, int level, Direction direction) {
        return update(new FeatureWish(feature, (short) level, direction));
    }

    private ErrorCode update(FeatureWish... wishes) {
        return cluster.take(cluster.decisions.features().update(cluster.state(), List.of(wishes), false))
                .error();
    }

    @Test
    void a_level_goes_down_only_if_that_is_asked_for() {
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update(TRANSACTIONS, 1, Direction.UPGRADE));
        assertEquals(ErrorCode.NONE, update(TRANSACTIONS, 1, Direction.SAFE_DOWNGRADE));
        assertEquals(1, cluster.image.featureLevel(TRANSACTIONS));
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update(TRANSACTIONS, 2, Direction.SAFE_DOWNGRADE));
        assertEquals(ErrorCode.NONE, update(TRANSACTIONS, 2, Direction.UPGRADE));
    }

    @Test
    void a_level_that_is_so_already_writes_nothing() {
        assertEquals(ErrorCode.NONE, update(TRANSACTIONS, 2, Direction.UPGRADE));
        assertEquals(List.of(), cluster.lastChanges);
    }

    @Test
    void what_a_broker_does_not_support_is_not_finalised() {
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update(TRANSACTIONS, 3, Direction.UPGRADE));
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update("some.version", 1, Direction.UPGRADE));
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update("some.version", 0, Direction.UNSAFE_DOWNGRADE));
    }

    @Test
    void a_feature_somebody_no_longer_supports_can_be_done_without() {
        assertEquals(ErrorCode.NONE, update("streams.version", 0, Direction.SAFE_DOWNGRADE));
        assertEquals(0, cluster.image.featureLevel("streams.version"));
    }

    @Test
    void all_levels_change_or_none() {
        var good = new FeatureWish(TRANSACTIONS, (short) 1, Direction.SAFE_DOWNGRADE);
        var bad = new FeatureWish("some.version", (short) 1, Direction.UPGRADE);
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update(good, bad));
        assertEquals(2, cluster.image.featureLevel(TRANSACTIONS));
    }

    @Test
    void metadata_goes_down_only_as_far_as_the_records_stay_the_same() {
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update("metadata.version", 29, Direction.UNSAFE_DOWNGRADE));
        cluster.image = new FeatureChanged("metadata.version", (short) 29).applyTo(cluster.image);
        assertEquals(ErrorCode.NONE, update("metadata.version", 23, Direction.SAFE_DOWNGRADE));
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update("metadata.version", 22, Direction.SAFE_DOWNGRADE));
    }

    @Test
    void eligible_leaders_bring_a_minimum_in_sync_for_the_whole_cluster() {
        assertEquals(ErrorCode.NONE, update(ELIGIBLE, 0, Direction.SAFE_DOWNGRADE));
        assertEquals(ErrorCode.NONE, update(ELIGIBLE, 1, Direction.UPGRADE));
        assertEquals(Map.of("min.insync.replicas", "1"), cluster.image.configs().of(ConfigResource.allBrokers()));
    }

    @Test
    void eligible_leaders_need_records_that_can_tell_of_them() {
        cluster.image = new FeatureChanged("metadata.version", (short) 22).applyTo(cluster.image);
        update(ELIGIBLE, 0, Direction.SAFE_DOWNGRADE);
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update(ELIGIBLE, 1, Direction.UPGRADE));
    }

    @Test
    void a_controller_that_could_not_read_the_records_stands_in_the_way_as_a_broker_does() {
        var old = new ControllerImage(
                7, new Uuid(7, 7), List.of(), Map.of(ClusterImage.METADATA_VERSION, new VersionRange((short) 7, (short)
                        29)));
        cluster.image =
                cluster.image.withFeatures(cluster.image.features().plus(ClusterImage.METADATA_VERSION, (short) 29));
        cluster.image = cluster.image.withNodes(cluster.image.nodes().with(old));
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, update(ClusterImage.METADATA_VERSION, 30, Direction.UPGRADE));
    }
}
