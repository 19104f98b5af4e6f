package io.ottla.wire.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ottla.base.Seeds;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressors;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever arrives: a judgement or a MalformedMessage, in bounded memory. */
final class BatchFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int RECORD_BYTES = 7;

    private final Decompressors decompressors = new Decompressors();
    private final BatchValidator validator = new BatchValidator(decompressors);

    private void survive(byte[] bytes, BatchRules rules) {
        validator.validate(ByteBuffer.wrap(bytes), rules, SampleBatch.NOW);
        Batches batches = new Batches().over(ByteBuffer.wrap(bytes));
        RecordCursor cursor = new RecordCursor(decompressors, rules.maxUncompressedBytes());
        while (batches.next()) {
            try {
                batches.batch().crcMatches();
                cursor.over(batches.batch());
                while (cursor.next()) {
                    cursor.headers();
                    cursor.key();
                    cursor.copyOfValue();
                }
            } catch (MalformedMessage e) {
                assertTrue(e.field().length() > 0);
            }
        }
    }

    /** What {@code run} allocates on the heap. */
    private static long allocated(Runnable run) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void a_batch_cut_at_any_byte_is_judged(Compression compression) {
        byte[] batch = SampleBatch.bytes(SampleBatch.random(new Random(3)).build(Compressor.of(compression)));
        for (int length = 0; length < Math.min(batch.length, 4000); length++) {
            survive(Arrays.copyOf(batch, length), SampleBatch.rules());
            if (length >= RecordBatch.HEADER_BYTES) {
                survive(Damage.withLength(Arrays.copyOf(batch, length)), SampleBatch.rules());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void any_damage_is_judged_in_little_memory(Damage damage) {
        Seeds.run(150, seed -> {
            Random random = new Random(seed * 17 + damage.name().hashCode());
            byte[] batch = SampleBatch.bytes(
                    SampleBatch.random(random).build(Compressor.of(Compression.of(random.nextInt(5)))));
            byte[] damaged = damage.inflict(damage.inflict(batch, random), random);
            assertTrue(allocated(() -> survive(damaged, SampleBatch.rules())) < 64 << 20);
        });
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void hostile_varints_are_judged(Compression compression) {
        byte[] batch = SampleBatch.bytes(new BatchBuilder(Compressor.of(compression))
                .append(SampleBatch.NOW, new byte[3], new byte[3])
                .build());
        byte[][] hostile = {
            {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
            {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
            {
                (byte) 0xff,
                (byte) 0xff,
                (byte) 0xff,
                (byte) 0xff,
                (byte) 0xff,
                (byte) 0xff,
                (byte) 0xff,
                (byte) 0xff,
                (byte) 0xff,
                1
            },
            {
                (byte) 0x80,
                (byte) 0x80,
                (byte) 0x80,
                (byte) 0x80,
                (byte) 0x80,
                (byte) 0x80,
                (byte) 0x80,
                (byte) 0x80,
                (byte) 0x80,
                (byte) 0x80
            },
            {0x7f},
            {0x01},
            {(byte) 0x80, 0x00},
        };
        byte[] records = Damage.records(batch);
        for (int at = 0; at < records.length; at++) {
            for (byte[] varint : hostile) {
                byte[] changed = new byte[records.length - 1 + varint.length];
                System.arraycopy(records, 0, changed, 0, at);
                System.arraycopy(varint, 0, changed, at, varint.length);
                System.arraycopy(records, at + 1, changed, at + varint.length, records.length - at - 1);
                byte[] damaged = Damage.withRecords(batch.clone(), changed);
                assertTrue(allocated(() -> survive(damaged, SampleBatch.rules())) < 4 << 20);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_bomb_is_refused_in_little_memory(Compression compression) {
        byte[] value = new byte[100 << 20];
        byte[] bomb = SampleBatch.bytes(new BatchBuilder(Compressor.of(compression))
                .append(SampleBatch.NOW, null, value)
                .build());
        BatchRules rules = rules(100 << 20, 32 << 20);
        judgeBomb(bomb, rules);
        long bytes = allocated(() -> judgeBomb(bomb, rules));
        assertTrue(bytes < 1 << 20, bytes + " bytes allocated");
    }

    @Test
    void a_bomb_of_many_small_records_is_refused_in_little_memory() {
        byte[] batch = SampleBatch.bytes(new BatchBuilder(Compressor.of(Compression.ZSTD))
                .append(SampleBatch.NOW, null, null)
                .build());
        byte[] record = Damage.records(batch);
        assertEquals(RECORD_BYTES, record.length);
        int count = 10_000_000;
        byte[] records = new byte[count * RECORD_BYTES];
        for (int i = 0; i < count; i++) {
            System.arraycopy(record, 0, records, i * RECORD_BYTES, RECORD_BYTES);
        }
        byte[] bomb = Damage.withRecords(batch, records);
        ByteBuffer.wrap(bomb).putInt(RecordBatch.COUNT, count).putInt(RecordBatch.LAST_OFFSET_DELTA, count - 1);
        Damage.withChecksum(bomb);
        long bytes = allocated(() -> {
            Validation outcome = validator.validate(ByteBuffer.wrap(bomb), SampleBatch.rules(), SampleBatch.NOW);
            assertInstanceOf(Validation.Invalid.class, outcome);
        });
        assertTrue(bytes < 1 << 20, bytes + " bytes allocated");
    }

    private void judgeBomb(byte[] bomb, BatchRules rules) {
        Validation outcome = validator.validate(ByteBuffer.wrap(bomb), rules, SampleBatch.NOW);
        var invalid = assertInstanceOf(Validation.Invalid.class, outcome);
        assertEquals(ErrorCode.MESSAGE_TOO_LARGE, invalid.error());
    }

    @Test
    void a_good_batch_makes_no_garbage_per_record() {
        for (Compression compression : Compression.values()) {
            BatchBuilder builder = new BatchBuilder(Compressor.of(compression));
            for (int i = 0; i < 100_000; i++) {
                builder.append(SampleBatch.NOW, new byte[4], new byte[10]);
            }
            ByteBuffer batch = builder.build();
            BatchRules rules = rules(100 << 20, 100 << 20);
            for (int warm = 0; warm < 3; warm++) {
                assertInstanceOf(Validation.Valid.class, validator.validate(batch, rules, SampleBatch.NOW));
            }
            long bytes = allocated(() -> validator.validate(batch, rules, SampleBatch.NOW));
            assertTrue(bytes < 20_000, compression + ": " + bytes + " bytes allocated");
        }
    }

    private static BatchRules rules(int maxMessageBytes, long maxUncompressedBytes) {
        return new BatchRules(
                maxMessageBytes,
                TimestampType.CREATE_TIME,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                false,
                Optional.empty(),
                maxUncompressedBytes);
    }
}
