package io.ottla.compat.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.OttlaServer;
import io.ottla.compat.Peer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is stopped in the middle of things has answered all it has written, and its answers arrive. */
class StopTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 4);
    private static final int PEERS = 6;
    private static final int MOST_UNANSWERED = 100;
    private static final int ANSWERS_BEFORE_THE_STOP = 300;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final short VERSION = 9;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path data;

    @Test
    void what_is_written_is_what_was_acknowledged_to_clients_that_send_without_waiting() throws Exception {
        var acknowledged = new long[PEERS];
        for (int round = 0; round < ROUNDS; round++) {
            try (var broker = OttlaServer.start(data)) {
                create(broker.bootstrap());
                var pipelines = new ArrayList<Pipeline>();
                for (int partition = 0; partition < PEERS; partition++) {
                    pipelines.add(new Pipeline(Peer.connect(broker.bootstrap()), partition));
                }
                pipelines.forEach(Pipeline::start);
                for (var pipeline : pipelines) {
                    pipeline.awaitAnswers(ANSWERS_BEFORE_THE_STOP);
                }
                long start = System.nanoTime();
                broker.stop();
                var took = Duration.ofNanos(System.nanoTime() - start);
                assertTrue(took.compareTo(LONGEST_STOP) < 0, () -> "the stop took " + took);
                for (var pipeline : pipelines) {
                    acknowledged[pipeline.partition] += pipeline.awaitEnd();
                }
            }
            try (var broker = OttlaServer.start(data)) {
                assertEquals(list(acknowledged), list(ends(broker.bootstrap())), "round " + round);
            }
        }
    }

    private static List<Long> list(long[] values) {
        var list = new ArrayList<Long>();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    private static void create(String bootstrap) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic("topic", PEERS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            assertInstanceOf(TopicExistsException.class, e.getCause());
        }
    }

    private static long[] ends(String bootstrap) throws ExecutionException, InterruptedException {
        var ends = new long[PEERS];
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (int i = 0; i < PEERS; i++) {
                var partition = new TopicPartition("topic", i);
                ends[i] = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get()
                        .offset();
            }
        }
        return ends;
    }

    /** One connection that writes to its own partition, a hundred requests ahead of the answers, until the broker closes it. */
    private static final class Pipeline {
        private final Peer peer;
        private final int partition;
        private final Semaphore room = new Semaphore(MOST_UNANSWERED);
        private final AtomicInteger answers = new AtomicInteger();
        private final Thread sender = new Thread(this::send, "sender");
        private final Thread reader = new Thread(this::read, "reader");
        private volatile boolean ended;
        private volatile @Nullable Throwable failure;

        Pipeline(Peer peer, int partition) {
            this.peer = peer;
            this.partition = partition;
        }

        void start() {
            sender.setDaemon(true);
            reader.setDaemon(true);
            sender.start();
            reader.start();
        }

        private void send() {
            var frame = request();
            try {
                while (!ended) {
                    if (room.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                        peer.send(frame);
                    }
                }
            } catch (SocketException closed) {
                return; // the broker has, and the reader sees how
            } catch (IOException | InterruptedException e) {
                failure = e;
            }
        }

        private byte[] request() {
            var records = MemoryRecords.withRecords(
                    Compression.NONE, new SimpleRecord("some bytes".getBytes(StandardCharsets.UTF_8)));
            var topic = new TopicProduceData()
                    .setName("topic")
                    .setPartitionData(List.of(
                            new PartitionProduceData().setIndex(partition).setRecords(records)));
            var data = new ProduceRequestData()
                    .setAcks((short) -1)
                    .setTimeoutMs(1000)
                    .setTopicData(new TopicProduceDataCollection(List.of(topic).iterator()));
            return Peer.frame(new ProduceRequest(data, VERSION), 0);
        }

        private void read() {
            var header = new RequestHeader(ApiKeys.PRODUCE, VERSION, "peer", 0);
            try {
                for (var answer = peer.next(); answer != null; answer = peer.next()) {
                    var response = (ProduceResponse) AbstractResponse.parseResponse(answer, header);
                    var code = response.data()
                            .responses()
                            .iterator()
                            .next()
                            .partitionResponses()
                            .get(0)
                            .errorCode();
                    if (code == 0) {
                        answers.incrementAndGet();
                    }
                    room.release();
                }
            } catch (IOException | RuntimeException e) {
                failure = e;
            } finally {
                ended = true;
                close();
            }
        }

        private void close() {
            try {
                peer.close();
            } catch (IOException e) {
                failure = e;
            }
        }

        void awaitAnswers(int count) throws InterruptedException {
            while (answers.get() < count && !ended) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }

        /** How many appends were acknowledged, once the broker has closed in order. */
        int awaitEnd() throws InterruptedException {
            reader.join();
            sender.join();
            assertEquals(null, failure, "the connection ended with an end, not with a reset");
            return answers.get();
        }
    }
}
