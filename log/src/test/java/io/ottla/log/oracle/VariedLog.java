package io.ottla.log.oracle;

import io.ottla.log.testing.TestBatch;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.ControlRecords;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Batches of every kind a log may hold: each codec, idempotent and transactional producers, markers, keys and headers. */
final class VariedLog {
    private VariedLog() {}

    /** A batch and the leader epoch it is appended in. */
    record Appended(ByteBuffer batch, int leaderEpoch) {}

    static List<Appended> batches(int rounds, long fromMs) {
        var all = new ArrayList<Appended>();
        for (var round = 0; round < rounds; round++) {
            var atMs = fromMs + round * 1_000L;
            var epoch = round / 10;
            for (var codec : Compression.values()) {
                all.add(new Appended(compressed(codec, atMs), epoch));
            }
            all.add(new Appended(TestBatch.of(1, 700, atMs - 5_000), epoch));
            all.add(new Appended(TestBatch.idempotent(11, 0, round * 3, 3, atMs + 10), epoch));
            all.add(new Appended(TestBatch.transactional(12, 0, round * 2, 2, atMs + 20), epoch));
            all.add(new Appended(TestBatch.transactional(13, 0, round * 2, 2, atMs + 30), epoch));
            var type = round % 2 == 0 ? ControlRecords.Type.ABORT : ControlRecords.Type.COMMIT;
            all.add(new Appended(ControlRecords.endOfTransaction(type, 12, (short) 0, 1, atMs + 40), epoch));
            if (round % 3 == 0) {
                all.add(new Appended(
                        ControlRecords.endOfTransaction(ControlRecords.Type.ABORT, 13, (short) 0, 1, atMs + 50),
                        epoch));
            }
        }
        return all;
    }

    private static ByteBuffer compressed(Compression codec, long atMs) {
        var builder = new BatchBuilder(Compressor.of(codec));
        for (var i = 0; i < 5; i++) {
            builder.append(atMs + i, ("key-" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[120]);
        }
        return builder.build();
    }
}
