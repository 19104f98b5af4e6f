package io.ottla.log.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.base.Seeds;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IndexTest {
    @Test
    void a_position_is_found_at_or_before_every_offset() {
        Seeds.run(100, seed -> {
            var random = Seeds.random(seed);
            var expected = new TreeMap<Integer, Integer>();
            var index = OffsetIndex.EMPTY;
            var offset = random.nextInt(5);
            var position = random.nextInt(100);
            for (var i = 0; i < 100; i++) {
                index = index.plus(offset, position);
                expected.put(offset, position);
                offset += 1 + random.nextInt(10);
                position += 1 + random.nextInt(1000);
            }
            for (var at = 0; at < offset + 3; at++) {
                var floor = expected.floorEntry(at);
                assertEquals(floor == null ? 0 : floor.getValue(), index.positionAtOrBefore(at));
            }
            var read = OffsetIndex.parse(index.toBytes(), Integer.MAX_VALUE);
            assertEquals(index.toBytes(), read.toBytes());
        });
    }

    @Test
    void an_index_that_grows_leaves_older_views_as_they_were() {
        var two = OffsetIndex.EMPTY.plus(1, 10).plus(2, 20);
        var three = two.plus(3, 30);
        assertEquals(2, two.count());
        assertEquals(20, two.positionAtOrBefore(100));
        assertEquals(30, three.positionAtOrBefore(100));
        assertEquals(20, three.first(2).plus(4, 40).positionAtOrBefore(3));
    }

    @Test
    void what_a_crash_left_behind_the_entries_is_not_taken() {
        var good = OffsetIndex.EMPTY.plus(3, 100).plus(9, 200).plus(11, 400);
        var bytes = ByteBuffer.allocate(100).put(good.toBytes());
        assertEquals(3, OffsetIndex.parse(bytes.clear(), 1_000).count());
        assertEquals(2, OffsetIndex.parse(bytes.clear(), 400).count());
        assertEquals(1, OffsetIndex.parse(bytes.clear().limit(15), 1_000).count());
        assertEquals(0, OffsetIndex.parse(ByteBuffer.allocate(80), 0).count());
        assertEquals(0, TimeIndex.parse(ByteBuffer.allocate(120)).count());
        var times = TimeIndex.EMPTY.plusIfLater(5, 0).plusIfLater(9, 4);
        assertEquals(
                2,
                TimeIndex.parse(ByteBuffer.allocate(120).put(times.toBytes()).clear())
                        .count());
    }

    @Test
    void a_time_index_takes_only_what_is_later() {
        var times = TimeIndex.EMPTY
                .plusIfLater(-1, 0)
                .plusIfLater(10, 3)
                .plusIfLater(10, 5)
                .plusIfLater(20, 9);
        assertEquals(2, times.count());
        assertEquals(0, times.offsetAtOrBefore(10));
        assertEquals(3, times.offsetAtOrBefore(11));
        assertEquals(9, times.offsetAtOrBefore(21));
        assertEquals(1, times.upTo(8).count());
    }

    @Test
    void the_last_batches_are_remembered_and_older_ones_are_not_guessed() {
        var recent = RecentBatches.EMPTY;
        for (var i = 0; i < 2_000; i++) {
            recent = recent.plus(i * 3 + 2, i * 100);
        }
        var known = 0;
        for (var offset = 0; offset < 6_000; offset++) {
            var position = recent.position(offset);
            if (position != RecentBatches.UNKNOWN) {
                assertEquals(offset / 3 * 100, position);
                known++;
            }
        }
        assertEquals(true, known >= 3 * 256, "knows " + known);
        assertEquals(RecentBatches.UNKNOWN, recent.position(6_000));
        assertEquals(RecentBatches.UNKNOWN, recent.position(0));
    }

    @Test
    void names_bear_offsets_of_twenty_digits() {
        assertEquals("00000000000000000042.log", LogFileName.of(42, LogFileName.LOG));
        assertEquals(OptionalLong.of(42), LogFileName.offsetOf("00000000000000000042.log", LogFileName.LOG));
        assertEquals(OptionalLong.empty(), LogFileName.offsetOf("00000000000000000042.log.swap", LogFileName.LOG));
        assertEquals(OptionalLong.of(42), LogFileName.leadingOffset("00000000000000000042.log.swap"));
        assertEquals(OptionalLong.empty(), LogFileName.leadingOffset("99999999999999999999.log"));
        assertEquals(OptionalLong.empty(), LogFileName.leadingOffset("leader-epoch-checkpoint"));
    }
}
