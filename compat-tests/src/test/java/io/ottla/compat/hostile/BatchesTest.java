package io.ottla.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Record batches that lie about themselves are refused with an error, one by one, and none of them is ever in the log. */
class BatchesTest {
    private static final int NONE = 0;
    private static final int CORRUPT_MESSAGE = 2;
    private static final int MESSAGE_TOO_LARGE = 10;
    private static final int INVALID_RECORD = 87;
    private static final short CONTROL = 1 << 5;
    /** Takes batches as they come. */
    private static final String PLAIN = "plain";
    /** Every batch is unfolded, looked at, and folded another way. */
    private static final String REWRITTEN = "rewritten";

    private static final List<CompressionType> CODECS =
            List.of(CompressionType.GZIP, CompressionType.SNAPPY, CompressionType.LZ4, CompressionType.ZSTD);

    private static Besieged broker;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        broker = Besieged.start(data);
        try (var admin = admin()) {
            var rewritten = Map.of("compression.type", "lz4", "cleanup.policy", "delete");
            admin.createTopics(List.of(
                            new NewTopic(PLAIN, 1, (short) 1),
                            new NewTopic(REWRITTEN, 1, (short) 1).configs(rewritten)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    private static long end(String topic) throws Exception {
        var partition = new TopicPartition(topic, 0);
        try (var admin = admin()) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private static int answerTo(ByteBuffer batch, String topic) throws IOException {
        try (var peer = broker.connect()) {
            return answerTo(peer, batch, topic);
        }
    }

    private static int answerTo(Peer peer, ByteBuffer batch, String topic) throws IOException {
        peer.send(Batch.produce(topic, batch));
        return Batch.error(Objects.requireNonNull(peer.next(), "closed instead of an answer"));
    }

    private static ByteBuffer good() {
        return Batch.around(Batch.record(40), 0);
    }

    @Test
    void a_good_one_is_taken() throws Exception {
        long before = end(PLAIN);
        assertEquals(NONE, answerTo(good(), PLAIN));
        assertEquals(before + 1, end(PLAIN));
    }

    @Test
    void a_wrong_checksum_is_corrupt_wherever_the_byte_was_changed() throws Exception {
        long before = end(PLAIN);
        broker.during(() -> {
            try (var peer = broker.connect()) {
                for (int at = Batch.CRC_AT; at < good().limit(); at++) {
                    var batch = good();
                    batch.put(at, (byte) (batch.get(at) ^ 0x08));
                    assertEquals(CORRUPT_MESSAGE, answerTo(peer, batch, PLAIN), "changed at " + at);
                }
            }
        });
        assertEquals(before, end(PLAIN));
    }

    @Test
    void counts_and_deltas_that_do_not_agree_are_refused() throws Exception {
        long before = end(PLAIN);
        for (int count : new int[] {-1, 0, 2, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            var counted = good().putInt(Batch.COUNT_AT, count);
            assertEquals(INVALID_RECORD, answerTo(Batch.sealed(counted), PLAIN), "count " + count);
            var both = good().putInt(Batch.COUNT_AT, count).putInt(Batch.LAST_OFFSET_DELTA_AT, count - 1);
            assertEquals(INVALID_RECORD, answerTo(Batch.sealed(both), PLAIN), "count and delta " + count);
        }
        for (int delta : new int[] {-1, 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            var batch = good().putInt(Batch.LAST_OFFSET_DELTA_AT, delta);
            assertEquals(INVALID_RECORD, answerTo(Batch.sealed(batch), PLAIN), "delta " + delta);
        }
        assertEquals(before, end(PLAIN));
    }

    @Test
    void a_control_batch_of_a_client_is_refused() throws Exception {
        var batch = good().putShort(Batch.ATTRIBUTES_AT, CONTROL);
        assertEquals(INVALID_RECORD, answerTo(Batch.sealed(batch), PLAIN));
        batch.putLong(Batch.PRODUCER_ID_AT, 1).putInt(Batch.BASE_SEQUENCE_AT, 0);
        assertEquals(INVALID_RECORD, answerTo(Batch.sealed(batch), PLAIN));
    }

    @Test
    void lengths_of_the_batch_that_are_not_its_length_are_refused() throws Exception {
        for (int length : new int[] {-1, 0, 1, 48, 49, 1000, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            var error = answerTo(Batch.sealed(good().putInt(Batch.LENGTH_AT, length)), PLAIN);
            assertTrue(Set.of(CORRUPT_MESSAGE, INVALID_RECORD).contains(error), "length " + length + ": " + error);
        }
    }

    @Test
    void lengths_of_records_that_lie_are_refused() throws Exception {
        long before = end(PLAIN);
        var record = Batch.record(40);
        broker.during(() -> {
            for (int value : new int[] {-2, 0, 1, 63, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                for (int at : new int[] {0, 5, record.length - 1}) { // of the record, the value, the headers
                    var spoiled = new ByteArrayOutputStream();
                    spoiled.write(record, 0, at);
                    Batch.zigzag(spoiled, value);
                    spoiled.write(record, at + 1, record.length - at - 1);
                    var batch = Batch.around(spoiled.toByteArray(), 0);
                    if (value != 0 || at != record.length - 1) {
                        assertEquals(INVALID_RECORD, answerTo(batch, PLAIN), value + " at " + at);
                    }
                }
            }
        });
        assertEquals(before, end(PLAIN));
    }

    @Test
    void compressed_bytes_that_were_changed_are_refused_or_harmless() throws Exception {
        var random = new Random(Long.getLong("seed", 42));
        broker.during(() -> {
            try (var peer = broker.connect()) {
                for (var codec : CODECS) {
                    var whole = Batch.bomb(codec, 20_000);
                    for (int i = 0; i < 300; i++) {
                        var batch = ByteBuffer.allocate(whole.limit())
                                .put(whole.duplicate())
                                .flip();
                        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                            int at = Batch.RECORDS_AT + random.nextInt(batch.limit() - Batch.RECORDS_AT);
                            batch.put(at, (byte) random.nextInt());
                        }
                        var hex =
                                HexFormat.of().formatHex(batch.array(), Batch.RECORDS_AT, Math.min(200, batch.limit()));
                        var error = answerTo(peer, Batch.sealed(batch), i % 2 == 0 ? PLAIN : REWRITTEN);
                        assertTrue(
                                Set.of(NONE, INVALID_RECORD, MESSAGE_TOO_LARGE).contains(error),
                                () -> codec + " " + hex + ": " + error);
                    }
                }
            }
        });
    }

    @Test
    void claims_of_compressed_bytes_to_unfold_to_gigabytes_are_not_believed() throws Exception {
        var claims = Map.of(
                CompressionType.SNAPPY, "ffffffff07" + "00000000", // two gigabytes follow
                CompressionType.ZSTD, "28b52ffd" + "00" + "a8" + "020080" + "00", // through a window of two gigabytes
                CompressionType.LZ4, "04224d18" + "6c70" + "ffffffffffffff7f" + "7e" + "00000000"); // eight exabytes
        broker.during(() -> {
            for (int i = 0; i < 50; i++) {
                for (var claim : claims.entrySet()) {
                    var bytes = HexFormat.of().parseHex(claim.getValue());
                    var error = answerTo(Batch.around(bytes, claim.getKey().id), i % 2 == 0 ? PLAIN : REWRITTEN);
                    assertTrue(Set.of(INVALID_RECORD, MESSAGE_TOO_LARGE).contains(error), claim + ": " + error);
                }
            }
        });
    }

    @Test
    void a_batch_that_unfolds_as_far_as_snappy_can_is_taken() throws Exception {
        var batch = Batch.bomb(CompressionType.SNAPPY, 15 << 20);
        broker.during(() -> {
            assertEquals(NONE, answerTo(batch, PLAIN));
            assertEquals(NONE, answerTo(batch, REWRITTEN));
        });
    }

    @Test
    void bombs_are_refused_while_others_are_served() throws Exception {
        long before = end(PLAIN);
        var bombs = bombs();
        broker.during(() -> {
            for (var topic : List.of(PLAIN, REWRITTEN)) {
                for (var bomb : bombs) {
                    assertEquals(MESSAGE_TOO_LARGE, answerTo(bomb, topic));
                }
            }
        });
        assertEquals(before, end(PLAIN));
    }

    @Test
    void many_bombs_at_once_from_many_connections_hold_up_nobody_else() throws Exception {
        var bombs = bombs();
        broker.during(() -> {
            var peers = new ArrayList<Peer>();
            try {
                for (int i = 0; i < 8; i++) {
                    var peer = broker.connect();
                    peers.add(peer);
                    for (int n = 0; n < 4; n++) {
                        peer.send(Batch.produce(i % 2 == 0 ? PLAIN : REWRITTEN, bombs.get((i + n) % bombs.size())));
                    }
                }
                for (int n = 0; n < 4; n++) {
                    for (var peer : peers) {
                        assertEquals(MESSAGE_TOO_LARGE, Batch.error(Objects.requireNonNull(peer.next())));
                    }
                }
            } finally {
                for (var peer : peers) {
                    peer.close();
                }
            }
        });
    }

    /** Small ones that unfold to some hundreds of megabytes. There are none in snappy, which folds twenty to one at best. */
    private static List<ByteBuffer> bombs() {
        return List.of(
                Batch.bomb(CompressionType.GZIP, 300 << 20),
                Batch.bomb(CompressionType.LZ4, 200 << 20),
                Batch.bomb(CompressionType.ZSTD, 1 << 30));
    }
}
