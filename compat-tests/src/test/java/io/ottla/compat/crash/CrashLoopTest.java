package io.ottla.compat.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.FixedPort;
import io.ottla.compat.OttlaServer;
import io.ottla.compat.crash.Writer.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing acknowledged is lost: stock producers, idempotent and not, with every codec, write on while the broker is killed or
 * stopped under them, again and again over the same data. {@code -Dcrash.rounds=20} is the long form.
 */
class CrashLoopTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 4);
    private static final int PARTITIONS = 4;
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path data;

    private final List<Writer> writers = new ArrayList<>();

    private enum End {
        KILL {
            @Override
            void come(OttlaServer broker) {
                broker.kill();
            }
        },
        STOP {
            @Override
            void come(OttlaServer broker) {
                broker.stop();
            }
        };

        abstract void come(OttlaServer broker);
    }

    @Test
    void kills_lose_nothing_and_double_nothing() throws Exception {
        loop(ROUNDS, random -> End.KILL, "topic", Map.of("segment.bytes", "1048576"));
    }

    @Test
    void stops_lose_nothing_and_double_nothing() throws Exception {
        loop(ROUNDS, random -> End.STOP, "topic", Map.of("segment.bytes", "1048576"));
    }

    @Test
    void nor_do_either_where_an_acknowledgement_waits_for_the_disk() throws Exception {
        loop(
                ROUNDS / 2,
                random -> random.nextBoolean() ? End.KILL : End.STOP,
                "durable",
                Map.of("segment.bytes", "1048576", "flush.messages", "1"));
    }

    private interface Fate {
        End next(Random random);
    }

    private void loop(int rounds, Fate fate, String topic, Map<String, String> config) throws Exception {
        var random = new Random(Long.getLong("seed", 42));
        var port = FixedPort.free();
        var broker = OttlaServer.start(data, port.listeners());
        try {
            create(broker.bootstrap(), topic, config);
            start(new Manner("always", true, "none"), broker, topic);
            for (int round = 0; round < rounds; round++) {
                var codec = CODECS.get(round % CODECS.size());
                var other = CODECS.get((round + 2) % CODECS.size());
                start(new Manner("idempotent " + round, true, codec), broker, topic);
                start(new Manner("plain " + round, false, other), broker, topic);
                awaitAcknowledged(200 + random.nextInt(5_000));
                fate.next(random).come(broker);
                broker = OttlaServer.start(data, port.listeners());
                awaitAcknowledged(500);
                writers.get(writers.size() - 1).close();
                writers.get(writers.size() - 2).close();
            }
            writers.get(0).close();
            var found = Topic.read(broker.bootstrap(), topic, PARTITIONS);
            writers.forEach(found::holds);
        } finally {
            broker.kill();
        }
    }

    private void start(Manner manner, OttlaServer broker, String topic) {
        writers.add(Writer.start(manner, broker.bootstrap(), topic, PARTITIONS));
    }

    /** Waits until each of the three that write now has got so many more answers. */
    private void awaitAcknowledged(int more) throws InterruptedException {
        var writing = List.of(writers.get(0), writers.get(writers.size() - 2), writers.get(writers.size() - 1));
        var goals = writing.stream().map(writer -> writer.acknowledged() + more).toList();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; i < goals.size(); i++) {
            var writer = writing.get(i);
            while (writer.acknowledged() < goals.get(i)) {
                assertTrue(
                        System.nanoTime() < end,
                        () -> writer.name() + " gets no answers, failures: " + writer.failures());
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    private static void create(String bootstrap, String topic, Map<String, String> config)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1).configs(config)))
                    .all()
                    .get();
        }
    }
}
