package io.ottla.bench.jmh;

import io.ottla.bench.load.RecordBatches;
import io.ottla.bench.load.Requests;
import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.message.Codecs;
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
import org.openjdk.jmh.infra.Blackhole;

/** From a frame to a Produce request: header, body, the records as a slice. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProduceDecoding {

    @Param({"1", "100"})
    int partitions;

    private final WireReader reader = new WireReader(ByteBuffer.allocateDirect(0));
    private ByteBuffer frame = ByteBuffer.allocateDirect(0);

    /** Encodes the frame, without its size. */
    @Setup
    public void encode() {
        byte[] request = Requests.produceToAll("topic", 0, partitions, RecordBatches.of(1, 100));
        frame = ByteBuffer.allocateDirect(request.length).put(request);
    }

    /** One frame. */
    @Benchmark
    public void decode(Blackhole hole) {
        frame.clear().position(4);
        reader.reset(frame);
        RequestHeader header = RequestHeader.read(reader);
        hole.consume(header);
        hole.consume(Codecs.request(ApiKey.PRODUCE).read(reader, header.apiVersion()));
    }
}
