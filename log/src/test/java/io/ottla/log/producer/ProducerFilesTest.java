package io.ottla.log.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.log.testing.CrashDisk;
import io.ottla.log.testing.TestBatch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProducerFilesTest {
    private static final long NOW_MS = 1_700_000_000_000L;

    private static ProducerStates some() {
        var states = new ProducerStates(86_400_000);
        for (var id = 0; id < 50; id++) {
            states.append(TestBatch.header(TestBatch.idempotent(id * 1_000L, id % 3, id, 1 + id % 4, NOW_MS - id)));
        }
        states.append(TestBatch.header(TestBatch.transactional(7, 2, 0, 1, NOW_MS)));
        return states;
    }

    @Test
    void a_snapshot_brings_every_producer_back_but_for_the_expired() {
        var states = some();
        var entries = ProducerSnapshot.parse(states.snapshot()).orElseThrow();
        var restored = new ProducerStates(86_400_000);
        restored.restore(entries, NOW_MS);
        assertEquals(51, restored.count());
        restored.forEach(state -> assertEquals(String.valueOf(states.get(state.producerId())), state.toString()));
        assertEquals(0, restored.firstUnstableOffset());
        var late = new ProducerStates(86_400_000);
        late.restore(entries, NOW_MS + 86_400_000);
        assertEquals(1, late.count(), "a producer with an open transaction does not expire");
    }

    @Test
    void a_damaged_snapshot_is_none() {
        var bytes = some().snapshot();
        for (var at = 0; at < bytes.limit(); at++) {
            var damaged =
                    ByteBuffer.allocate(bytes.limit()).put(bytes.duplicate()).flip();
            damaged.put(at, (byte) (damaged.get(at) ^ 0x10));
            assertEquals(Optional.empty(), ProducerSnapshot.parse(damaged), "damaged at " + at);
        }
        for (var cut = 0; cut < bytes.limit(); cut++) {
            var shorter =
                    ByteBuffer.allocate(cut).put(bytes.duplicate().limit(cut)).flip();
            assertEquals(Optional.empty(), ProducerSnapshot.parse(shorter), "cut at " + cut);
        }
    }

    @Test
    void a_transaction_index_is_read_up_to_what_makes_no_sense() throws Exception {
        var disk = new CrashDisk();
        var path = Path.of("/d/00000000000000000000.txnindex");
        disk.createDirectories(Path.of("/d"));
        var aborted = AbortedTransactions.EMPTY
                .plus(new AbortedTransaction(1, 0, 5), 6)
                .plus(new AbortedTransaction(2, 3, 9), 10);
        TransactionIndexFile.replace(disk, path, aborted);
        assertEquals(68, disk.content(path).length);
        var bytes = ByteBuffer.allocate(90).put(disk.content(path)).array();
        disk.content(path, bytes);
        var read = TransactionIndexFile.read(disk, path);
        assertEquals(2, read.count());
        assertEquals(new AbortedTransaction(2, 3, 9), read.get(1));
        assertEquals(10, read.lastStableOffset(1));
        TransactionIndexFile.replace(disk, path, AbortedTransactions.EMPTY);
        assertEquals(false, disk.exists(path));
    }

    @Test
    void aborted_transactions_are_found_where_they_overlap_and_come_by_first_offset() {
        Seeds.run(100, seed -> {
            var random = Seeds.random(seed);
            var all = new ArrayList<AbortedTransaction>();
            var states = new ProducerStates(Long.MAX_VALUE);
            long offset = 0;
            for (var i = 0; i < 60; i++) {
                var id = random.nextInt(5);
                var state = states.get(id);
                if (state != null && state.openTransactionOffset() >= 0 && random.nextBoolean()) {
                    all.add(new AbortedTransaction(id, state.openTransactionOffset(), offset));
                    var marker = io.ottla.wire.batch.ControlRecords.endOfTransaction(
                            io.ottla.wire.batch.ControlRecords.Type.ABORT, id, (short) 0, 0, NOW_MS);
                    TestBatch.header(marker).setBaseOffset(offset);
                    states.append(TestBatch.header(marker));
                } else {
                    var batch = TestBatch.transactional(id, 0, 0, 1, NOW_MS);
                    TestBatch.header(batch).setBaseOffset(offset);
                    states.append(TestBatch.header(batch));
                }
                offset++;
            }
            var index = states.aborted();
            assertEquals(all.size(), index.count());
            for (var i = 0; i < 100; i++) {
                long from = random.nextInt(60);
                long to = from + 1 + random.nextInt(10);
                var expected = all.stream()
                        .filter(aborted -> aborted.lastOffset() >= from && aborted.firstOffset() < to)
                        .sorted(Comparator.comparingLong(AbortedTransaction::firstOffset))
                        .toList();
                assertEquals(expected, index.overlapping(from, to));
            }
        });
    }

    @Test
    void a_table_finds_every_producer_and_no_other() {
        var table = new ProducerTable();
        for (long id = 0; id < 2_000; id++) {
            table.add(new ProducerState(id * id, (short) 0));
        }
        table.retain(state -> state.producerId() % 2 == 0);
        for (long id = 0; id < 2_000; id++) {
            assertEquals(id % 2 == 0, table.get(id * id) != null);
        }
        assertEquals(1_000, table.size());
        assertTrue(table.get(2) == null);
    }
}
