package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.replication.controller.request.Reassignment;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReassignmentDecisionsTest {
    private final Cluster cluster = Cluster.of(1);

    ReassignmentDecisionsTest() {
        cluster.create("t", 1, 1);
    }

    private ErrorCode reassign(String topic, int index, @Nullable List<Integer> replicas) {
        var wish = new Reassignment(new TopicPartition(topic, index), replicas);
        return cluster.take(cluster.decisions.reassignments().reassign(cluster.state(), List.of(wish)))
                .get(0)
                .error();
    }

    @Test
    void a_partition_may_stay_where_it_is() {
        assertEquals(ErrorCode.NONE, reassign("t", 0, List.of(1)));
        assertEquals(List.of(), cluster.lastChanges);
    }

    @Test
    void a_partition_does_not_go_to_brokers_that_are_not_there() {
        assertEquals(ErrorCode.INVALID_REPLICA_ASSIGNMENT, reassign("t", 0, List.of(2)));
        assertEquals(ErrorCode.INVALID_REPLICA_ASSIGNMENT, reassign("t", 0, List.of(1, 1)));
        assertEquals(ErrorCode.INVALID_REPLICA_ASSIGNMENT, reassign("t", 0, List.of()));
    }

    @Test
    void what_is_not_under_way_cannot_be_ended() {
        assertEquals(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, reassign("t", 0, null));
    }

    @Test
    void what_is_not_there_is_not_moved() {
        assertEquals(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, reassign("t", 1, List.of(1)));
        assertEquals(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, reassign("u", 0, null));
    }
}
