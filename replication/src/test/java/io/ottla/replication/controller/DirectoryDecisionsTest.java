package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.replication.change.NodeChange;
import io.ottla.replication.controller.request.DirectoriesAssigned;
import io.ottla.replication.controller.request.DirectoryAssignment;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.Directories;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryDecisionsTest {
    private static final Uuid SECOND = new Uuid(78, 1);

    private final Cluster cluster = Cluster.of(3);

    DirectoryDecisionsTest() {
        BrokerImage one = cluster.broker(1);
        cluster.apply(new NodeChange.BrokerChanged(
                1, one.epoch(), null, false, List.of(one.directories().get(0), SECOND), null));
        cluster.create(new NewTopic("a", -1, -1, Map.of(0, List.of(1, 2), 1, List.of(2, 3)), Map.of()));
    }

    private ErrorCode assign(Uuid directory, Uuid topic, int partition) {
        DirectoriesAssigned assigned = cluster.take(cluster.decisions
                .directories()
                .assign(
                        cluster.state(),
                        1,
                        cluster.broker(1).epoch(),
                        List.of(new DirectoryAssignment(directory, topic, partition))));
        return assigned.answers().get(0);
    }

    @Test
    void where_there_is_a_choice_the_broker_chooses_and_tells() {
        assertEquals(Directories.UNASSIGNED, cluster.partition("a", 0).directoryOf(1));
        assertEquals(ErrorCode.NONE, assign(SECOND, cluster.topic("a").id(), 0));
        assertEquals(SECOND, cluster.partition("a", 0).directoryOf(1));
        assertEquals(1, cluster.partition("a", 0).leader());
        assertEquals(0, cluster.partition("a", 0).leaderEpoch());
        assign(SECOND, cluster.topic("a").id(), 0);
        assertEquals(List.of(), cluster.lastChanges, "it is there already");
    }

    @Test
    void a_replica_in_a_directory_that_does_not_work_leads_nothing() {
        assertEquals(ErrorCode.NONE, assign(Directories.LOST, cluster.topic("a").id(), 0));
        assertEquals(2, cluster.partition("a", 0).leader());
        assertEquals(List.of(2), cluster.partition("a", 0).isr());
    }

    @Test
    void what_is_not_the_brokers_is_refused_and_the_rest_done() {
        Uuid topic = cluster.topic("a").id();
        assertEquals(ErrorCode.UNKNOWN_TOPIC_ID, assign(SECOND, new Uuid(9, 9), 0));
        assertEquals(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, assign(SECOND, topic, 2));
        assertEquals(ErrorCode.NOT_LEADER_OR_FOLLOWER, assign(SECOND, topic, 1));
    }

    @Test
    void a_broker_of_another_epoch_is_not_listened_to() {
        DirectoriesAssigned assigned =
                cluster.take(cluster.decisions.directories().assign(cluster.state(), 1, 999, List.of()));
        assertEquals(ErrorCode.STALE_BROKER_EPOCH, assigned.outcome().error());
    }
}
