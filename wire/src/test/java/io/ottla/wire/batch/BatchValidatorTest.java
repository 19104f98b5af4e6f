package io.ottla.wire.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.wire.ErrorCode;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client may append; LogValidatorOracleTest asks Kafka the same, this says it in words. */
final class BatchValidatorTest {
    private static final long NOW = SampleBatch.NOW;
    private static final byte[] KEY = {1};

    private final BatchValidator validator = new BatchValidator(new Decompressors());

    private Validation judge(ByteBuffer bytes, BatchRules rules) {
        return validator.validate(bytes, rules, NOW);
    }

    private Validation.Invalid refused(ErrorCode error, ByteBuffer bytes, BatchRules rules) {
        Validation outcome = judge(bytes, rules);
        var invalid = assertInstanceOf(Validation.Invalid.class, outcome, outcome::toString);
        assertEquals(error, invalid.error(), invalid.message());
        return invalid;
    }

    private Validation.Invalid refused(ErrorCode error, ByteBuffer bytes) {
        return refused(error, bytes, BatchRules.defaults());
    }

    private Validation.Facts accepted(ByteBuffer bytes, BatchRules rules) {
        Validation outcome = judge(bytes, rules);
        return assertInstanceOf(Validation.Valid.class, outcome, outcome::toString)
                .facts();
    }

    private static ByteBuffer batch(long... timestamps) {
        BatchBuilder builder = new BatchBuilder();
        for (long timestamp : timestamps) {
            builder.append(timestamp, KEY, KEY);
        }
        return builder.build();
    }

    /** A batch with a field changed and the checksum right. */
    private static ByteBuffer changed(UnaryOperator<ByteBuffer> change) {
        ByteBuffer bytes = change.apply(batch(NOW, NOW));
        new RecordBatch().wrap(bytes, 0).writeCrc();
        return bytes;
    }

    @Nested
    final class The_header {
        @Test
        void exactly_one_batch_is_asked_for() {
            ByteBuffer one = batch(NOW);
            refused(ErrorCode.INVALID_RECORD, ByteBuffer.allocate(0));
            refused(
                    ErrorCode.INVALID_RECORD,
                    ByteBuffer.allocate(one.limit() * 2)
                            .put(one.duplicate())
                            .put(one.duplicate())
                            .flip());
            refused(
                    ErrorCode.INVALID_RECORD,
                    ByteBuffer.allocate(one.limit() + 3)
                            .put(one.duplicate())
                            .limit(one.limit() + 3)
                            .position(0));
            refused(ErrorCode.INVALID_RECORD, one.duplicate().limit(one.limit() - 1));
            refused(ErrorCode.CORRUPT_MESSAGE, ByteBuffer.allocate(100));
        }

        @Test
        void a_wrong_checksum_is_corruption() {
            ByteBuffer bytes = batch(NOW);
            bytes.put(65, (byte) (bytes.get(65) ^ 1));
            refused(ErrorCode.CORRUPT_MESSAGE, bytes);
        }

        @Test
        void the_old_formats_are_somebody_elses() {
            ByteBuffer bytes = batch(NOW).put(RecordBatch.MAGIC_AT, (byte) 1);
            assertEquals(new Validation.OldFormat((byte) 1), judge(bytes, BatchRules.defaults()));
        }

        @Test
        void count_and_last_offset_delta_agree() {
            for (int wrong : new int[] {-3, -2, -1, 1, 1000, Integer.MAX_VALUE - 2, Integer.MIN_VALUE}) {
                refused(ErrorCode.INVALID_RECORD, changed(b -> b.putInt(RecordBatch.COUNT, 2 + wrong)));
                refused(ErrorCode.INVALID_RECORD, changed(b -> b.putInt(RecordBatch.LAST_OFFSET_DELTA, 1 + wrong)));
                refused(
                        ErrorCode.INVALID_RECORD,
                        changed(b -> b.putInt(RecordBatch.COUNT, 2 + wrong)
                                .putInt(RecordBatch.LAST_OFFSET_DELTA, 1 + wrong)));
            }
        }

        @Test
        void a_client_says_base_offset_0_and_any_leader_epoch() {
            refused(ErrorCode.INVALID_RECORD, changed(b -> b.putLong(0, 5)));
            accepted(changed(b -> b.putInt(RecordBatch.LEADER_EPOCH, 77)), BatchRules.defaults());
        }

        @Test
        void markers_and_append_times_are_the_brokers() {
            refused(ErrorCode.INVALID_RECORD, changed(b -> b.putShort(RecordBatch.ATTRIBUTES, (short) 0x20)));
            refused(ErrorCode.INVALID_TIMESTAMP, changed(b -> b.putShort(RecordBatch.ATTRIBUTES, (short) 0x08)));
        }

