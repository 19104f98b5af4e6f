package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.replication.controller.request.ElectionKind;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElectionDecisionsTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final Cluster cluster = Cluster.of(2);

    ElectionDecisionsTest() {
        cluster.create(new NewTopic("t", -1, -1, Map.of(0, List.of(1, 2)), Map.of()));
    }

    private ErrorCode elect(ElectionKind kind, TopicPartition name) {
        return cluster.take(cluster.decisions.elections().elect(cluster.state(), kind, List.of(name)))
                .getOrDefault(name, Outcome.DONE)
                .error();
    }

    private void fence(int broker) {
        long epoch = cluster.broker(broker).epoch();
        cluster.take(cluster.decisions
                .nodes()
                .heartbeat(cluster.state(), new Heartbeat(broker, epoch, epoch, true, false, List.of(), null), true));
    }

    private void unfence(int broker) {
        long epoch = cluster.broker(broker).epoch();
        cluster.take(cluster.decisions.nodes().heartbeat(cluster.state(), Cluster.alive(broker, epoch), true));
    }

    @Test
    void a_partition_that_is_led_as_wished_needs_no_election() {
        assertEquals(ErrorCode.ELECTION_NOT_NEEDED, elect(ElectionKind.PREFERRED, PARTITION));
        assertEquals(ErrorCode.ELECTION_NOT_NEEDED, elect(ElectionKind.UNCLEAN, PARTITION));
    }

    @Test
    void leadership_goes_back_to_the_first_replica_only_if_it_is_in_sync() {
        fence(1);
        assertEquals(2, cluster.partition("t", 0).leader());
        unfence(1);
        assertEquals(ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE, elect(ElectionKind.PREFERRED, PARTITION));
        assertEquals(2, cluster.partition("t", 0).leader());
    }

    @Test
    void nobody_leads_while_nobody_is_alive() {
        fence(1);
        fence(2);
        assertEquals(ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE, elect(ElectionKind.UNCLEAN, PARTITION));
    }

    @Test
    void an_unclean_election_needs_no_consent_of_the_topic() {
        fence(1);
        fence(2);
        cluster.take(cluster.decisions.nodes().register(cluster.state(), Cluster.registration(1, -1, 5), false));
        unfence(1);
        assertEquals(-1, cluster.partition("t", 0).leader());
        assertEquals(ErrorCode.NONE, elect(ElectionKind.UNCLEAN, PARTITION));
        assertEquals(1, cluster.partition("t", 0).leader());
    }

    @Test
    void what_is_not_there_is_not_elected_for() {
        assertEquals(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, elect(ElectionKind.PREFERRED, new TopicPartition("t", 1)));
        assertEquals(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, elect(ElectionKind.UNCLEAN, new TopicPartition("x", 0)));
    }

    @Test
    void without_names_all_partitions_are_meant() {
        cluster.create("u", 2, 1);
        var answers = cluster.take(cluster.decisions.elections().elect(cluster.state(), ElectionKind.PREFERRED, null));
        assertEquals(3, answers.size());
    }

    private Outcome unseat(TopicPartition name) {
        return cluster.take(cluster.decisions.elections().unseat(cluster.state(), name));
    }

    @Test
    void an_unseated_partition_has_no_leader_and_all_that_were_in_sync() {
        assertEquals(Outcome.DONE, unseat(PARTITION));
        assertEquals(-1, cluster.partition("t", 0).leader());
        assertEquals(List.of(1, 2), cluster.partition("t", 0).isr());
        assertEquals(Outcome.DONE, unseat(PARTITION));
        assertEquals(List.of(), cluster.lastChanges);
    }

    @Test
    void an_unseated_leader_that_is_elected_again_leads_in_an_epoch_that_never_was() {
        var before = cluster.partition("t", 0).leaderEpoch();
        unseat(PARTITION);
        assertEquals(ErrorCode.NONE, elect(ElectionKind.PREFERRED, PARTITION));
        assertEquals(1, cluster.partition("t", 0).leader());
        assertEquals(before + 2, cluster.partition("t", 0).leaderEpoch());
    }

    @Test
    void what_is_not_there_cannot_be_unseated() {
        assertEquals(
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                unseat(new TopicPartition("t", 1)).error());
    }
}
