package io.ottla.wire.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we build, kafka-clients reads and builds alike; what it builds, we read. */
final class KafkaClientsTest {
    private final Decompressors decompressors = new Decompressors();

    @ParameterizedTest
    @EnumSource(Compression.class)
    void a_batch_has_the_bytes_of_the_clients_builder(Compression compression) {
        Seeds.run(60, seed -> {
            SampleBatch sample = SampleBatch.random(new Random(seed));
            byte[] ours = SampleBatch.bytes(sample.build(Compressor.of(compression)));
            assertArrayEquals(kafkaBytes(sample, Compressor.of(compression)), ours);
        });
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void a_level_gives_the_bytes_of_the_clients_builder(Compression compression) {
        SampleBatch sample = SampleBatch.random(new Random(7));
        for (int level = -1; level <= 22; level++) {
            if (compression.allowsLevel(level)) {
                Compressor compressor = new Compressor(compression, level);
                assertArrayEquals(
                        kafkaBytes(sample, compressor), SampleBatch.bytes(sample.build(compressor)), "level " + level);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void what_we_build_the_client_reads(Compression compression) {
        Seeds.run(60, seed -> {
            SampleBatch sample = SampleBatch.random(new Random(seed));
            ByteBuffer bytes = sample.build(Compressor.of(compression));
            List<SampleBatch.Line> lines = new ArrayList<>();
            for (MutableRecordBatch batch : MemoryRecords.readableRecords(bytes).batches()) {
                batch.ensureValid();
                for (Record record : batch) {
                    lines.add(line(record));
                }
            }
            assertEquals(sample.lines(), lines);
        });
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void what_the_client_builds_we_accept_and_read(Compression compression) {
        BatchValidator validator = new BatchValidator(decompressors);
        Seeds.run(60, seed -> {
            SampleBatch sample = SampleBatch.random(new Random(seed));
            ByteBuffer bytes = ByteBuffer.wrap(kafkaBytes(sample, Compressor.of(compression)));
            Validation outcome = validator.validate(bytes, SampleBatch.rules(), SampleBatch.NOW);
            var valid = assertInstanceOf(Validation.Valid.class, outcome, outcome::toString);
            assertEquals(sample.lines().size(), valid.facts().count());
            Batches batches = new Batches().over(bytes);
            assertTrue(batches.next());
            assertTrue(batches.batch().crcMatches());
            assertEquals(sample.lines(), SampleBatch.read(new RecordCursor(decompressors).over(batches.batch())));
            assertFalse(batches.next());
            assertEquals(Batches.End.CLEAN, batches.end());
        });
    }

    private static SampleBatch.Line line(Record record) {
        List<RecordHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(
                    new RecordHeader(header.key(), header.value() == null ? null : ByteBuffer.wrap(header.value())));
        }
        return new SampleBatch.Line(record.timestamp(), copy(record.key()), copy(record.value()), headers);
    }

    private static @org.jspecify.annotations.Nullable ByteBuffer copy(
            @org.jspecify.annotations.Nullable ByteBuffer buffer) {
        return buffer == null
                ? null
                : ByteBuffer.allocate(buffer.remaining())
                        .put(buffer.duplicate())
                        .flip();
    }

    static byte[] kafkaBytes(SampleBatch sample, Compressor compressor) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1 << 16),
                (byte) 2,
                kafkaCompression(compressor),
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                0,
                -1,
                sample.producerId(),
                sample.producerEpoch(),
                sample.baseSequence(),
                sample.transactional(),
                -1);
        for (SampleBatch.Line line : sample.lines()) {
            Header[] headers = line.headers().stream()
                    .map(h -> new org.apache.kafka.common.header.internals.RecordHeader(
                            h.key(), h.value() == null ? null : SampleBatch.bytes(h.value())))
                    .toArray(Header[]::new);
            builder.append(line.timestamp(), line.key(), line.value(), headers);
        }
        return SampleBatch.bytes(builder.build().buffer());
    }

    private static org.apache.kafka.common.compress.Compression kafkaCompression(Compressor compressor) {
        return switch (compressor.compression()) {
            case NONE -> org.apache.kafka.common.compress.Compression.NONE;
            case GZIP ->
                org.apache.kafka.common.compress.Compression.gzip()
                        .level(compressor.level())
                        .build();
            case SNAPPY -> org.apache.kafka.common.compress.Compression.snappy().build();
            case LZ4 ->
                org.apache.kafka.common.compress.Compression.lz4()
                        .level(compressor.level())
                        .build();
            case ZSTD ->
                org.apache.kafka.common.compress.Compression.zstd()
                        .level(compressor.level())
                        .build();
        };
    }
}
