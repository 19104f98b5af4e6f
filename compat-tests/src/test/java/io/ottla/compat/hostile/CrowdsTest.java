package io.ottla.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.Peer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many connections at once that do nothing useful take from the others neither time nor room. */
class CrowdsTest {
    private static final int CLAIMED_BYTES = 100 << 20;
    private static final String LARGE = "large";

    private static Besieged broker;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        // With Kafka's default of 50 it is the kernel that makes a crowd of newcomers wait, a second at a time.
        broker = Besieged.start(data, "socket.listen.backlog.size=4096");
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    /** Opens so many connections, says something on each, holds them for a while, and drops them. */
    private static void crowd(int count, Greeting greeting, Meanwhile meanwhile) throws Exception {
        var peers = new ArrayList<Peer>();
        try {
            for (int i = 0; i < count; i++) {
                var peer = broker.connect();
                peers.add(peer);
                greeting.say(peer, i);
            }
            meanwhile.with(peers);
        } finally {
            for (var peer : peers) {
                peer.close();
            }
        }
    }

    private interface Greeting {
        void say(Peer peer, int number) throws IOException;
    }

    private interface Meanwhile {
        void with(List<Peer> peers) throws Exception;
    }

    private static byte[] apiVersions() {
        return Peer.frame(new ApiVersionsRequest.Builder().build((short) 3), 7);
    }

    @Test
    void two_hundred_that_claim_a_hundred_megabytes_and_send_a_byte() throws Exception {
        var claim = ByteBuffer.allocate(5).putInt(CLAIMED_BYTES).array();
        broker.during(() -> {
            long before = broker.residentBytes();
            crowd(200, (peer, i) -> peer.send(claim), peers -> {
                answersAGoodOne();
                long grown = broker.residentBytes() - before;
                assertTrue(grown < 32L << 20, () -> "grown by " + grown + " bytes");
            });
        });
    }

    private static void answersAGoodOne() throws IOException {
        try (var peer = broker.connect()) {
            peer.send(apiVersions());
            assertTrue(Sample.isAnsweredBy(Objects.requireNonNull(peer.next())));
        }
    }

    @Test
    void two_thousand_half_open_at_every_byte_of_a_request() throws Exception {
        var whole = apiVersions();
        broker.during(() -> crowd(
                2000, (peer, i) -> peer.send(Arrays.copyOf(whole, i % whole.length)), peers -> answersAGoodOne()));
    }

    @Test
    void three_hundred_that_send_a_byte_at_a_time_are_answered_in_the_end() throws Exception {
        var whole = apiVersions();
        broker.during(() -> crowd(300, (peer, i) -> {}, peers -> {
            for (byte one : whole) {
                for (var peer : peers) {
                    peer.send(new byte[] {one});
                }
                TimeUnit.MILLISECONDS.sleep(20); // as slowly as they like
            }
            for (var peer : peers) {
                assertTrue(Sample.isAnsweredBy(Objects.requireNonNull(peer.next())));
            }
        }));
    }

    @Test
    void ten_thousand_opened_and_dropped() throws Exception {
        broker.during(() -> {
            for (int i = 0; i < 10_000; i++) {
                broker.connect().close();
            }
        });
    }

    @Test
    void five_thousand_at_once() throws Exception {
        broker.during(() -> crowd(5_000, (peer, i) -> {}, peers -> answersAGoodOne()));
    }

    @Test
    void a_storm_of_fetches_by_readers_that_never_read() throws Exception {
        fill();
        var fetch = Peer.frame(fetchAll(), 7);
        broker.during(() -> {
            long before = broker.residentBytes();
            crowd(
                    100,
                    (peer, i) -> {
                        for (int n = 0; n < 20; n++) {
                            peer.send(fetch);
                        }
                    },
                    peers -> {
                        TimeUnit.SECONDS.sleep(2);
                        answersAGoodOne();
                        long grown = broker.residentBytes() - before;
                        assertTrue(grown < Besieged.MOST_MORE_BYTES, () -> "grown by " + grown + " bytes");
                    });
        });
    }

    private static FetchRequest fetchAll() {
        var partition = new FetchRequestData.FetchPartition()
                .setPartition(0)
                .setFetchOffset(0)
                .setPartitionMaxBytes(Integer.MAX_VALUE);
        var data = new FetchRequestData()
                .setMaxBytes(Integer.MAX_VALUE)
                .setMaxWaitMs(Integer.MAX_VALUE)
                .setTopics(List.of(
                        new FetchRequestData.FetchTopic().setTopic(LARGE).setPartitions(List.of(partition))));
        return new FetchRequest(data, (short) 12);
    }

    /** Writes 64 MiB for everybody to fetch. */
    private static void fill() throws IOException {
        var batch = Batch.around(Batch.record(1_000_000), 0);
        try (var peer = broker.connect()) {
            peer.ask(new MetadataRequest.Builder(List.of(LARGE), true).build((short) 8));
            for (int i = 0; i < 64; i++) {
                peer.send(Batch.produce(LARGE, batch));
                assertEquals(0, Batch.error(Objects.requireNonNull(peer.next())));
            }
        }
    }

    @Test
    void those_that_ask_and_never_read_the_answers() throws Exception {
        var metadata = Peer.frame(MetadataRequest.Builder.allTopics().build((short) 8), 7);
        broker.during(() -> crowd(
                50,
                (peer, i) -> {
                    for (int n = 0; n < 500; n++) {
                        peer.send(metadata);
                    }
                },
                peers -> answersAGoodOne()));
    }

    @Test
    void those_that_wait_for_what_never_comes_and_leave() throws Exception {
        var partition = new FetchRequestData.FetchPartition().setPartition(0).setPartitionMaxBytes(1);
        var data = new FetchRequestData()
                .setMinBytes(Integer.MAX_VALUE)
                .setMaxWaitMs(Integer.MAX_VALUE)
                .setTopics(List.of(
                        new FetchRequestData.FetchTopic().setTopic("good-1").setPartitions(List.of(partition))));
        var waits = Peer.frame(new FetchRequest(data, (short) 12), 7);
        assertEquals(ApiKeys.FETCH.id, waits[5]);
        broker.during(() -> {
            for (int round = 0; round < 5; round++) {
                crowd(300, (peer, i) -> peer.send(waits), peers -> answersAGoodOne());
            }
        });
    }
}
