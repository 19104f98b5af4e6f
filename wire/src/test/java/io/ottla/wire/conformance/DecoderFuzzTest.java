package io.ottla.wire.conformance;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ottla.base.Seeds;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, a decoder answers with a message or with {@link MalformedMessage}, and takes little memory for it. */
class DecoderFuzzTest {
    /** The dearest byte on the wire: an element of a list that is a struct of nothing but empty lists and absent fields. */
    private static final long HEAP_PER_BYTE = 80;

    private static final long HEAP_PER_MESSAGE = 4096;

    private static final int[] HOSTILE = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFF_FF00, 0x00FF_FFFF, -2, 0xFFFF
    };

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final WireReader reader = new WireReader(ByteBuffer.allocate(0));
    private final WireWriter writer = new WireWriter();

    private interface Attack {
        void on(OurMessage message, int version, byte[] bytes, Random random) throws Exception;
    }

    private void forEveryVersion(int seeds, Attack attack) throws Exception {
        for (var message : OurMessage.ALL.values()) {
            var versions = message.schema().versions();
            for (var v = versions.oldest(); v <= versions.newest(); v++) {
                var version = v;
                try {
                    Seeds.run(seeds, seed -> {
                        var random = Seeds.random(seed + 31L * version);
                        attack.on(message, version, sample(message, version, random), random);
                    });
                } catch (AssertionError e) {
                    throw new AssertionError(message.kafkaName() + " v" + version + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private byte[] sample(OurMessage message, int version, Random random) throws ReflectiveOperationException {
        var records = new OurRecords();
        var value = new Values(random, message.schema(), version, false).message();
        message.codec()
                .write(records.make(message.type(), value), writer.reset().with(records.unknownTags()), version);
        var bytes = new byte[writer.sizeInBytes()];
        writer.toByteBuffer().get(bytes);
        return bytes;
    }

    /** Reads, and measures; what was loaded or linked on first use does not count, so a second time decides. */
    private void read(OurMessage message, int version, byte[] bytes, int length) {
        var bound = HEAP_PER_MESSAGE + HEAP_PER_BYTE * length;
        if (allocatedByReading(message, version, bytes, length) > bound) {
            var allocated = allocatedByReading(message, version, bytes, length);
            assertTrue(allocated <= bound, () -> allocated + " bytes of heap for a message of " + length);
        }
    }

    /** Throws only after having measured. */
    private long allocatedByReading(OurMessage message, int version, byte[] bytes, int length) {
        MalformedMessage malformed = null;
        reader.reset(ByteBuffer.wrap(bytes, 0, length));
        var before = threads.getCurrentThreadAllocatedBytes();
        try {
            message.codec().read(reader, version);
        } catch (MalformedMessage e) {
            malformed = e;
        }
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;
        if (malformed != null && allocated <= HEAP_PER_MESSAGE + HEAP_PER_BYTE * length) {
            throw malformed;
        }
        return allocated;
    }

    private void readAnything(OurMessage message, int version, byte[] bytes) {
        try {
            read(message, version, bytes, bytes.length);
        } catch (MalformedMessage e) {
            assertTrue(!e.field().isEmpty(), e.getMessage());
        }
    }

    @Test
    void a_message_cut_anywhere_is_malformed() throws Exception {
        forEveryVersion(3, (message, version, bytes, random) -> {
            var step = Math.max(1, bytes.length / 400);
            for (var length = 0; length < bytes.length; length += step) {
                var cut = length;
                assertThrows(MalformedMessage.class, () -> read(message, version, bytes, cut));
            }
        });
    }

    @Test
    void flipped_bytes_give_a_message_or_are_malformed() throws Exception {
        forEveryVersion(20, (message, version, bytes, random) -> {
            for (var left = 10; left > 0 && bytes.length > 0; left--) {
                var mutated = bytes.clone();
                for (var flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
                }
                readAnything(message, version, mutated);
            }
        });
    }

    @Test
    void hostile_lengths_cost_no_memory() throws Exception {
        forEveryVersion(20, (message, version, bytes, random) -> {
            for (var hostile : HOSTILE) {
                if (bytes.length >= 5) {
                    var mutated = ByteBuffer.wrap(bytes.clone());
                    var at = random.nextInt(bytes.length - 4);
                    if (random.nextBoolean()) {
                        mutated.putInt(at, hostile);
                    } else {
                        mutated.position(at).put(new byte[] {-1, -1, -1, -1, (byte) (hostile & 0xF)});
                    }
                    readAnything(message, version, mutated.array());
                }
            }
        });
    }

    @Test
    void garbage_gives_a_message_or_is_malformed() throws Exception {
        forEveryVersion(30, (message, version, bytes, random) -> {
            var garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            if (random.nextBoolean()) {
                Arrays.fill(garbage, (byte) random.nextInt(3));
            }
            readAnything(message, version, garbage);
        });
    }

    @Test
    void long_lists_of_the_cheapest_elements_stay_within_the_bound() throws Exception {
        forEveryVersion(1, (message, version, bytes, random) -> {
            for (byte fill = 0; fill < 3; fill++) {
                var hostile = new byte[16 * 1024];
                for (var at = 0; at < Math.min(12, bytes.length); at++) {
                    Arrays.fill(hostile, fill);
                    System.arraycopy(bytes, 0, hostile, 0, at);
                    var count = ByteBuffer.wrap(hostile).position(at);
                    if (message.schema().flexible(version)) {
                        count.put((byte) 0xFF)
                                .put((byte) (0x80 | random.nextInt(128)))
                                .put((byte) 0);
                    } else {
                        count.putInt(random.nextInt(16 * 1024));
                    }
                    readAnything(message, version, hostile);
                }
            }
        });
    }
}
