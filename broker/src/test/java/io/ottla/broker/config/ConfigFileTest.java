package io.ottla.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    private Path dir;

    @Test
    void nothing_need_be_set() throws IOException {
        var loaded = ConfigFile.read(file(""), List.of());
        var config = loaded.config();
        assertEquals(List.of(), loaded.warnings());
        assertEquals(1, config.nodeId());
        assertEquals(
                new Listener(
                        "PLAINTEXT",
                        SecurityProtocol.PLAINTEXT,
                        "localhost",
                        9092,
                        new Listener.Address("localhost", 9092),
                        false),
                config.network().listeners().get(0));
        assertEquals(1, config.topicCreation().partitions());
        assertTrue(config.topicCreation().byMetadata());
        assertEquals(List.of(Path.of("/tmp/kafka-logs")), config.logDirs());
    }

    @Test
    void the_file_kafka_ships_is_taken_as_it_is() throws IOException {
        var loaded = ConfigFile.read(file("""
                        process.roles=broker,controller
                        node.id=1
                        controller.quorum.bootstrap.servers=localhost:9093
                        listeners=PLAINTEXT://:9092,CONTROLLER://:9093
                        inter.broker.listener.name=PLAINTEXT
                        advertised.listeners=PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093
                        controller.listener.names=CONTROLLER
                        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL
                        num.network.threads=3
                        log.dirs=/tmp/kraft-combined-logs
                        num.partitions=1
                        offsets.topic.replication.factor=1
                        log.retention.hours=168
                        """), List.of());
        assertEquals(List.of(), loaded.warnings());
        var listeners = loaded.config().network().listeners();
        assertEquals(
                List.of(false, true),
                listeners.stream().map(Listener::forControllers).toList());
        assertEquals(new Listener.Address("localhost", 9092), listeners.get(0).advertised());
        assertEquals(3, loaded.config().network().ioLoops());
    }

    @Test
    void an_override_comes_before_the_file_and_the_last_one_wins() throws IOException {
        var config = ConfigFile.read(file("num.partitions=2\n"), List.of("num.partitions=3", "num.partitions = 4"))
                .config();
        assertEquals(4, config.topicCreation().partitions());
    }

    @Test
    void an_override_without_a_value_is_refused_in_one_line() throws IOException {
        var file = file("");
        var mistake = assertThrows(ConfigMistake.class, () -> ConfigFile.read(file, List.of("num.partitions")));
        assertEquals(List.of("--override num.partitions: must be name=value"), mistake.lines());
    }

    @Test
    void each_bad_value_gets_a_line_with_name_value_and_what_is_allowed() {
        assertEquals(
                List.of(
                        "auto.create.topics.enable=yes: must be true or false",
                        "log.cleaner.min.cleanable.ratio=2: must be a number from 0 to 1",
                        "log.cleanup.policy=shred: must be a list separated by commas, none twice, each one of compact, delete",
                        "log.message.timestamp.type=never: must be one of CreateTime, LogAppendTime",
                        "num.partitions=0: must be a whole number of 32 bits, at least 1",
                        "queued.max.requests=many: must be a whole number of 32 bits, at least 1"),
                mistakes(Map.of(
                        "num.partitions", "0",
                        "queued.max.requests", "many",
                        "auto.create.topics.enable", "yes",
                        "log.cleanup.policy", "shred",
                        "log.cleaner.min.cleanable.ratio", "2",
                        "log.message.timestamp.type", "never")));
    }

    @Test
    void settings_that_contradict_each_other_are_named_together() {
        assertEquals(
                List.of("group.min.session.timeout.ms=9000: must be at most group.max.session.timeout.ms=8000"),
                mistakes(Map.of("group.min.session.timeout.ms", "9000", "group.max.session.timeout.ms", "8000")));
        assertEquals(
                List.of("process.roles=controller: must be broker,controller:"
                        + " nodes that are one without the other are not served yet"),
                mistakes(Map.of("process.roles", "controller")));
    }

    @Test
    void a_nodes_number_has_two_names_that_agree() {
        assertEquals(7, ConfigFile.of(Map.of("broker.id", "7")).config().nodeId());
        assertEquals(7, ConfigFile.of(Map.of("node.id", "7")).config().intOf("broker.id"));
        assertEquals(List.of("broker.id=8: must be node.id=7"), mistakes(Map.of("node.id", "7", "broker.id", "8")));
    }

    @Test
    void unknown_retired_and_deprecated_names_get_one_line_each() {
        var loaded = ConfigFile.of(Map.of(
                "num.partitons", "3",
                "colour", "blue",
                "zookeeper.connect", "localhost:2181",
                "log.cleaner.enable", "true",
                "rsm.config.bucket", "b",
                "listener.name.plaintext.ssl.keystore.location", "k"));
        assertEquals(
                List.of(
                        "colour: no setting is called so, it is ignored",
                        "num.partitons: no setting is called so, it is ignored; did you mean num.partitions?",
                        "settings that Kafka 4 no longer has, ignored: zookeeper.connect",
                        "settings that Kafka 5 will no longer have: log.cleaner.enable"),
                loaded.warnings());
    }

    @Test
    void settings_without_effect_are_named_in_one_line() {
        var loaded = ConfigFile.of(Map.of(
                "num.io.threads", "16",
                "log.retention.hours", "1",
                "num.network.threads", "2",
                "listener.name.plaintext.max.connections", "5",
                "listener.name.plaintext.num.network.threads", "5",
                "group.consumer.max.size", "7"));
        assertEquals(List.of(), loaded.warnings());
        assertEquals(
                List.of("settings without effect here (docs/configuration.md says why): group.consumer.max.size,"
                        + " listener.name.plaintext.num.network.threads, num.io.threads"),
                loaded.notes());
    }

    @Test
    void who_believes_to_be_guarded_is_warned() {
        var loaded = ConfigFile.of(Map.of("authorizer.class.name", "org.example.Strict"));
        assertEquals(
                List.of("authorizer.class.name: nobody is refused anything yet, whatever it says"), loaded.warnings());
    }

    @Test
    void a_secret_is_not_repeated_in_a_complaint() {
        var lines = mistakes(Map.of("broker.rack", "r", "ssl.keystore.password", "s3cret", "num.partitions", "x"));
        assertTrue(lines.stream().noneMatch(line -> line.contains("s3cret")), lines.toString());
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var mistake = assertThrows(ConfigMistake.class, () -> ConfigFile.read(dir.resolve("nowhere"), List.of()));
        assertEquals(List.of(dir.resolve("nowhere") + ": there is no such file"), mistake.lines());
    }

    private static List<String> mistakes(Map<String, String> settings) {
        return assertThrows(ConfigMistake.class, () -> ConfigFile.of(settings)).lines();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("server.properties"), text);
    }
}
