package io.ottla.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.compat.oracle.ApacheKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The client matrix: every stock client plays every scenario against Ottla, and the quick ones against Apache Kafka too, so
 * that we know that the scenarios are right. Outside of CI the quick ones will do.
 */
class ClientMatrixTest {
    private static final boolean CI = System.getenv("CI") != null;
    private static final List<String> QUICK =
            List.of("--client", "kafka-clients-4.4.0", "--client", "kcat", "--client", "confluent-kafka");
    /** A crash is noticed sooner. */
    private static final Map<String, String> SETTINGS =
            Map.of("group.initial.rebalance.delay.ms", "0", "group.min.session.timeout.ms", "1000");

    @Test
    void stock_clients_work_against_ottla(@TempDir Path data) throws Exception {
        var overrides = SETTINGS.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);
        try (var broker = OttlaServer.start(data.resolve("log"), overrides)) {
            var options = new ArrayList<>(CI || writesDocs() ? List.of() : QUICK);
            if (writesDocs()) {
                options.add("--write");
            }
            assertEquals(0, run(broker.bootstrap(), options));
        }
    }

    @Test
    void the_scenarios_are_right_because_they_pass_against_apache_kafka() throws Exception {
        try (var broker = ApacheKafka.start(SETTINGS)) {
            assertEquals(0, run(broker.bootstrap(), QUICK));
        }
    }

    private static boolean writesDocs() {
        return Boolean.getBoolean("update.docs");
    }

    /** Runs it with its output shown, which tells how far it is. */
    private static int run(String bootstrap, List<String> options) throws IOException, InterruptedException {
        NeededProgram.require("python3");
        var command = new ArrayList<>(List.of(
                OttlaServer.ROOT.resolve("compat-tests/run").toString(), bootstrap, "--session-timeout", "3000"));
        command.addAll(options);
        var process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(30, TimeUnit.MINUTES)) {
                throw new AssertionError("the matrix still runs after half an hour");
            }
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
