package io.ottla.cli.reassign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.cli.tool.Failure;
import io.ottla.wire.TopicPartition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignmentFileTest {
    private static final TopicPartition T0 = new TopicPartition("t", 0);
    private static final String ONE =
            "{\"topic\":\"t\",\"partition\":0,\"replicas\":[1,2],\"log_dirs\":[\"any\",\"/d\"]}";

    private static String file(String partitions) {
        return "{\"version\":1,\"partitions\":[" + partitions + "]}";
    }

    @Test
    void what_is_written_is_what_is_read() {
        var file = AssignmentFile.parse(file(ONE));
        assertEquals(Map.of(T0, List.of(1, 2)), file.executable());
        assertEquals(Map.of(new Replica(T0, 2), "/d"), file.directories());
        assertEquals(file(ONE), AssignmentFile.format(file.executable(), file.directories()));
    }

    @Test
    void what_cannot_be_carried_out_is_refused() {
        for (var partitions : List.of(
                "",
                ONE + "," + ONE,
                "{\"topic\":\"t\",\"partition\":0,\"replicas\":[]}",
                "{\"topic\":\"t\",\"partition\":0,\"replicas\":[1,1]}")) {
            var file = AssignmentFile.parse(file(partitions));
            assertThrows(Failure.class, file::executable, partitions);
        }
    }

    @Test
    void what_is_no_such_file_is_refused() {
        for (var text : List.of(
                "",
                "[]",
                "{",
                "{\"version\":2}",
                file("1"),
                file("{}"),
                file("{\"topic\":\"t\",\"partition\":\"0\",\"replicas\":[1]}"),
                file("{\"topic\":\"t\",\"partition\":0,\"replicas\":[1],\"log_dirs\":[]}"))) {
            assertThrows(Failure.class, () -> AssignmentFile.parse(text), text);
        }
    }

    @Test
    void a_topic_is_named_once() {
        var once = "{\"topics\":[{\"topic\":\"a\"},{\"topic\":\"b\"}]}";
        assertEquals(List.of("a", "b"), AssignmentFile.parseTopics(once));
        assertThrows(Failure.class, () -> AssignmentFile.parseTopics(once.replace("\"b\"", "\"a\"")));
    }
}
