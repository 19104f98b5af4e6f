package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.IsrAnswer;
import io.ottla.replication.controller.request.IsrAnswers;
import io.ottla.replication.controller.request.IsrProposal;
import io.ottla.replication.controller.request.IsrProposal.Member;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Reassignment;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IsrDecisionsTest {
    private final Cluster cluster = Cluster.of(4);

    IsrDecisionsTest() {
        cluster.create(new NewTopic("a", -1, -1, Map.of(0, List.of(1, 2, 3)), Map.of("min.insync.replicas", "2")));
    }

    private PartitionImage partition() {
        return cluster.partition("a", 0);
    }

    private List<Member> members(Integer... ids) {
        List<Member> members = new ArrayList<>();
        for (int id : ids) {
            members.add(new Member(id, cluster.broker(id).epoch()));
        }
        return members;
    }

    private IsrProposal proposal(List<Member> members) {
        return new IsrProposal(
                cluster.topic("a").id(),
                0,
                partition().leaderEpoch(),
                partition().partitionEpoch(),
                members,
                false);
    }

    private IsrAnswer propose(int broker, IsrProposal proposal) {
        IsrAnswers answers = cluster.take(cluster.decisions
                .isr()
                .alter(cluster.state(), broker, cluster.broker(broker).epoch(), List.of(proposal)));
        return answers.answers().get(0);
    }

    private void fence(int broker) {
        cluster.take(cluster.decisions
                .nodes()
                .expire(cluster.state(), broker, cluster.broker(broker).epoch()));
    }

    @Test
    void the_leader_may_shrink_and_expand_the_isr() {
        IsrAnswer shrunk = propose(1, proposal(members(1, 2)));
        assertEquals(ErrorCode.NONE, shrunk.error());
        assertEquals(List.of(1, 2), partition().isr());
        assertEquals(partition(), shrunk.partition());
        assertEquals(0, partition().leaderEpoch());
        assertEquals(1, partition().partitionEpoch());
        assertEquals(ErrorCode.NONE, propose(1, proposal(members(1, 2, 3))).error());
        assertEquals(List.of(1, 2, 3), partition().isr());
    }

    @Test
    void below_the_minimum_who_leaves_is_eligible_until_there_are_enough_again() {
        propose(1, proposal(members(1)));
        assertEquals(List.of(2, 3), partition().elr());
        propose(1, proposal(members(1, 2)));
        assertEquals(List.of(), partition().elr());
    }

    @Test
    void whoever_stays_in_sync_stays_so_also_below_the_minimum() {
        cluster.apply(new ConfigChanged(ConfigResource.topic("a"), "min.insync.replicas", "3"));
        propose(1, proposal(members(1, 2)));
        assertEquals(List.of(1, 2), partition().isr());
        assertEquals(List.of(3), partition().elr());
    }

    @Test
    void what_changes_nothing_is_answered_with_what_is() {
        IsrAnswer same = propose(1, proposal(members(1, 2, 3)));
        assertEquals(ErrorCode.NONE, same.error());
        assertNotNull(same.partition());
        assertEquals(List.of(), cluster.lastChanges);
    }

    @Test
    void a_proposal_on_top_of_another_state_is_refused() {
        IsrProposal stale = proposal(members(1, 2));
        propose(1, stale);
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, propose(1, stale).error());
        fence(1);
        assertEquals(ErrorCode.FENCED_LEADER_EPOCH, propose(2, stale).error());
        PartitionImage now = partition();
        IsrProposal ahead = new IsrProposal(
                cluster.topic("a").id(), 0, now.leaderEpoch() + 1, now.partitionEpoch(), members(2), false);
        assertEquals(ErrorCode.NOT_CONTROLLER, propose(2, ahead).error());
        IsrProposal later = new IsrProposal(
                cluster.topic("a").id(), 0, now.leaderEpoch(), now.partitionEpoch() + 1, members(2), false);
        assertEquals(ErrorCode.NOT_CONTROLLER, propose(2, later).error());
    }

    @Test
    void a_partition_is_changed_once_in_one_request() {
        IsrProposal first = proposal(members(1, 2));
        IsrAnswers answers = cluster.take(cluster.decisions
                .isr()
                .alter(cluster.state(), 1, cluster.broker(1).epoch(), List.of(first, first)));
        assertEquals(ErrorCode.INVALID_UPDATE_VERSION, answers.answers().get(1).error());
        assertEquals(1, cluster.lastChanges.size());
    }

    @Test
    void only_the_leader_proposes_and_only_replicas_with_itself() {
        assertEquals(
                ErrorCode.INVALID_REQUEST, propose(2, proposal(members(1, 2))).error());
        assertEquals(
                ErrorCode.INVALID_REQUEST, propose(1, proposal(members(2, 3))).error());
        assertEquals(
                ErrorCode.INVALID_REQUEST, propose(1, proposal(members(1, 4))).error());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                propose(1, proposal(members(1, 2, 2))).error());
    }

    @Test
    void nobody_fenced_leaving_or_of_another_epoch_gets_into_the_isr() {
        fence(3);
        assertEquals(
                ErrorCode.INELIGIBLE_REPLICA,
                propose(1, proposal(members(1, 2, 3))).error());
        assertEquals(
                ErrorCode.INELIGIBLE_REPLICA,
                propose(1, proposal(List.of(new Member(1, -1), new Member(2, 999))))
                        .error());
        long epoch = cluster.broker(2).epoch();
        cluster.create(new NewTopic("b", -1, -1, Map.of(0, List.of(2, 1)), Map.of()));
        cluster.take(cluster.decisions
                .nodes()
                .heartbeat(cluster.state(), new Heartbeat(2, epoch, epoch, false, true, List.of(), null), false));
        assertEquals(
                ErrorCode.INELIGIBLE_REPLICA,
                propose(1, proposal(members(1, 2))).error());
    }

    @Test
    void a_broker_of_another_epoch_is_not_listened_to() {
        IsrAnswers answers =
                cluster.take(cluster.decisions.isr().alter(cluster.state(), 1, 999, List.of(proposal(members(1)))));
        assertEquals(ErrorCode.STALE_BROKER_EPOCH, answers.outcome().error());
        assertEquals(List.of(), answers.answers());
    }

    @Test
    void what_is_not_there_is_not_changed() {
        IsrProposal nowhere = new IsrProposal(new Uuid(5, 5), 0, 0, 0, members(1), false);
        assertEquals(ErrorCode.UNKNOWN_TOPIC_ID, propose(1, nowhere).error());
        IsrProposal tooFar = new IsrProposal(cluster.topic("a").id(), 1, 0, 0, members(1), false);
        assertEquals(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, propose(1, tooFar).error());
    }

    @Test
    void a_recovering_leader_is_alone_and_recovery_does_not_begin_by_itself() {
        PartitionImage now = partition();
        IsrProposal begins =
                new IsrProposal(cluster.topic("a").id(), 0, now.leaderEpoch(), now.partitionEpoch(), members(1), true);
        assertEquals(ErrorCode.INVALID_REQUEST, propose(1, begins).error());
    }

    @Test
    void with_the_last_one_in_sync_a_move_is_complete_and_a_leader_that_goes_hears_who_follows() {
        var wish = new Reassignment(new TopicPartition("a", 0), List.of(2, 3, 4));
        cluster.take(cluster.decisions.reassignments().reassign(cluster.state(), List.of(wish), true));
        assertEquals(List.of(2, 3, 4, 1), partition().replicas());
        assertEquals(List.of(4), partition().adding());
        assertEquals(List.of(1), partition().removing());
        assertEquals(1, partition().leader());
        assertEquals(
                ErrorCode.NEW_LEADER_ELECTED,
                propose(1, proposal(members(1, 2, 3, 4))).error());
        PartitionImage moved = partition();
        assertEquals(List.of(2, 3, 4), moved.replicas());
        assertEquals(List.of(2, 3, 4), moved.isr());
        assertEquals(List.of(), moved.adding());
        assertEquals(List.of(), moved.removing());
        assertEquals(2, moved.leader());
        assertEquals(1, moved.leaderEpoch());
    }
}
