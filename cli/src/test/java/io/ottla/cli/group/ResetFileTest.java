package io.ottla.cli.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.cli.tool.Failure;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private Map<String, Map<TopicPartition, Long>> read(String text, @Nullable String group) throws IOException {
        var file = directory.resolve("plan.csv");
        Files.writeString(file, text);
        return ResetFile.read(file.toString(), group);
    }

    @Test
    void a_line_without_a_group_is_of_the_group_that_was_named() throws IOException {
        assertEquals(
                Map.of("g", Map.of(new TopicPartition("t", 0), 5L, new TopicPartition("t", 1), 6L)),
                read("t,0,5\n\"t\",1,6\n\n", "g"));
    }

    @Test
    void of_several_groups_each_line_names_its_own() throws IOException {
        assertEquals(Map.of("a,b", Map.of(new TopicPartition("t", 0), 5L)), read("\"a,b\",t,0,5\n", null));
        assertTrue(
                assertThrows(Failure.class, () -> read("t,0,5\n", null)).line().contains("plan.csv:1: group,topic"));
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        var line = ResetFile.line("odd \"group\", really", new TopicPartition("t", 3), 9);
        assertEquals(List.of("odd \"group\", really", "t", "3", "9"), ResetFile.fields(line));
    }

    @Test
    void a_mistake_is_named_with_its_line() {
        assertTrue(assertThrows(Failure.class, () -> read("t,0,5\nt,x,5\n", "g"))
                .line()
                .contains("plan.csv:2: partition"));
    }
}
