package io.ottla.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.disk.NioDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VotersTest {
    @TempDir
    Path directory;

    @Test
    void the_leader_tells_how_far_each_voter_is() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter leader = quorum.awaitLeader();
            quorum.commit("a", 5);
            quorum.awaitEverywhere(Quorum.change("a", 4));
            quorum.await("all have the end", () -> {
                QuorumView view = view(leader);
                return view.voters().stream().allMatch(m -> m.endOffset() == view.highWatermark());
            });
            QuorumView view = view(leader);
            assertEquals(leader.id, view.leaderId());
            assertEquals(leader.epoch, view.epoch());
            assertEquals(leader.endOffset(), view.highWatermark());
            assertEquals(
                    List.of(1, 2, 3),
                    view.voters().stream().map(QuorumView.Member::nodeId).toList());
            assertTrue(view.voters().stream().allMatch(m -> m.lastCaughtUpMs() > 0 && m.lastFetchMs() > 0), view + "");
        }
    }

    @Test
    void a_voter_is_added_and_another_taken_away() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter leader = quorum.awaitLeader();
            quorum.commit("a", 5);
            Voter fourth = quorum.start(4, List.of());
            leader.log.addVoter(4).toCompletableFuture().join();
            quorum.awaitEverywhere(Quorum.change("a", 4));
            int removed = quorum.voters.keySet().stream()
                    .filter(id -> id != leader.id && id != 4)
                    .findFirst()
                    .orElseThrow();
            leader.log.removeVoter(removed).toCompletableFuture().join();
            quorum.kill(removed);
            quorum.commit("b", 5);
            quorum.awaitEverywhere(Quorum.change("b", 4));
            quorum.awaitSameImages();
            assertTrue(view(fourth).voters().stream().anyMatch(m -> m.nodeId() == 4));
            assertTrue(view(fourth).voters().stream().noneMatch(m -> m.nodeId() == removed));
        }
    }

    @Test
    void only_the_leader_changes_who_votes() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter leader = quorum.awaitLeader();
            Voter other = quorum.voter(leader.id == 1 ? 2 : 1);
            var refused = assertThrows(
                    CompletionException.class,
                    () -> other.log.removeVoter(leader.id).toCompletableFuture().join());
            assertTrue(String.valueOf(refused.getMessage()).contains("NotLeader"), refused::toString);
        }
    }

    @Test
    void a_leader_that_stops_in_order_hands_over_to_one_that_has_everything() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter leader = quorum.awaitLeader();
            quorum.commit("a", 5);
            quorum.awaitEverywhere(Quorum.change("a", 4));
            quorum.voters.remove(leader.id);
            leader.close();
            Voter next = quorum.voters.values().iterator().next();
            quorum.await(
                    "another is known to lead",
                    () -> next.loop.ask(
                            () -> next.leaders.stream().anyMatch(l -> l.endsWith("@" + (leader.lastEpoch + 1)))));
        }
    }

    @Test
    void a_leader_known_to_be_gone_is_not_waited_for() throws IOException {
        QuorumSettings patient = new QuorumSettings(
                Duration.ofHours(1), Duration.ofHours(2), Duration.ofSeconds(2), 1 << 20, Duration.ZERO, 16 << 20, 100);
        try (Quorum quorum = new Quorum(directory, List.of(1, 2, 3), patient)) {
            quorum.start(1, List.of(1));
            Voter first = quorum.awaitLeader();
            quorum.start(2, List.of());
            quorum.start(3, List.of());
            first.log.addVoter(2).toCompletableFuture().join();
            first.log.addVoter(3).toCompletableFuture().join();
            quorum.commit("a", 1);
            quorum.awaitEverywhere(Quorum.change("a", 0));
            quorum.kill(1);
            quorum.voters.values().forEach(voter -> voter.log.gone(1));
            Voter second = quorum.awaitLeader();
            assertTrue(second.epoch > 1, "epoch " + second.epoch);
            quorum.commit("b", 1);
            quorum.awaitEverywhere(Quorum.change("b", 0));
        }
    }

    @Test
    void a_node_that_stood_alone_becomes_the_first_voter_and_keeps_what_it_knew() throws IOException {
        Path metadata = directory.resolve("node-1/__cluster_metadata-0");
        Alone alone = new Alone(metadata);
        long before = alone.append(List.of(Quorum.change("alone", 0), Quorum.change("alone", 1)));
        int epoch = alone.epoch;
        alone.close();
        Promotion.promote(new NioDisk(), metadata, Voter.CLUSTER, 1);
        assertThrows(IOException.class, () -> new Alone(metadata));
        assertThrows(IOException.class, () -> Promotion.promote(new NioDisk(), metadata, Voter.CLUSTER, 1));
        try (Quorum quorum = new Quorum(directory, List.of(1), Quorum.quick())) {
            Voter first = quorum.start(1);
            quorum.awaitLeader();
            assertTrue(first.epoch > epoch, first.epoch + " after " + epoch);
            assertEquals(before + 2, first.nextOffset, "behind the record that says who leads");
            quorum.start(2, List.of());
            quorum.start(3, List.of());
            first.log.addVoter(2).toCompletableFuture().join();
            first.log.addVoter(3).toCompletableFuture().join();
            quorum.commit("b", 3);
            quorum.awaitEverywhere(Quorum.change("b", 2));
            quorum.awaitSameImages();
            quorum.kill(1);
            quorum.commit("c", 3);
            assertEquals(
                    "value of 1", quorum.voter(2).image().configs().ofTopic("t").get("alone-1"));
        }
    }

    private static QuorumView view(Voter voter) {
        return voter.log.describe().toCompletableFuture().join();
    }
}
