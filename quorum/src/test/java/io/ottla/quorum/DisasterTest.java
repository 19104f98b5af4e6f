package io.ottla.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.image.ConfigResource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What befalls voters: lost messages, lost connections, lost disks. */
class DisasterTest {
    @TempDir
    Path directory;

    @Test
    void a_leader_that_is_cut_off_resigns_and_what_it_appended_counts_for_nothing() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter first = quorum.awaitLeader();
            quorum.commit("a", 3);
            quorum.network.cutOff(first.id);
            first.append(List.of(Quorum.change("lost", 0)));
            quorum.await("it resigns", () -> !first.isLeader());
            Voter second = quorum.awaitLeader();
            assertTrue(second.epoch > first.lastEpoch);
            quorum.commit("b", 3);
            quorum.network.heal();
            quorum.awaitEverywhere(Quorum.change("b", 2));
            quorum.awaitSameImages();
            assertTrue(first.committed().stream().noneMatch(change -> change.contains("lost")));
        }
    }

    @Test
    void a_batch_of_an_epoch_that_is_over_is_void_everywhere() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            Voter leader = quorum.awaitLeader();
            quorum.commit("a", 3);
            quorum.awaitEverywhere(Quorum.change("a", 2));
            long end = leader.endOffset();
            Boolean counts = leader.log.proposeAs(leader.epoch - 1, end, List.of(Quorum.change("stale", 0)));
            assertEquals(false, counts);
            assertEquals(false, leader.log.proposeAs(leader.epoch, end + 7, List.of(Quorum.change("stale", 1))));
            quorum.commit("b", 3);
            quorum.awaitEverywhere(Quorum.change("b", 2));
            quorum.awaitSameImages();
            for (Voter voter : quorum.voters.values()) {
                assertTrue(voter.committed().stream().noneMatch(change -> change.contains("stale")));
                assertEquals(end + 3, voter.endOffset());
            }
        }
    }

    @Test
    void voters_agree_on_a_network_that_loses_and_delays() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            quorum.network.disturb(2, 5_000);
            quorum.commit("a", 100);
            quorum.network.disturb(0, 0);
            quorum.commit("b", 1);
            quorum.awaitEverywhere(Quorum.change("b", 0));
            quorum.awaitSameImages();
        }
    }

    @Test
    void a_voter_that_was_away_for_long_catches_up_by_a_snapshot() throws IOException {
        QuorumSettings forgetful = Quorum.settings(20_000, 64 << 10, 0);
        try (Quorum quorum = Quorum.ofThree(directory, forgetful)) {
            Voter leader = quorum.awaitLeader();
            int away = leader.id == 1 ? 2 : 1;
            quorum.kill(away);
            quorum.network.heal();
            for (int i = 0; i < 40; i++) {
                leader.append(List.of(large(i), large(i + 100)));
            }
            quorum.awaitEverywhere(large(39));
            quorum.await("the beginning is forgotten", () -> {
                leader.append(List.of(large(40)));
                return hasForgottenTheBeginning(quorum.directoryOf(leader.id));
            });
            quorum.commit("a", 5);
            Voter back = quorum.start(away);
            quorum.await("it has caught up", () -> back.endOffset() >= leader.endOffset());
            quorum.awaitSameImages();
            assertTrue(back.loop.ask(() -> back.images) >= 2, "an image at the start, and one from the leader");
            quorum.commit("b", 5);
            quorum.awaitEverywhere(Quorum.change("b", 4));
            quorum.awaitSameImages();
        }
    }

    private static ConfigChanged large(int i) {
        return new ConfigChanged(ConfigResource.topic("t" + i), "large", "x".repeat(4_000) + i);
    }

    @Test
    void everything_committed_is_there_after_all_have_stopped() throws IOException {
        QuorumSettings forgetful = Quorum.settings(20_000, 64 << 10, 10);
        try (Quorum quorum = Quorum.ofThree(directory, forgetful)) {
            quorum.awaitLeader();
            for (int i = 0; i < 20; i++) {
                int each = i;
                quorum.await("taken", () -> {
                    Voter leader = quorum.leaderNow();
                    return leader != null && leader.append(List.of(large(each))) >= 0;
                });
            }
            quorum.awaitEverywhere(large(19));
            quorum.awaitSameImages();
            long end = quorum.awaitLeader().endOffset();
            var before = quorum.voter(1).image();
            for (int id = 1; id <= 3; id++) {
                quorum.kill(id);
            }
            quorum.network.heal();
            for (int id = 1; id <= 3; id++) {
                quorum.start(id);
            }
            Voter leader = quorum.awaitLeader();
            assertTrue(leader.nextOffset > end, leader.nextOffset + " after " + end);
            assertEquals(before.configs(), leader.image().configs());
        }
    }

    @Test
    void a_voter_that_has_lost_its_log_does_not_start() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            quorum.awaitLeader();
            quorum.commit("a", 1);
            quorum.awaitEverywhere(Quorum.change("a", 0));
            quorum.kill(2);
            delete(quorum.directoryOf(2).resolve("__cluster_metadata-0"));
            IOException refused = assertThrows(IOException.class, () -> quorum.start(2));
            String why = String.valueOf(refused.getMessage());
            assertTrue(why.contains("was a voter"), why);
            assertEquals(1, why.lines().count());
        }
    }

    @Test
    void a_voter_that_has_lost_everything_is_told_that_it_is_another() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            quorum.awaitLeader();
            quorum.commit("a", 1);
            quorum.awaitEverywhere(Quorum.change("a", 0));
            quorum.kill(2);
            delete(quorum.directoryOf(2));
            quorum.network.heal();
            quorum.awaitLeader();
            Voter wiped = quorum.start(2);
            quorum.await("it says so", () -> wiped.loop.ask(() -> wiped.failure) != null);
            String why = String.valueOf(wiped.loop.ask(() -> wiped.failure));
            assertTrue(why.contains("not the voter of that id"), why);
            quorum.kill(2);
            Voter leader = quorum.awaitLeader();
            leader.log.removeVoter(2).toCompletableFuture().join();
            delete(quorum.directoryOf(2));
            quorum.network.heal();
            quorum.start(2, List.of());
            quorum.awaitLeader().log.addVoter(2).toCompletableFuture().join();
            quorum.commit("b", 1);
            quorum.awaitEverywhere(Quorum.change("b", 0));
            quorum.awaitSameImages();
        }
    }

    @Test
    void a_voter_whose_disk_refuses_stops_and_the_others_go_on() throws IOException {
        QuorumSettings small = Quorum.settings(1 << 30, 16 << 10, 0);
        try (Quorum quorum = Quorum.ofThree(directory, small)) {
            Voter leader = quorum.awaitLeader();
            quorum.commit("a", 1);
            quorum.awaitEverywhere(Quorum.change("a", 0));
            Path log = current(quorum.directoryOf(leader.id));
            Files.move(log, log.resolveSibling("away"));
            Files.writeString(log, "no directory, so that no segment can be made");
            quorum.await("it says so", () -> {
                Voter leads = quorum.leaderNow();
                if (leads != null) {
                    leads.append(List.of(large(0)));
                }
                return leader.loop.ask(() -> leader.failure) != null;
            });
            String why = leader.loop.ask(() -> leader.failure);
            assertTrue(why != null && why.contains("its disk refuses"), why);
            quorum.kill(leader.id);
            quorum.commit("b", 3);
            quorum.awaitEverywhere(Quorum.change("b", 2));
        }
    }

    @Test
    void a_log_with_a_damaged_entry_is_not_opened() throws IOException {
        try (Quorum quorum = Quorum.ofThree(directory)) {
            quorum.commit("a", 50);
            quorum.awaitEverywhere(Quorum.change("a", 49));
            quorum.kill(3);
            Path segment;
            try (Stream<Path> files = Files.list(current(quorum.directoryOf(3)))) {
                segment = files.filter(f -> f.getFileName().toString().startsWith("log_"))
                        .max(Comparator.comparingLong(f -> f.toFile().length()))
                        .orElseThrow();
            }
            try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
                file.seek(500);
                int was = file.read();
                file.seek(500);
                file.write(was ^ 0xff);
            }
            quorum.network.heal();
            Voter damaged = quorum.start(3);
            quorum.await("it says so", () -> damaged.loop.ask(() -> damaged.failure) != null);
            String why = damaged.loop.ask(() -> damaged.failure);
            assertTrue(why != null && why.contains("cannot be opened"), why);
            quorum.commit("b", 3);
            assertNull(quorum.awaitLeader().failure);
        }
    }

    private static Path current(Path node) throws IOException {
        try (Stream<Path> groups = Files.list(node.resolve("__cluster_metadata-0/quorum"))) {
            return groups.findFirst().orElseThrow().resolve("current");
        }
    }

    private static boolean hasForgottenTheBeginning(Path node) {
        try (Stream<Path> files = Files.list(current(node))) {
            return files.map(file -> file.getFileName().toString())
                    .noneMatch(name -> name.startsWith("log_0-") || name.equals("log_inprogress_0"));
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
