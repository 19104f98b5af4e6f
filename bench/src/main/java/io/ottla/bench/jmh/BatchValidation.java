package io.ottla.bench.jmh;

import io.ottla.bench.load.RecordBatches;
import io.ottla.wire.batch.BatchRules;
import io.ottla.wire.batch.BatchValidator;
import io.ottla.wire.batch.Validation;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
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

/** The checks on the way of a Produce, on uncompressed batches. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchValidation {

    /** Records in the batch and bytes in each. */
    @Param({"1x100", "60x1024", "600x100"})
    String shape = "";

    private final BatchValidator validator = new BatchValidator(new Decompressors());
    private final BatchRules rules = BatchRules.defaults();
    private ByteBuffer batch = ByteBuffer.allocate(0);
    private long nowMs;

    /** Encodes the batch. */
    @Setup
    public void encode() {
        int x = shape.indexOf('x');
        byte[] bytes =
                RecordBatches.of(Integer.parseInt(shape.substring(0, x)), Integer.parseInt(shape.substring(x + 1)));
        batch = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        nowMs = System.currentTimeMillis();
    }

    @Benchmark
    public Validation validate() {
        return validator.validate(batch, rules, nowMs);
    }
}
