package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.replication.controller.request.IsrProposal;
import io.ottla.replication.controller.request.IsrProposal.Member;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Reassignment;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReassignmentDecisionsTest {
    private final Cluster cluster = Cluster.of(1);

    ReassignmentDecisionsTest() {
        cluster.create("t", 1, 1);
    }

    private ErrorCode reassign(String topic, int index, @Nullable List<Integer> replicas) {
        var wish = new Reassignment(new TopicPartition(topic, index), replicas);
        return cluster.take(cluster.decisions.reassignments().reassign(cluster.state(), List.of(wish), true))
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

    @Nested
    class Moves {
        private final Cluster five = Cluster.of(5);

        Moves() {
            five.create(new NewTopic("m", -1, -1, Map.of(0, List.of(1, 2, 3)), Map.of()));
        }

        private Outcome move(boolean mayChangeFactor, @Nullable List<Integer> target) {
            var wish = new Reassignment(new TopicPartition("m", 0), target);
            return five.take(five.decisions.reassignments().reassign(five.state(), List.of(wish), mayChangeFactor))
                    .get(0);
        }

        private PartitionImage now() {
            return five.partition("m", 0);
        }

        private void inSync(Integer... replicas) {
            int leader = now().leader();
            List<Member> isr = Arrays.stream(replicas)
                    .map(id -> new Member(id, five.broker(id).epoch()))
                    .toList();
            var proposal =
                    new IsrProposal(five.topic("m").id(), 0, now().leaderEpoch(), now().partitionEpoch(), isr, false);
            five.take(five.decisions
                    .isr()
                    .alter(five.state(), leader, five.broker(leader).epoch(), List.of(proposal)));
        }

        @Test
        void one_that_comes_is_a_replica_at_once_and_one_that_goes_stays_until_it_is_in_sync() {
            assertEquals(Outcome.DONE, move(false, List.of(4, 2, 3)));
            assertEquals(List.of(4, 2, 3, 1), now().replicas());
            assertEquals(List.of(4), now().adding());
            assertEquals(List.of(1), now().removing());
            assertEquals(List.of(1, 2, 3), now().isr());
            assertEquals(0, now().leaderEpoch(), "nobody has left");
            inSync(1, 2, 3, 4);
            assertEquals(List.of(4, 2, 3), now().replicas());
            assertEquals(List.of(2, 3, 4), now().isr());
            assertEquals(4, now().leader());
            assertEquals(List.of(), now().adding());
            assertEquals(List.of(), now().removing());
        }

        @Test
        void directories_go_with_their_replicas() {
            move(true, List.of(4, 2, 3));
            for (int id : List.of(1, 2, 3, 4)) {
                assertEquals(five.broker(id).directories().get(0), now().directoryOf(id));
            }
            inSync(1, 2, 3, 4);
            assertEquals(3, now().directories().size());
            assertEquals(five.broker(4).directories().get(0), now().directoryOf(4));
        }

        @Test
        void another_order_or_fewer_replicas_take_effect_at_once() {
            move(true, List.of(3, 2, 1));
            assertEquals(List.of(3, 2, 1), now().replicas());
            assertEquals(1, now().leader());
            assertEquals(0, now().leaderEpoch());
            move(true, List.of(3, 2));
            assertEquals(List.of(3, 2), now().replicas());
            assertEquals(3, now().leader());
            assertEquals(List.of(2, 3), now().isr());
            assertEquals(List.of(), now().elr());
        }

        @Test
        void a_move_called_off_leaves_those_who_were_there() {
            move(true, List.of(4, 5));
            inSync(1, 2, 3, 4);
            assertEquals(List.of(4, 5, 1, 2, 3), now().replicas());
            assertEquals(Outcome.DONE, move(true, null));
            assertEquals(List.of(1, 2, 3), now().replicas());
            assertEquals(List.of(1, 2, 3), now().isr());
            assertEquals(1, now().leader());
            assertEquals(1, now().leaderEpoch(), "whoever was coming must hear that it is none any more");
            assertEquals(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, move(true, null).error());
        }

        @Test
        void a_move_is_not_called_off_if_only_newcomers_are_in_sync() {
            move(true, List.of(4));
            inSync(1, 4);
            assertEquals(List.of(4), now().replicas(), "the move was complete");
            move(true, List.of(5, 1));
            inSync(4, 5);
            five.take(five.decisions
                    .nodes()
                    .expire(five.state(), 4, five.broker(4).epoch()));
            assertEquals(List.of(5), now().isr());
            assertEquals(ErrorCode.INVALID_REPLICA_ASSIGNMENT, move(true, null).error());
        }

        @Test
        void a_move_is_redirected_on_its_way() {
            move(true, List.of(4, 2, 3));
            move(true, List.of(5, 2, 3));
            assertEquals(List.of(5, 2, 3, 1, 4), now().replicas());
            assertEquals(List.of(5), now().adding());
            assertEquals(List.of(1, 4), now().removing());
            move(true, now().replicas());
            assertEquals(List.of(), now().removing());
            assertEquals(List.of(5), now().adding(), "who has not come yet is still coming");
        }

        @Test
        void the_replication_factor_stays_unless_that_is_allowed() {
            Outcome refused = move(false, List.of(1, 2));
            assertEquals(ErrorCode.INVALID_REPLICATION_FACTOR, refused.error());
            assertEquals("The replication factor is changed from 3 to 2", refused.message());
            move(true, List.of(1, 2, 4));
            assertEquals(Outcome.DONE, move(false, List.of(1, 2, 5)), "three there will be, not four");
        }
    }
}
