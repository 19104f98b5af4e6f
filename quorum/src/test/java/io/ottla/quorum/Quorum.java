package io.ottla.quorum;

import io.ottla.base.Check;
import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ConfigResource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Some voters of one cluster. Waits for what happens to them, however long that takes on a loaded machine. */
final class Quorum implements AutoCloseable {
    /** After which a test gives up. Nothing is ever expected to take so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final Network network = new Network(42);
    final Map<Integer, Voter> voters = new TreeMap<>();
    private final List<Integer> ids;
    private final Path directory;
    private final QuorumSettings settings;
    private final Object happened = new Object();

    Quorum(Path directory, List<Integer> ids, QuorumSettings settings) {
        this.directory = directory;
        this.ids = ids;
        this.settings = settings;
    }

    /** Settings with little patience, for tests. */
    static QuorumSettings quick() {
        return settings(1 << 20, 16 << 20, 10_000);
    }

    static QuorumSettings settings(long snapshotAfterBytes, int segmentBytes, int keptEntries) {
        return new QuorumSettings(
                Duration.ofMillis(400),
                Duration.ofMillis(800),
                Duration.ofMillis(800),
                snapshotAfterBytes,
                Duration.ZERO,
                segmentBytes,
                keptEntries);
    }

    static Quorum ofThree(Path directory) throws IOException {
        return ofThree(directory, quick());
    }

    static Quorum ofThree(Path directory, QuorumSettings settings) throws IOException {
        Quorum quorum = new Quorum(directory, List.of(1, 2, 3), settings);
        for (int id : quorum.ids) {
            quorum.start(id);
        }
        return quorum;
    }

    Path directoryOf(int id) {
        return directory.resolve("node-" + id);
    }

    Voter start(int id) throws IOException {
        return start(id, ids);
    }

    Voter start(int id, List<Integer> first) throws IOException {
        Voter voter = new Voter(id, first, directoryOf(id), network, settings, this::tell);
        voters.put(id, voter);
        return voter;
    }

    Voter voter(int id) {
        return Check.present(voters.get(id), "no voter %d", id);
    }

    /** The voter stops without a word to anybody; what is on its disk stays. */
    void kill(int id) {
        network.cutOff(id);
        network.detach(id);
        Voter voter = voters.remove(id);
        if (voter != null) {
            voter.close();
        }
    }

    private void tell() {
        synchronized (happened) {
            happened.notifyAll();
        }
    }

    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain: " + what + "; " + this);
            }
            synchronized (happened) {
                try {
                    happened.wait(20);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** The voter that leads, in the newest epoch if two believe so. */
    @Nullable
    Voter leaderNow() {
        Voter leader = null;
        for (Voter voter : voters.values()) {
            if (voter.isLeader() && (leader == null || voter.epoch > leader.epoch)) {
                leader = voter;
            }
        }
        return leader;
    }

    Voter awaitLeader() {
        Voter[] leader = {null};
        await("a leader", () -> (leader[0] = leaderNow()) != null);
        return leader[0];
    }

    /** Commits {@code count} changes, one append each, by whoever leads. */
    void commit(String name, int count) {
        for (int i = 0; i < count; i++) {
            MetadataChange change = change(name, i);
            await("an append is taken", () -> {
                Voter leader = leaderNow();
                return leader != null && leader.append(List.of(change)) >= 0;
            });
        }
    }

    static MetadataChange change(String name, int i) {
        return new ConfigChanged(ConfigResource.topic("t"), name + "-" + i, "value of " + i);
    }

    /** Until every voter has the same, and {@code what} among it. */
    void awaitEverywhere(MetadataChange what) {
        await(
                what + " is everywhere",
                () -> voters.values().stream()
                        .allMatch(voter -> voter.committed().contains(what.toString())));
    }

    void awaitSameImages() {
        await(
                "the same images",
                () -> voters.values().stream().map(Voter::image).distinct().count() == 1);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        voters.values()
                .forEach(v -> text.append("node ")
                        .append(v.id)
                        .append(": epoch ")
                        .append(v.epoch)
                        .append(" at ")
                        .append(v.endOffset())
                        .append(' ')
                        .append(v.failure)
                        .append("; "));
        return text.toString();
    }

    @Override
    public void close() {
        voters.values().stream().map(Voter::closing).toList().forEach(CompletableFuture::join);
        network.close();
    }
}