        @Test
        void a_producer_id_comes_with_epoch_and_sequence() {
            refused(
                    ErrorCode.INVALID_RECORD,
                    new BatchBuilder()
                            .producer(1, (short) -1, 0)
                            .append(NOW, KEY, KEY)
                            .build());
            refused(
                    ErrorCode.INVALID_RECORD,
                    new BatchBuilder()
                            .producer(1, (short) 0, -1)
                            .append(NOW, KEY, KEY)
                            .build());
            refused(
                    ErrorCode.INVALID_RECORD,
                    new BatchBuilder().transactional().append(NOW, KEY, KEY).build());
            accepted(
                    new BatchBuilder()
                            .producer(1, (short) 0, 0)
                            .append(NOW, KEY, KEY)
                            .build(),
                    BatchRules.defaults());
        }

        @Test
        void an_unknown_codec_is_named_so() {
            refused(
                    ErrorCode.UNSUPPORTED_COMPRESSION_TYPE,
                    changed(b -> b.putShort(RecordBatch.ATTRIBUTES, (short) 5)));
        }

        @Test
        void the_size_of_the_whole_batch_counts() {
            ByteBuffer bytes = batch(NOW);
            accepted(bytes, largest(bytes.limit()));
            refused(ErrorCode.MESSAGE_TOO_LARGE, bytes, largest(bytes.limit() - 1));
        }
    }

    private static BatchRules largest(int bytes) {
        BatchRules rules = BatchRules.defaults();
        return new BatchRules(
                bytes, rules.timestampType(), Long.MAX_VALUE, Long.MAX_VALUE, false, rules.compressor(), 1 << 20);
    }

    @Nested
    final class Timestamps {
        private BatchRules within(long beforeMs, long afterMs) {
            return new BatchRules(
                    1 << 20, TimestampType.CREATE_TIME, beforeMs, afterMs, false, Optional.empty(), 1 << 20);
        }

        @Test
        void records_outside_the_bounds_are_named() {
            ByteBuffer bytes = batch(NOW - 11, NOW - 10, NOW, NOW + 5, NOW + 6, -1);
            var refusal = refused(ErrorCode.INVALID_TIMESTAMP, bytes, within(10, 5));
            assertEquals(
                    List.of(0, 4),
                    refusal.recordErrors().stream().map(RecordError::index).toList());
        }

        @Test
        void an_hour_ahead_is_the_default() {
            accepted(batch(NOW + 3_600_000, 0), BatchRules.defaults());
            refused(ErrorCode.INVALID_TIMESTAMP, batch(NOW + 3_600_001), BatchRules.defaults());
        }

        @Test
        void the_largest_is_told_with_its_first_record() {
            Validation.Facts facts = accepted(batch(NOW - 5, NOW, NOW - 1, NOW), BatchRules.defaults());
            assertEquals(new Validation.Facts(4, NOW, 1, -1, facts.uncompressedBytes()), facts);
            assertEquals(-1, accepted(batch(-1, -1), BatchRules.defaults()).maxTimestampMs());
        }

        @Test
        void a_wrong_maximum_is_put_right() {
            ByteBuffer bytes = changed(b -> b.putLong(RecordBatch.MAX_TIMESTAMP, 12));
            accepted(bytes, BatchRules.defaults());
            RecordBatch batch = new RecordBatch().wrap(bytes, 0);
            assertEquals(NOW, batch.maxTimestamp());
            assertTrue(batch.crcMatches());
        }

        @Test
        void the_append_time_is_stamped_where_the_topic_says_so() {
            ByteBuffer bytes = batch(5, 7, 6);
            BatchRules rules =
                    new BatchRules(1 << 20, TimestampType.LOG_APPEND_TIME, 0, 0, false, Optional.empty(), 1 << 20);
            Validation.Facts facts = accepted(bytes, rules);
            RecordBatch batch = new RecordBatch().wrap(bytes, 0);
            assertEquals(TimestampType.LOG_APPEND_TIME, batch.timestampType());
            assertEquals(NOW, batch.maxTimestamp());
            assertTrue(batch.crcMatches());
            assertEquals(new Validation.Facts(3, NOW, 2, NOW, facts.uncompressedBytes()), facts);
        }
    }

    @Nested
    final class Records {
        private final BatchRules compacted =
                new BatchRules(8 << 20, TimestampType.CREATE_TIME, 1000, 1000, true, Optional.empty(), 8 << 20);

        @ParameterizedTest
        @EnumSource(Compression.class)
        void a_compacted_topic_names_the_records_without_keys(Compression compression) {
            ByteBuffer bytes = new BatchBuilder(Compressor.of(compression))
                    .append(NOW, null, KEY)
                    .append(NOW, new byte[0], KEY)
                    .append(NOW, null, null)
                    .build();
            var refusal = refused(ErrorCode.INVALID_RECORD, bytes, compacted);
            assertEquals(
                    List.of(0, 2),
                    refusal.recordErrors().stream().map(RecordError::index).toList());
        }

