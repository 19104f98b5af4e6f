package io.ottla.cli.offset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.cli.client.OffsetLookup;
import io.ottla.cli.tool.Failure;
import io.ottla.wire.TopicPartition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionFilterTest {
    private static List<Integer> of(String rules, String topic) {
        var filter = PartitionFilter.of(rules);
        return IntStream.range(0, 6)
                .filter(partition -> filter.test(new TopicPartition(topic, partition)))
                .boxed()
                .toList();
    }

    @Test
    void a_range_takes_its_lower_end_and_not_its_upper() {
        assertEquals(List.of(1, 2), of("t:1-3", "t"));
        assertEquals(List.of(4, 5), of("t:4-", "t"));
        assertEquals(List.of(0, 1), of("t:-2", "t"));
        assertEquals(List.of(3), of("t:3", "t"));
    }

    @Test
    void no_range_takes_all_partitions_and_no_topic_all_topics() {
        assertEquals(List.of(0, 1, 2, 3, 4, 5), of("t", "t"));
        assertEquals(List.of(2), of(":2", "whatever"));
    }

    @Test
    void a_topic_is_an_expression_for_the_whole_name() {
        assertEquals(List.of(0), of("t.*:0", "topic"));
        assertEquals(List.of(), of("t:0", "topic"));
    }

    @Test
    void several_rules_add_up() {
        assertEquals(List.of(0, 4), of("t:0,u:1,t:4", "t"));
    }

    @Test
    void a_rule_that_is_none_is_named() {
        assertEquals(
                "Invalid rule specification: t:x",
                assertThrows(Failure.class, () -> of("t:x", "t")).line());
    }

    @Test
    void times_have_names_and_numbers() {
        assertEquals(OffsetLookup.EARLIEST, GetOffsetsTool.time("earliest"));
        assertEquals(OffsetLookup.MAX_TIMESTAMP, GetOffsetsTool.time("-3"));
        assertEquals(1234, GetOffsetsTool.time("1234"));
        assertThrows(Failure.class, () -> GetOffsetsTool.time("tomorrow"));
    }
}
