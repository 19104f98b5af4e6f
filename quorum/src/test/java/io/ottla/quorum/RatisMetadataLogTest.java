package io.ottla.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.metadata.MetadataLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatisMetadataLogTest {
    @TempDir
    Path directory;

    @Test
    void what_the_leader_appends_is_committed_everywhere_in_one_order() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter leader = quorum.awaitLeader();
            long first = leader.append(List.of(Quorum.change("a", 0), Quorum.change("a", 1)));
            assertEquals(2, first, "the offset behind the record that says who leads");
            quorum.commit("b", 200);
            quorum.awaitEverywhere(Quorum.change("b", 199));
            quorum.awaitSameImages();
            assertEquals(
                    1,
                    quorum.voters.values().stream()
                            .map(Voter::committed)
                            .distinct()
                            .count());
        }
    }

    @Test
    void only_the_leader_of_the_epoch_appends() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter leader = quorum.awaitLeader();
            for (Voter voter : quorum.voters.values()) {
                int past = voter.id == leader.id ? leader.epoch - 1 : leader.epoch;
                long offset = voter.loop.ask(() -> voter.log.append(past, List.of(Quorum.change("x", 0))));
                assertEquals(MetadataLog.REFUSED, offset);
            }
        }
    }

    @Test
    void nothing_committed_is_lost_when_the_leader_dies() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter first = quorum.awaitLeader();
            int epoch = first.epoch;
            quorum.commit("a", 20);
            quorum.await(
                    "committed",
                    () -> first.committed().contains(Quorum.change("a", 19).toString()));
            quorum.kill(first.id);
            Voter second = quorum.awaitLeader();
            assertTrue(second.epoch > epoch, second.epoch + " after " + epoch);
            assertTrue(second.committed().contains(Quorum.change("a", 19).toString()));
            quorum.commit("b", 20);
            quorum.network.heal();
            quorum.start(first.id);
            quorum.awaitEverywhere(Quorum.change("b", 19));
            quorum.awaitSameImages();
        }
    }

    @Test
    void a_barrier_is_passed_behind_what_was_appended_before_it_and_never_by_one_who_does_not_lead()
            throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter leader = quorum.awaitLeader();
            List<Integer> passed = new CopyOnWriteArrayList<>();
            leader.loop.ask(() -> {
                leader.log.append(leader.epoch, List.of(Quorum.change("a", 0)));
                leader.log.barrier(leader.epoch, () -> passed.add(leader.committed.size()));
                leader.log.barrier(leader.epoch - 1, () -> passed.add(-1));
                return true;
            });
            quorum.await("the barrier", () -> !passed.isEmpty());
            assertEquals(List.of(1), passed);
        }
    }

    @Test
    void an_append_that_is_too_large_is_refused_and_the_next_is_not() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter leader = quorum.awaitLeader();
            var large = new ConfigChanged(ConfigResource.topic("t"), "n", "x".repeat(30_000));
            assertEquals(MetadataLog.REFUSED, leader.append(Collections.nCopies(200, large)));
            long last = leader.append(Collections.nCopies(100, large));
            assertEquals(100, last);
            quorum.commit("b", 1);
            quorum.awaitEverywhere(Quorum.change("b", 0));
            quorum.awaitSameImages();
        }
    }
}