        @Test
        void one_wrong_timestamp_names_the_refusal() {
            ByteBuffer bytes = new BatchBuilder()
                    .append(NOW, null, KEY)
                    .append(0, KEY, KEY)
                    .build();
            assertEquals(
                    2,
                    refused(ErrorCode.INVALID_TIMESTAMP, bytes, compacted)
                            .recordErrors()
                            .size());
        }

        @Test
        void an_answer_is_not_many_times_its_request() {
            BatchBuilder builder = new BatchBuilder();
            for (int i = 0; i < 100_000; i++) {
                builder.append(NOW, null, null);
            }
            var refusal = refused(ErrorCode.INVALID_RECORD, builder.build(), compacted);
            assertEquals(
                    Validation.Invalid.MAX_RECORD_ERRORS, refusal.recordErrors().size());
            assertTrue(refusal.message().startsWith("100000 records"));
        }

        @Test
        void offset_deltas_count_up_from_0() {
            ByteBuffer bytes = new BatchBuilder()
                    .appendAt(1, NOW, null, null, List.of())
                    .appendAt(2, NOW, null, null, List.of())
                    .build()
                    .putInt(RecordBatch.LAST_OFFSET_DELTA, 1);
            new RecordBatch().wrap(bytes, 0).writeCrc();
            refused(ErrorCode.INVALID_RECORD, bytes);
        }
    }

    @Nested
    final class Rewriting {
        private BatchRules wanting(Compressor compressor, int maxBytes) {
            return new BatchRules(
                    maxBytes,
                    TimestampType.CREATE_TIME,
                    Long.MAX_VALUE,
                    1000,
                    false,
                    Optional.of(compressor),
                    64 << 20);
        }

        @Test
        void a_topic_with_a_codec_gets_that_one_from_any() {
            for (Compression from : Compression.values()) {
                for (Compression to : Compression.values()) {
                    SampleBatch sample = SampleBatch.random(new Random(9));
                    ByteBuffer bytes = sample.build(Compressor.of(from));
                    Validation outcome = judge(bytes, wanting(Compressor.of(to), 4 << 20));
                    if (from == to) {
                        assertInstanceOf(Validation.Valid.class, outcome);
                    } else {
                        ByteBuffer rewritten = assertInstanceOf(Validation.Rewritten.class, outcome)
                                .batch();
                        assertEquals(sample.build(Compressor.of(to)), rewritten);
                        assertInstanceOf(Validation.Valid.class, judge(rewritten, wanting(Compressor.of(to), 4 << 20)));
                    }
                }
            }
        }

        @Test
        void what_grows_beyond_the_largest_batch_is_refused() {
            ByteBuffer bytes = new BatchBuilder(Compressor.of(Compression.ZSTD))
                    .append(NOW, KEY, new byte[2 << 20])
                    .build();
            refused(ErrorCode.MESSAGE_TOO_LARGE, bytes, wanting(Compressor.NONE, 1 << 20));
        }

        @Test
        void what_unfolds_far_is_left_to_a_more_patient_one_and_so_is_what_would_be_folded_again() {
            var hasty = new BatchValidator(new Decompressors(), 4_000);
            var codec = Compressor.of(Compression.ZSTD);
            var asItIs = BatchRules.defaults();
            for (var zeros : List.of(900, 1_100, 3_900, 4_100)) {
                var bytes = new BatchBuilder(codec)
                        .append(NOW, KEY, new byte[zeros])
                        .build();
                assertEquals(zeros > 4_000, hasty.validate(bytes, asItIs, NOW) instanceof Validation.TooLong);
                var other = wanting(Compressor.of(Compression.LZ4), 1 << 20);
                assertEquals(zeros > 1_000, hasty.validate(bytes, other, NOW) instanceof Validation.TooLong);
            }
        }

        @Test
        void the_append_time_goes_along() {
            BatchRules rules = new BatchRules(
                    1 << 20,
                    TimestampType.LOG_APPEND_TIME,
                    0,
                    0,
                    false,
                    Optional.of(Compressor.of(Compression.LZ4)),
                    1 << 20);
            var rewritten = assertInstanceOf(Validation.Rewritten.class, judge(batch(1, 2), rules));
            RecordBatch batch = new RecordBatch().wrap(rewritten.batch(), 0);
            assertEquals(TimestampType.LOG_APPEND_TIME, batch.timestampType());
            assertEquals(NOW, batch.maxTimestamp());
            assertTrue(batch.crcMatches());
        }
    }

    @Test
    void the_place_of_the_batch_does_not_matter_and_is_left_alone() {
        for (Compression compression : Compression.values()) {
            ByteBuffer bytes = SampleBatch.random(new Random(4)).build(Compressor.of(compression));
            for (ByteBuffer place : List.of(ByteBuffer.allocate(1 << 20), ByteBuffer.allocateDirect(1 << 20))) {
                place.put(123, bytes, 0, bytes.limit()).position(123).limit(123 + bytes.limit());
                accepted(place, SampleBatch.rules());
                assertEquals(123, place.position());
                assertEquals(123 + bytes.limit(), place.limit());
            }
        }
    }
}
