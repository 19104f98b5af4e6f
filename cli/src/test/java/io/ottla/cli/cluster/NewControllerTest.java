package io.ottla.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.cli.tool.Failure;
import io.ottla.wire.Uuid;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewControllerTest {
    private static final Map<String, String> FILE = Map.of(
            "node.id", "4",
            "process.roles", "broker,controller",
            "log.dirs", "/a,/b",
            "listeners", "PLAINTEXT://:9092, CONTROLLER://:9093",
            "controller.listener.names", "CONTROLLER");

    private static NewController with(String name, String value) {
        var file = new HashMap<>(FILE);
        file.put(name, value);
        return NewController.of(file);
    }

    @Test
    void its_file_says_who_it_is_and_where_it_listens() {
        var controller = NewController.of(FILE);
        assertEquals(4, controller.id());
        assertEquals(Path.of("/a"), controller.metadataDirectory());
        assertEquals(
                "controller 4 with directory id AAAAAAAAAAAAAAAAAAAAAA and endpoints: CONTROLLER://localhost:9093",
                controller.line(Uuid.ZERO));
    }

    @Test
    void what_is_advertised_comes_before_what_it_listens_on() {
        assertEquals(
                "[CONTROLLER://[::1]:9]",
                with("advertised.listeners", "CONTROLLER://[::1]:9").endpoints().toString());
    }

    @Test
    void the_directory_of_metadata_comes_before_those_of_logs() {
        assertEquals(Path.of("/m"), with("metadata.log.dir", "/m").metadataDirectory());
    }

    @Test
    void the_file_of_a_broker_is_refused_by_what_is_missing() {
        for (var name : FILE.keySet()) {
            var file = new HashMap<>(FILE);
            file.remove(name);
            assertThrows(Failure.class, () -> NewController.of(file), name);
        }
        var failure = assertThrows(Failure.class, () -> with("process.roles", "broker"));
        assertTrue(failure.line().contains("process.roles"), failure.line());
    }
}
