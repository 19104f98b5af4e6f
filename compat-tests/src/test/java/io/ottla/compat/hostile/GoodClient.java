package io.ottla.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicCollection;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.ProduceRequest;
import org.jspecify.annotations.Nullable;

/**
 * A client that does nothing wrong, on a connection of its own: produces a record, fetches it, and notes how long the slowest
 * answer took. Beside it a second thread only sleeps: by as much as that oversleeps the machine is late, not the broker.
 */
final class GoodClient implements AutoCloseable {
    private static final short PRODUCE_VERSION = 9;
    private static final short FETCH_VERSION = 12;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Peer peer;
    private final String topic;
    private final Thread works = new Thread(this::work, "good client");
    private final Thread sleeps = new Thread(this::sleep, "sleeper");
    private final AtomicLong slowestNanos = new AtomicLong();
    private final AtomicLong oversleptNanos = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final long startMs = System.currentTimeMillis();
    private volatile @Nullable Throwable failure;
    private volatile boolean stopped;

    private GoodClient(Peer peer, String topic) {
        this.peer = peer;
        this.topic = topic;
    }

    /** @param topic its own; made here */
    static GoodClient start(String bootstrap, String topic) throws IOException {
        var client = new GoodClient(Peer.connect(bootstrap), topic);
        client.createTopic();
        for (var thread : List.of(client.works, client.sleeps)) {
            thread.setDaemon(true);
            thread.start();
        }
        return client;
    }

    private void createTopic() throws IOException {
        var wanted = new CreatableTopic().setName(topic).setNumPartitions(1).setReplicationFactor((short) 1);
        var request = new CreateTopicsRequestData()
                .setTopics(new CreatableTopicCollection(List.of(wanted).iterator()))
                .setTimeoutMs(10_000);
        peer.ask(new CreateTopicsRequest(request, (short) 5));
    }

    private void work() {
        try {
            while (!stopped) {
                long start = System.nanoTime();
                produce(acknowledged.get());
                note(slowestNanos, System.nanoTime() - start);
                acknowledged.incrementAndGet();
                start = System.nanoTime();
                fetch(acknowledged.get() - 1);
                note(slowestNanos, System.nanoTime() - start);
                TimeUnit.NANOSECONDS.sleep(NAP_NANOS);
            }
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private void sleep() {
        try {
            while (!stopped) {
                long start = System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(NAP_NANOS);
                note(oversleptNanos, System.nanoTime() - start - NAP_NANOS);
            }
        } catch (InterruptedException e) {
            failure = e;
        }
    }

    private static void note(AtomicLong most, long nanos) {
        most.accumulateAndGet(nanos, Math::max);
    }

    private MemoryRecords record(long number) {
        var value =
                ByteBuffer.allocate(100).putLong(0, number).putLong(92, number).array();
        return MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(startMs, value));
    }

    private void produce(long number) throws IOException {
        var partition = new PartitionProduceData().setIndex(0).setRecords(record(number));
        var data = new TopicProduceData().setName(topic).setPartitionData(List.of(partition));
        var request = new ProduceRequestData()
                .setAcks((short) -1)
                .setTimeoutMs(10_000)
                .setTopicData(new TopicProduceDataCollection(List.of(data).iterator()));
        var answer = (ProduceResponseData) peer.ask(new ProduceRequest(request, PRODUCE_VERSION));
        var produced = answer.responses().iterator().next().partitionResponses().get(0);
        assertEquals(0, produced.errorCode(), "error of a good client");
        assertEquals(number, produced.baseOffset(), "offset of a good client's record");
    }

    private void fetch(long offset) throws IOException {
        var found = fetched(peer, topic, offset).batches().iterator().next();
        assertEquals(offset, found.baseOffset());
        assertEquals(record(offset).batches().iterator().next().checksum(), found.checksum(), "bytes of a good client");
    }

    private static MemoryRecords fetched(Peer peer, String topic, long offset) throws IOException {
        var partition = new FetchRequestData.FetchPartition()
                .setPartition(0)
                .setFetchOffset(offset)
                .setPartitionMaxBytes(1 << 20);
        var wanted = new FetchRequestData.FetchTopic().setTopic(topic).setPartitions(List.of(partition));
        var request =
                new FetchRequestData().setMaxWaitMs(0).setMaxBytes(1 << 20).setTopics(List.of(wanted));
        var answer = (FetchResponseData) peer.ask(new FetchRequest(request, FETCH_VERSION));
        var found = answer.responses().get(0).partitions().get(0);
        assertEquals(0, found.errorCode(), "error of a good client");
        return (MemoryRecords) found.records();
    }

    /** How long its slowest answer took since the last time this was asked, without what the machine was late. */
    long takeSlowestNanos() {
        long slowest = slowestNanos.getAndSet(0);
        return Math.max(0, slowest - oversleptNanos.getAndSet(0));
    }

    /** Records it has been told are taken. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Fails if anything has gone wrong for it. */
    void isWell() {
        var cause = failure;
        if (cause != null) {
            throw new AssertionError("the good client was hurt", cause);
        }
    }

    /** Everything it was told was taken is there. */
    void assertHolds(String bootstrap) throws IOException {
        try (var reader = Peer.connect(bootstrap)) {
            long next = 0;
            while (next < acknowledged.get()) {
                var batches = fetched(reader, topic, next).batches();
                assertTrue(batches.iterator().hasNext(), "the log ends at " + next + ", acknowledged: " + acknowledged);
                for (var batch : batches) {
                    var expected = record(next).batches().iterator().next();
                    assertEquals(next, batch.baseOffset());
                    assertEquals(expected.checksum(), batch.checksum(), "bytes at " + next);
                    next = batch.nextOffset();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        try {
            works.join();
            sleeps.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        peer.close();
    }
}
