package io.ottla.log.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.wire.TopicPartition;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionDirNameTest {
    @Test
    void the_number_behind_the_last_dash_is_the_partition() {
        assertEquals(Optional.of(new TopicPartition("a-b", 12)), PartitionDirName.parse("a-b-12"));
        assertEquals(Optional.of(new TopicPartition("a-", 0)), PartitionDirName.parse("a--0"));
        for (var name : new String[] {"a", "a-", "-1", "a-x", "a-1x", "a-+1", "a-99999999999", "a-3000000000", ""}) {
            assertEquals(Optional.empty(), PartitionDirName.parse(name), name);
        }
    }

    @Test
    void what_leaves_is_no_partition_any_more() {
        var leaving = PartitionDirName.leaving(new TopicPartition("a-b", 3), PartitionDirName.DELETE, new Random(1));
        assertTrue(leaving.matches("a-b-3\\.[0-9a-f]{32}-delete"), leaving);
        assertEquals(Optional.empty(), PartitionDirName.parse(leaving));
    }

    @Test
    void a_copy_on_its_way_is_named_after_its_partition() {
        var partition = new TopicPartition("a.b-c", 3);
        var copy = PartitionDirName.future(partition, new Random(1));
        assertTrue(copy.matches("a\\.b-c-3\\.[0-9a-f]{32}-future"), copy);
        assertEquals(Optional.of(partition), PartitionDirName.parseFuture(copy));
        assertEquals(Optional.empty(), PartitionDirName.parse(copy));
        for (var name : new String[] {"a-3", "a-3-future", "a-3.0f-delete", ".0f-future", "a.0f-future"}) {
            assertEquals(Optional.empty(), PartitionDirName.parseFuture(name), name);
        }
    }

    @Test
    void a_name_that_leaves_no_room_for_that_of_a_copy_is_known() {
        assertTrue(PartitionDirName.hasRoomForFuture(new TopicPartition("t".repeat(213), 0)));
        assertFalse(PartitionDirName.hasRoomForFuture(new TopicPartition("t".repeat(214), 0)));
    }
}
