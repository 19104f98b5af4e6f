package io.ottla.compat.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.compat.OttlaServer;
import io.ottla.compat.oracle.ApacheKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The administrative questions of {@link AdminCases} to Ottla, and what Apache Kafka 4.3.1 was recorded to answer. What we want to
 * be different stands in {@code differences.txt}, with the reason. {@code -Dgolden=write} asks Apache Kafka anew.
 */
class AdminAnswersTest {
    private static final Path FOLDER = OttlaServer.ROOT.resolve("compat-tests/src/test/resources/admin");
    private static final Path RECORDED = FOLDER.resolve("apache-kafka-4.3.1.txt");
    private static final int APACHE_KAFKA_SETTLES_IN_MS = 300;

    /** What the oracle's script writes for its broker, and a little more to have something from every source. */
    private static final Map<String, String> SETTINGS = Map.of(
            "log.retention.hours", "24",
            "log.retention.ms", "99000000",
            "num.partitions", "2",
            "custom.thing", "7");

    @Test
    void ottla_answers_as_apache_kafka_does(@TempDir Path data) throws IOException {
        if (System.getProperty("golden", "").equals("write")) {
            record();
        }
        var recorded = AdminCases.read(Files.readString(RECORDED));
        var differences = Differences.read(FOLDER.resolve("differences.txt"));
        Map<String, String> answers;
        try (var ottla = OttlaServer.startWith(properties(data))) {
            answers = AdminCases.answers(ottla.bootstrap(), 0, AdminCases.all());
        }
        assertEquals(List.copyOf(recorded.keySet()), List.copyOf(answers.keySet()), "-Dgolden=write records new cases");
        var unexpected = new ArrayList<String>();
        recorded.forEach((name, theirs) ->
                unexpected.addAll(differences.unexplained(name, theirs, answers.getOrDefault(name, ""))));
        unexpected.addAll(differences.unused());
        assertEquals("", String.join("\n", unexpected));
    }

    private static void record() throws IOException {
        try (var kafka = ApacheKafka.start(SETTINGS)) {
            var answers = AdminCases.answers(kafka.bootstrap(), APACHE_KAFKA_SETTLES_IN_MS, AdminCases.all());
            Files.writeString(RECORDED, AdminCases.written(answers));
        }
    }

    /** As compat-tests/oracle/kafka writes them. */
    private static Path properties(Path data) throws IOException {
        var settings = new LinkedHashMap<>(SETTINGS);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.bootstrap.servers", "localhost:1");
        settings.put("listeners", "PLAINTEXT://localhost:0,CONTROLLER://localhost:0");
        settings.put("advertised.listeners", "PLAINTEXT://localhost:0");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL");
        settings.put("num.network.threads", "3");
        settings.put("num.io.threads", "8");
        settings.put("socket.send.buffer.bytes", "102400");
        settings.put("socket.receive.buffer.bytes", "102400");
        settings.put("socket.request.max.bytes", "104857600");
        settings.put("log.dirs", data.resolve("data").toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        var text = new StringBuilder();
        settings.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return Files.writeString(data.resolve("server.properties"), text);
    }
}
