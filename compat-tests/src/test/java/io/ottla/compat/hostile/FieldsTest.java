package io.ottla.compat.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.Peer;
import io.ottla.compat.hostile.Sample.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every number in every version of every API that is served, lengths and counts above all, takes values that mean harm; and every
 * request is cut off at every byte. {@code -Dhostile.changed=10000} is the long form: so often are bytes of each changed at random.
 */
class FieldsTest {
    private static final int CHANGED = Integer.getInteger("hostile.changed", 100);
    private static Besieged broker;
    private static List<Sample> samples;

    private static List<byte[]> harmful(Kind kind) {
        return switch (kind) {
            case INT8 -> hex("ff", "80", "7f");
            case INT16 -> hex("ffff", "fffe", "8000", "7fff");
            case INT32 -> hex("ffffffff", "fffffffe", "80000000", "7fffffff", "06400000");
            case INT64 -> hex("ffffffffffffffff", "fffffffffffffffe", "8000000000000000", "7fffffffffffffff");
            case VARINT -> hex("00", "7f", "ffffffff0f", "ffffffff07", "8080808008", "ffffffffffffffffff01");
        };
    }

    private static List<byte[]> hex(String... values) {
        return Arrays.stream(values).map(HexFormat.of()::parseHex).toList();
    }

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        // Whoever may unregister a broker may: the samples name broker 1, and this is another.
        broker = Besieged.start(data, "node.id=271828");
        samples = Served.samples(broker.bootstrap());
        assertTrue(samples.size() > 170, () -> "only " + samples.size() + " are served");
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void what_is_well_formed_is_answered_in_every_version() throws Exception {
        broker.during(() -> {
            for (var sample : samples) {
                try (var peer = broker.connect()) {
                    peer.send(sample.frame());
                    var answer = peer.next();
                    assertTrue(answer != null && Sample.isAnsweredBy(answer), () -> sample + " is not answered");
                }
            }
        });
    }

    @Test
    void harmful_numbers_close_or_are_answered() throws Exception {
        broker.during(() -> {
            for (var sample : samples) {
                for (var spot : sample.spots()) {
                    for (var value : harmful(spot.kind())) {
                        endsWell(
                                sample.with(spot, value),
                                () -> sample + " with " + spot.name() + " "
                                        + HexFormat.of().formatHex(value));
                    }
                }
            }
        });
        broker.assertComplainsOf("a malformed request", () -> endsWell(frame(new byte[8], 8), () -> "zeros"));
    }

    @Test
    void whatever_is_cut_off_closes_or_is_answered() throws Exception {
        broker.during(() -> {
            for (var sample : samples) {
                var whole = sample.content();
                for (int length = 0; length < whole.length; length++) {
                    int cut = length;
                    endsWell(frame(whole, length), () -> sample + " cut off at " + cut);
                }
            }
        });
    }

    @Test
    void whatever_bytes_are_changed_closes_or_is_answered() throws Exception {
        var random = new Random(Long.getLong("seed", 42));
        broker.during(() -> {
            for (var sample : samples) {
                for (int i = CHANGED; i > 0; i--) {
                    var bytes = sample.content();
                    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                        bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
                    }
                    endsWell(
                            frame(bytes, bytes.length),
                            () -> sample + " as " + HexFormat.of().formatHex(bytes));
                }
            }
        });
    }

    private static byte[] frame(byte[] content, int length) {
        return Peer.frame(ByteBuffer.wrap(content, 0, length));
    }

    private static void endsWell(byte[] frame, Supplier<String> what) throws IOException {
        try (var peer = broker.connect()) {
            peer.send(frame);
            peer.endOutput();
            peer.awaitClose(what);
        }
    }
}
