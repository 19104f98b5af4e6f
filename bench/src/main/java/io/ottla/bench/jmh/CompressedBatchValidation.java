package io.ottla.bench.jmh;

import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchRules;
import io.ottla.wire.batch.BatchValidator;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.batch.Validation;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Batches of 64 KiB of text in 600 records, unfolded to be checked, or to be read. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CompressedBatchValidation {
    private static final int RECORDS = 600;

    /** The codec. */
    @Param({"NONE", "GZIP", "SNAPPY", "LZ4", "ZSTD"})
    Compression codec = Compression.NONE;

    private final BatchValidator validator = new BatchValidator(new Decompressors());
    private final RecordCursor cursor = new RecordCursor(new Decompressors());
    private final RecordBatch window = new RecordBatch();
    private final BatchRules rules = BatchRules.defaults();
    private ByteBuffer batch = ByteBuffer.allocate(0);
    private long nowMs;

    /** Builds the batch. */
    @Setup
    public void build() {
        nowMs = System.currentTimeMillis();
        Random random = new Random(1);
        BatchBuilder builder = new BatchBuilder(Compressor.of(codec));
        for (int i = 0; i < RECORDS; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 100) {
                text.append("word").append(random.nextInt(500)).append(' ');
            }
            builder.append(nowMs, null, text.toString().getBytes(StandardCharsets.US_ASCII));
        }
        ByteBuffer bytes = builder.build();
        batch = ByteBuffer.allocateDirect(bytes.limit()).put(bytes).flip();
    }

    @Benchmark
    public Validation validate() {
        return validator.validate(batch, rules, nowMs);
    }

    /** Bytes of the values read. */
    @Benchmark
    public long read() {
        long bytes = 0;
        cursor.over(window.wrap(batch, 0));
        while (cursor.next()) {
            bytes += cursor.valueSize();
        }
        return bytes;
    }
}
