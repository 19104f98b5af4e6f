package io.ottla.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.raft.DescribeQuorum;
import io.ottla.wire.message.raft.DescribeQuorum.ReplicaState;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuorumTextTest {
    private static final Uuid DIRECTORY = Uuid.parse("AAAAAAAAAAAAAAAAAAAAAg");

    private static QuorumText quorum(int leaderId) {
        var leader = new ReplicaState(1, DIRECTORY, 100, 5_000, 5_000);
        var follower = new ReplicaState(2, Uuid.ZERO, 90, 4_500, 4_000);
        var observer = new ReplicaState(3, Uuid.ZERO, 80, -1, -1);
        var partition = new DescribeQuorum.PartitionResponse(
                0, (short) 0, null, leaderId, 7, 95, List.of(follower, leader), List.of(observer));
        var listeners = List.of(
                new DescribeQuorum.Listener("CONTROLLER", "host", 9093),
                new DescribeQuorum.Listener("V6", "::1", 9094));
        return new QuorumText(partition, List.of(new DescribeQuorum.Node(1, listeners)));
    }

    @Test
    void the_status_names_who_leads_and_how_far_the_last_voter_is_behind() {
        assertEquals("""
                ClusterId:              abc
                LeaderId:               1
                LeaderEpoch:            7
                HighWatermark:          95
                MaxFollowerLag:         10
                MaxFollowerLagTimeMs:   1000
                CurrentVoters:          [{"id": 2}, {"id": 1, "directoryId": "AAAAAAAAAAAAAAAAAAAAAg", "endpoints": \
                ["CONTROLLER://host:9093", "V6://[::1]:9094"]}]
                CurrentObservers:       [{"id": 3}]""", String.join("\n", QuorumText.lines(quorum(1).status("abc"))));
    }

    @Test
    void numbers_are_numbers_for_programs() {
        assertEquals(
                "{\"clusterId\":\"abc\",\"leaderId\":1,\"leaderEpoch\":7,\"highWatermark\":95,\"maxFollowerLag\":10,"
                        + "\"maxFollowerLagTimeMs\":1000,\"currentVoters\":[{\"id\":2},{\"id\":1,\"directoryId\":"
                        + "\"AAAAAAAAAAAAAAAAAAAAAg\",\"endpoints\":[\"CONTROLLER://host:9093\",\"V6://[::1]:9094\"]}],"
                        + "\"currentObservers\":[{\"id\":3}]}",
                Json.text(quorum(1).status("abc")));
    }

    @Test
    void the_leader_is_the_first_row_and_observers_are_the_last() {
        var rows = quorum(1).replication();
        assertEquals(
                List.of("Leader", "Follower", "Observer"),
                rows.stream().map(row -> row.get("status")).toList());
        assertEquals(
                List.of(0L, 10L, 20L), rows.stream().map(row -> row.get("lag")).toList());
    }

    @Test
    void times_are_so_long_ago_where_they_are_known() {
        var rows = QuorumText.readable(quorum(1).replication(), 5_500);
        assertEquals(
                List.of("500 ms ago", "1500 ms ago", "-1"),
                rows.stream().map(row -> row.get("lastCaughtUpTimestamp")).toList());
    }

    @Test
    void a_time_that_is_still_to_come_is_a_clock_that_is_wrong() {
        var rows = quorum(1).replication();
        assertThrows(Failure.class, () -> QuorumText.readable(rows, 4_999));
    }

    @Test
    void a_quorum_without_a_leader_is_said_to_be_one() {
        assertThrows(Failure.class, () -> quorum(-1).status("abc"));
    }
}
