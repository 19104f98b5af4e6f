package io.ottla.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.OttlaServer;
import io.ottla.compat.Peer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A broker under attack with two good clients beside it, for connections are dealt out to loops in turn. During each attack every
 * request of theirs is answered within a second; after it what the broker holds of threads, sockets and memory is about what it was before; in the end nothing that was
 * acknowledged is missing.
 */
final class Besieged implements AutoCloseable {
    static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);

    /**
     * What the broker may have more after an attack. Its heap grows to what the attack made it use and Java's simplest collector gives
     * little of that back, so this is the size of a heap in use; a leak per connection or request goes through it at once.
     */
    static final long MOST_MORE_BYTES = 128L << 20;

    /** Background threads that came for work and have not left yet. */
    private static final int MOST_MORE_THREADS = 6;

    private static final int MOST_LINES_A_SECOND = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern COMPLAINT =
            Pattern.compile("Closing the connection from 127\\.0\\.0\\.1:\\d+ on PLAINTEXT: .+");

    private final Path data;
    private final String[] overrides;
    private final OttlaServer broker;
    private final List<GoodClient> good;

    private Besieged(Path data, String[] overrides, OttlaServer broker, List<GoodClient> good) {
        this.data = data;
        this.overrides = overrides;
        this.broker = broker;
        this.good = good;
    }

    /** An attack, as a whole. */
    interface Attack {
        void run() throws Exception;
    }

    static Besieged start(Path data, String... overrides) throws IOException {
        var broker = OttlaServer.start(data, overrides);
        var good =
                List.of(GoodClient.start(broker.bootstrap(), "good-1"), GoodClient.start(broker.bootstrap(), "good-2"));
        return new Besieged(data, overrides, broker, good);
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    Peer connect() throws IOException {
        return Peer.connect(bootstrap());
    }

    /** The broker's resident memory now. */
    long residentBytes() throws IOException {
        return broker.residentBytes();
    }

    /** Runs an attack and looks at what it has done. */
    void during(Attack attack) throws Exception {
        during(attack, MOST_MORE_BYTES);
    }

    /** @param mostMoreBytes that may stay in the process when the attack is over */
    void during(Attack attack, long mostMoreBytes) throws Exception {
        awaitGoodAnswers(100);
        long residentBefore = broker.residentBytes();
        int threadsBefore = broker.threads();
        int socketsBefore = broker.sockets();
        int linesBefore = broker.said().size();
        takeSlowest();
        long start = System.nanoTime();
        attack.run();
        awaitGoodAnswers(3);
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        var slowest = takeSlowest();
        var longest = longestAnswer();
        assertTrue(
                slowest.compareTo(longest) < 0,
                () -> "a good client has waited " + slowest.toMillis() + " ms, more than " + longest.toMillis());
        int lines = broker.said().size() - linesBefore;
        assertTrue(lines <= MOST_LINES_A_SECOND * seconds, () -> lines + " lines in " + seconds + " s");
        awaitAtMost("threads", threadsBefore + MOST_MORE_THREADS, broker::threads);
        awaitAtMost("sockets", socketsBefore, broker::sockets);
        awaitAtMost("resident bytes", residentBefore + mostMoreBytes, broker::residentBytes);
    }

    /** A second, but on a machine that has much more to do than it can a second of its own takes that much longer. */
    private static Duration longestAnswer() {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        double crowding = machine.getSystemLoadAverage() / (2.0 * machine.getAvailableProcessors());
        return Duration.ofMillis((long) (LONGEST_ANSWER.toMillis() * Math.max(1, crowding)));
    }

    private Duration takeSlowest() {
        return Duration.ofNanos(
                good.stream().mapToLong(GoodClient::takeSlowestNanos).max().orElseThrow());
    }

    /** A line of the log names whom it has closed for this reason; perhaps not the first time, as there is a limit to lines. */
    void assertComplainsOf(String reason, Attack attack) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        attack.run();
        while (!complainsOf(reason)) {
            assertTrue(
                    System.nanoTime() < end,
                    () -> "no line says '" + reason + "':\n" + String.join("\n", broker.said()));
            TimeUnit.MILLISECONDS.sleep(200);
            attack.run();
        }
    }

    private boolean complainsOf(String reason) {
        return broker.said().stream().anyMatch(line -> COMPLAINT.matcher(line).find() && line.contains(reason));
    }

    private void awaitGoodAnswers(int more) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (var client : good) {
            long goal = client.acknowledged() + more;
            while (client.acknowledged() < goal) {
                client.isWell();
                assertTrue(System.nanoTime() < end, "a good client is not answered any more");
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    private interface Count {
        long now() throws IOException;
    }

    private static void awaitAtMost(String what, long most, Count count) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long now = count.now(); now > most; now = count.now()) {
            long found = now;
            assertTrue(System.nanoTime() < end, () -> found + " " + what + ", at most " + most + " would do");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** The end: the good clients have lost nothing, now and after a kill. */
    @Override
    public void close() throws IOException {
        try (broker) {
            for (var client : good) {
                client.close();
                client.isWell();
                client.assertHolds(broker.bootstrap());
            }
        }
        try (var again = OttlaServer.start(data, overrides)) {
            for (var client : good) {
                client.assertHolds(again.bootstrap());
            }
        }
    }
}
