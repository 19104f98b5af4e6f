package io.ottla.cli.offset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.cli.tool.Failure;
import io.ottla.wire.TopicPartition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OffsetFileTest {
    private static void refused(String text, String why) {
        var line = assertThrows(Failure.class, () -> OffsetFile.parse(text)).line();
        assertTrue(line.contains(why), line);
    }

    @Test
    void partitions_are_read_and_other_fields_passed_over() {
        var text = "{\"x\":[1,{}],\"partitions\":[{\"topic\":\"t\",\"y\":{},\"partition\":1,\"offset\":-1},"
                + "{\"topic\":\"u\",\"partition\":0,\"offset\":5}],\"version\":1}";
        assertEquals(Map.of(new TopicPartition("t", 1), -1L, new TopicPartition("u", 0), 5L), OffsetFile.parse(text));
    }

    @Test
    void what_is_wrong_with_a_file_is_said() {
        refused("{\"partitions\":[", "not valid JSON");
        refused("[]", "an object");
        refused("{\"version\":1}", "Missing partitions field");
        refused("{\"version\":2,\"partitions\":[]}", "Not supported version field value 2");
        refused("{\"partitions\":[{\"topic\":\"t\",\"offset\":1}]}", "`partition`");
        refused("{\"partitions\":[{\"topic\":1}]}", "string as topic");
    }

    @Test
    void a_partition_named_twice_is_refused() {
        var one = "{\"topic\":\"t\",\"partition\":1,\"offset\":1}";
        refused("{\"partitions\":[" + one + "," + one + "]}", "duplicate topic partitions: t-1");
    }
}
