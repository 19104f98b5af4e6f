package io.ottla.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.log.testing.CrashDisk;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a crash may do to the end of a log, byte by byte. */
class TailCrashTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final int BATCH_BYTES =
            TestBatch.idempotent(9, 0, 0, 2, NOW_MS).remaining();
    private static final Path DIR = Path.of("/disk/a");
    private static final LogSettings SETTINGS = LogSettings.defaults()
            .rebuilt()
            .segmentBytes(2600)
            .indexIntervalBytes(200)
            .build();

    /** A log whose first part is durable, and what is known of it. */
    private record Prepared(CrashDisk disk, ByteBuffer content, long durableEnd, long durableBytes, Path last) {}

    private static Prepared prepare() {
        var disk = new CrashDisk();
        var storage = new TestLog(new TestWorld(1, NOW_MS), disk, List.of(DIR));
        var log = storage.open(SETTINGS);
        for (var i = 0; i < 40; i++) {
            storage.append(log, TestBatch.idempotent(9, 0, i * 2, 2, NOW_MS + i));
        }
        storage.on(() -> log.awaitDurable(80, outcome -> assertEquals(Durability.DURABLE, outcome)));
        storage.world.advance(120_000);
        assertEquals(80, log.view().recoveryPoint());
        var durableBytes = log.view().activeBytes();
        var segments = log.view().segmentCount();
        for (var i = 40; i < 47; i++) {
            storage.append(log, TestBatch.idempotent(9, 0, i * 2, 2, NOW_MS + i));
        }
        assertEquals(segments, log.view().segmentCount());
        var shape = log.view().shape();
        var last = shape.segments().get(segments - 1).path(".log");
        var content = storage.readAll(log, 0);
        storage.world.stop();
        return new Prepared(disk, content, 80, durableBytes, last);
    }

    @Test
    void a_log_cut_at_any_byte_of_its_tail_keeps_all_that_was_durable_and_nothing_torn() {
        var prepared = prepare();
        var full = prepared.disk().content(prepared.last());
        for (var cut = (int) prepared.durableBytes(); cut <= full.length; cut++) {
            var disk = prepared.disk().copy();
            disk.content(prepared.last(), Arrays.copyOf(full, cut));
            reopens(prepared, disk, "cut at " + cut);
        }
    }

    @Test
    void a_log_damaged_at_any_byte_of_its_tail_keeps_all_that_was_durable_and_nothing_damaged() {
        var prepared = prepare();
        var full = prepared.disk().content(prepared.last());
        for (var at = (int) prepared.durableBytes(); at < full.length; at++) {
            var inBatch = (at - prepared.durableBytes()) % BATCH_BYTES;
            if (inBatch >= 12 && inBatch < 16) {
                continue; // the leader epoch: nothing protects it, and no torn write changes it alone
            }
            var disk = prepared.disk().copy();
            var damaged = full.clone();
            damaged[at] ^= 0x41;
            disk.content(prepared.last(), damaged);
            reopens(prepared, disk, "damaged at " + at);
        }
    }

    @Test
    void a_tail_of_zeros_or_scraps_is_cut_off() {
        var prepared = prepare();
        var full = prepared.disk().content(prepared.last());
        for (var from = (int) prepared.durableBytes(); from <= full.length; from += 7) {
            var disk = prepared.disk().copy();
            var zeroed = Arrays.copyOf(full, full.length + 1000);
            Arrays.fill(zeroed, from, zeroed.length, (byte) 0);
            disk.content(prepared.last(), zeroed);
            reopens(prepared, disk, "zeros from " + from);
        }
    }

    @Test
    void a_power_cut_leaves_all_that_was_durable_and_nothing_torn() {
        Seeds.run(300, seed -> {
            var prepared = prepare();
            reopens(prepared, prepared.disk().crash(Seeds.random(seed)), "power cut");
        });
    }

    private static void reopens(Prepared prepared, CrashDisk disk, String what) {
        var storage = new TestLog(new TestWorld(2, NOW_MS), disk, List.of(DIR));
        var log = storage.open(SETTINGS);
        var end = log.view().endOffset();
        assertTrue(end >= prepared.durableEnd(), () -> what + ": ends at " + end);
        var content = storage.readAll(log, 0);
        assertTrue(content.remaining() <= prepared.content().remaining(), what);
        assertEquals(prepared.content().duplicate().limit(content.remaining()), content, what);
        assertEquals(end - 1, Objects.requireNonNull(log.producers().get(9)).lastOffset(), what);
        // The producer goes on where the log ends, and is told of a repetition.
        var next = TestBatch.idempotent(9, 0, (int) end, 2, NOW_MS);
        assertInstanceOf(AppendOutcome.Staged.class, storage.append(log, TestBatch.copy(next)), what);
        assertInstanceOf(AppendOutcome.Duplicate.class, storage.append(log, next), what);
    }
}
