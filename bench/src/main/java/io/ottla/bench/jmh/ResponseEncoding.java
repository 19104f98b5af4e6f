package io.ottla.bench.jmh;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.codec.ResponseHeader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.data.FetchResponseCodec;
import io.ottla.wire.message.data.Produce;
import io.ottla.wire.message.data.ProduceResponseCodec;
import io.ottla.wire.message.topic.Metadata;
import io.ottla.wire.message.topic.MetadataResponseCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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

/** From an answer to its bytes, for answers of some partitions. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResponseEncoding {

    private static final Fetch.EpochEndOffset NO_DIVERGENCE = new Fetch.EpochEndOffset(-1, -1);
    private static final Fetch.Leader NO_FETCH_LEADER = new Fetch.Leader(-1, -1);
    private static final Fetch.SnapshotId NO_SNAPSHOT = new Fetch.SnapshotId(-1, -1);
    private static final Produce.Leader NO_LEADER = new Produce.Leader(-1, -1);

    @Param({"1", "100"})
    int partitions;

    private final WireWriter writer = new WireWriter(ByteBuffer.allocateDirect(64 << 10));
    private Fetch.Response fetch = new Fetch.Response(0, (short) 0, 0, List.of(), List.of());
    private Produce.Response produce = new Produce.Response(List.of(), 0, List.of());
    private Metadata.Response metadata =
            new Metadata.Response(0, List.of(), null, 0, List.of(), Integer.MIN_VALUE, (short) 0);

    /** Makes the answers. */
    @Setup
    public void answers() {
        Uuid id = new Uuid(1, 2);
        fetch = new Fetch.Response(
                0, (short) 0, 0, List.of(new Fetch.TopicResponse("topic", id, of(this::fetched))), List.of());
        produce =
                new Produce.Response(List.of(new Produce.TopicResponse("topic", id, of(this::produced))), 0, List.of());
        Metadata.Topic topic =
                new Metadata.Topic((short) 0, "topic", id, false, of(this::described), Integer.MIN_VALUE);
        List<Metadata.Broker> brokers = List.of(new Metadata.Broker(1, "localhost", 9092, null));
        metadata = new Metadata.Response(0, brokers, "cluster", 1, List.of(topic), Integer.MIN_VALUE, (short) 0);
    }

    private <T> List<T> of(IntFunction<T> each) {
        return IntStream.range(0, partitions).mapToObj(each).toList();
    }

    private Fetch.PartitionData fetched(int index) {
        Payload slice = () -> 1 << 20;
        return new Fetch.PartitionData(
                index, (short) 0, 100, 100, 0, NO_DIVERGENCE, NO_FETCH_LEADER, NO_SNAPSHOT, null, -1, slice);
    }

    private Produce.PartitionResponse produced(int index) {
        return new Produce.PartitionResponse(index, (short) 0, 100, -1, 0, List.of(), null, NO_LEADER);
    }

    private Metadata.Partition described(int index) {
        return new Metadata.Partition((short) 0, index, 1, 0, List.of(1), List.of(1), List.of());
    }

    /** Records are parts of their own. */
    @Benchmark
    public int fetch() {
        return write(FetchResponseCodec.INSTANCE, fetch, ApiKey.FETCH, 17);
    }

    @Benchmark
    public int produce() {
        return write(ProduceResponseCodec.INSTANCE, produce, ApiKey.PRODUCE, 11);
    }

    @Benchmark
    public int metadata() {
        return write(MetadataResponseCodec.INSTANCE, metadata, ApiKey.METADATA, 12);
    }

    private <T> int write(MessageCodec<T> codec, T message, ApiKey api, int version) {
        writer.reset();
        new ResponseHeader(7).write(writer, api, version);
        codec.write(message, writer, version);
        return writer.sizeInBytes();
    }
}
