package io.ottla.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting in the background, stopping, and what the scripts say to a mistake. */
class ServerScriptsTest {
    /** Of its own, so that no other broker of this machine is stopped. */
    private final String nodeId = Integer.toString(RandomGenerator.getDefault().nextInt(100_000, Integer.MAX_VALUE));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    /** Which is done by the first start after a build, and said. */
    @BeforeAll
    static void prepare_a_fast_start() {
        Forked.run(List.of(OttlaServer.ROOT.resolve("bin/kafka-server-start.sh").toString(), "missing.properties"));
    }

    @BeforeEach
    void write_the_configuration() throws IOException {
        Files.write(
                folder.resolve("server.properties"),
                List.of("node.id=" + nodeId, "listeners=PLAINTEXT://localhost:0", "log.dirs=data"));
    }

    /** In {@link #folder}, as a person would, with the log of the background there as well. */
    private Forked run(String script, String... words) {
        var command = new ArrayList<>(List.of("env", "-C", folder.toString(), "LOG_DIR=" + folder.resolve("logs")));
        command.add(OttlaServer.ROOT.resolve("bin/" + script).toString());
        command.addAll(Arrays.asList(words));
        return Forked.run(command);
    }

    @Test
    void a_broker_in_the_background_is_there_when_the_script_returns_and_gone_when_it_is_stopped() throws IOException {
        var started =
                run("kafka-server-start.sh", "-daemon", "server.properties").orFail();
        assertTrue(started.out().contains("listens on PLAINTEXT://localhost:"), started::toString);
        assertTrue(Files.exists(folder.resolve("data/meta.properties")));
        run("kafka-server-stop.sh", "--node-id", nodeId).orFail();
        assertTrue(Files.exists(folder.resolve("data/.kafka_cleanshutdown")));
        assertTrue(Files.readString(folder.resolve("logs/kafkaServer.out")).contains("Stopped after"));
    }

    @Test
    void there_may_be_nothing_to_stop() {
        var stopped = run("kafka-server-stop.sh", "--node-id", nodeId);
        assertEquals(1, stopped.exitCode());
        assertEquals("No kafka server to stop\n", stopped.err());
    }

    @Test
    void a_mistake_is_told_in_one_line_also_in_the_background() {
        var override = new String[] {"server.properties", "--override", "num.partitions=many"};
        var expected = "num.partitions=many: must be a whole number of 32 bits, at least 1\n";
        var inFront = run("kafka-server-start.sh", override);
        assertEquals(1, inFront.exitCode());
        assertEquals(expected, inFront.err());
        var behind = run("kafka-server-start.sh", "-daemon", override[0], override[1], override[2]);
        assertEquals(1, behind.exitCode());
        assertEquals(expected, behind.err());
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var started = run("kafka-server-start.sh", "missing.properties");
        assertEquals(1, started.exitCode());
        assertEquals("missing.properties: there is no such file\n", started.err());
        assertEquals(
                ".: cannot be read: Is a directory\n",
                run("kafka-server-start.sh", ".").err());
    }

    @Test
    void a_directory_that_cannot_be_made_is_named_with_the_reason() {
        var started = run("kafka-server-start.sh", "server.properties", "--override", "log.dirs=/proc/nowhere");
        assertEquals(1, started.exitCode());
        assertEquals("Cannot start: /proc/nowhere: no such file or directory, and it cannot be made\n", started.err());
    }
}
