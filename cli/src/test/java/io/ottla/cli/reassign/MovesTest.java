package io.ottla.cli.reassign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.cli.tool.Failure;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.ListPartitionReassignments;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MovesTest {
    private static final TopicPartition T0 = new TopicPartition("t", 0);
    private static final TopicPartition T1 = new TopicPartition("t", 1);

    private static ListPartitionReassignments.Partition moving() {
        return new ListPartitionReassignments.Partition(1, List.of(1, 2, 3), List.of(3), List.of(1));
    }

    @Test
    void those_who_have_a_partition_are_held_as_leaders_and_those_who_get_it_as_followers() {
        var moves = Moves.of(Map.of(T1, moving()), Map.of(T0, List.of(2, 3)), Map.of(T0, List.of(1, 2)));
        assertEquals(Map.of("t", "0:1,0:2,1:1,1:2"), moves.leaders());
        assertEquals(Map.of("t", "0:3,1:3"), moves.followers());
        assertEquals(Set.of(1, 2, 3), moves.brokers());
    }

    @Test
    void a_partition_that_moves_already_keeps_its_sources() {
        var moves = Moves.of(Map.of(T1, moving()), Map.of(T1, List.of(4)), Map.of(T1, List.of(1, 2, 3)));
        assertEquals(Map.of("t", "1:1,1:2"), moves.leaders());
        assertEquals(Map.of("t", "1:4"), moves.followers());
    }

    @Test
    void a_proposal_has_each_broker_once_in_a_partition_and_leaders_spread() {
        var current = new TreeMap<TopicPartition, List<Integer>>(Replica.PARTITIONS);
        for (int i = 0; i < 12; i++) {
            current.put(new TopicPartition("t", i), List.of(9, 8));
        }
        var racks = Map.of(1, "a", 2, "a", 3, "b", 4, "b");
        var proposed = new Spread(racks, new Random(7)).propose(current);
        var leaders = new TreeMap<Integer, Integer>();
        proposed.forEach((partition, replicas) -> {
            leaders.merge(replicas.get(0), 1, Integer::sum);
            assertEquals(
                    Set.of("a", "b"),
                    new HashSet<>(replicas.stream().map(racks::get).toList()),
                    partition::toString);
        });
        assertEquals(Map.of(1, 3, 2, 3, 3, 3, 4, 3), leaders);
        assertEquals(12, proposed.size());
    }

    @Test
    void a_proposal_for_too_few_brokers_is_refused() {
        var current = new TreeMap<TopicPartition, List<Integer>>(Replica.PARTITIONS);
        current.put(T0, List.of(1, 2));
        var spread = new Spread(Map.of(1, ""), new Random(7));
        assertThrows(Failure.class, () -> spread.propose(current));
        current.put(T0, List.of(1));
        assertEquals(Map.of(T0, List.of(1)), spread.propose(current));
    }

    @Test
    void what_moves_is_a_line_each() {
        var moves = new TreeMap<TopicPartition, ListPartitionReassignments.Partition>(Replica.PARTITIONS);
        assertEquals("No partition reassignments found.", ReassignPartitionsTool.text(moves));
        moves.put(T1, moving());
        assertEquals(
                "Current partition reassignments:\nt-1: replicas: 1,2,3. adding: 3. removing: 1.",
                ReassignPartitionsTool.text(moves));
    }

    @Test
    void the_move_to_a_directory_is_under_way_done_or_another() {
        var replica = new Replica(T0, 1);
        var lines = new TreeSet<String>();
        for (var future : List.of(Optional.<String>empty(), Optional.of("/to"), Optional.of("/else"))) {
            for (var current : List.of(Optional.<String>empty(), Optional.of("/to"), Optional.of("/from"))) {
                var move = new DirectoryMove(replica, "/to", current, future);
                assertEquals(current.isPresent() && future.isPresent(), move.isActive());
                lines.add(move.line());
            }
        }
        assertEquals(5, lines.size(), lines::toString);
    }
}
