package io.ottla.wire.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.base.Seeds;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BytesConformanceTest {
    private static final int VALUES_PER_VERSION = 100;

    private final Map<KafkaRelease, KafkaObjects> kafka = new HashMap<>();
    private final WireWriter writer = new WireWriter();

    /** One version of one message, as both sides have it. */
    private record Case(OurMessage ours, int version, KafkaObjects kafka, Class<?> kafkaType) {}

    private interface Law {
        void holdsFor(Case message) throws Exception;
    }

    private void forEveryVersion(Law law) throws Exception {
        for (var ours : OurMessage.ALL.values()) {
            var versions = ours.schema().versions();
            for (var version = versions.oldest(); version <= versions.newest(); version++) {
                var release = KafkaRelease.knowing(ours.kafkaName(), version);
                if (!kafka.containsKey(release)) {
                    kafka.put(release, new KafkaObjects(release));
                }
                var type = release.classOf(ours.kafkaName());
                try {
                    law.holdsFor(new Case(ours, version, kafka.get(release), type));
                } catch (Exception | AssertionError e) {
                    throw new AssertionError(ours.kafkaName() + " v" + version + ": " + e.getMessage(), e);
                }
            }
        }
    }

    @Test
    void both_sides_write_the_same_bytes_and_read_each_others() throws Exception {
        forEveryVersion(message -> Seeds.run(VALUES_PER_VERSION, seed -> roundTrip(message, seed)));
    }

    private void roundTrip(Case it, long seed) throws ReflectiveOperationException {
        var schema = it.ours.schema();
        var random =
                Seeds.random(seed + 1000L * it.version + it.ours.kafkaName().hashCode());
        var value = new Values(random, schema, it.version, seed % 3 == 0).message();
        var theirBytes = it.kafka.write(it.kafka.make(it.kafkaType, value), it.version);

        var records = new OurRecords();
        var ours = records.make(it.ours.type(), value);
        it.ours.codec().write(ours, writer.reset().with(records.unknownTags()), it.version);
        assertEquals(theirBytes.length, writer.sizeInBytes());
        assertArrayEquals(theirBytes, bytesOf(writer));

        var reader = new WireReader(buffer(theirBytes, seed));
        var read = it.ours.codec().read(reader, it.version);
        assertEquals(0, reader.remaining());
        assertEquals(new OurRecords().make(it.ours.type(), Values.asRead(value, schema.fields(), it.version)), read);
        it.ours.codec().write(read, writer.reset().with(reader.unknownTags()), it.version);
        assertArrayEquals(theirBytes, bytesOf(writer));

        var theirs = it.kafka.read(it.kafkaType, writer.toByteBuffer(), it.version);
        assertArrayEquals(theirBytes, it.kafka.write(theirs, it.version));
    }

    /** On the heap, in the middle of an array, or outside the heap. */
    private static ByteBuffer buffer(byte[] bytes, long seed) {
        var buffer =
                seed % 2 == 0 ? ByteBuffer.allocateDirect(bytes.length + 8) : ByteBuffer.allocate(bytes.length + 8);
        return buffer.position(5).put(bytes).flip().position(5);
    }

    private static byte[] bytesOf(WireWriter writer) {
        var bytes = new byte[writer.sizeInBytes()];
        writer.toByteBuffer().get(bytes);
        return bytes;
    }
}
