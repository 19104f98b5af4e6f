package io.ottla.wire.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.wire.UnwritableMessage;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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

    @Test
    void what_a_version_lacks_is_refused_exactly_where_kafka_refuses_it() throws Exception {
        var refusals = new AtomicInteger();
        forEveryVersion(message -> forEveryField(message, (field, values, container, whole) -> {
            if (!field.isIn(message.version)) {
                container.put(field.name(), values.notDefault(field));
                var refused = weRefuse(message, whole, field.name() + " is set");
                assertEquals(!field.ignorable(), refused, field.name());
                var theyRefuse = kafkaRefuses(message, whole);
                if (!message.kafka.lacking().contains(field.name())) {
                    assertEquals(theyRefuse, refused, field.name());
                }
                refusals.addAndGet(refused ? 1 : 0);
            }
        }));
        assertTrue(refusals.get() > 500, "only " + refusals);
    }

    @Test
    void null_is_refused_where_a_version_cannot_say_it() throws Exception {
        var refusals = new AtomicInteger();
        forEveryVersion(message -> forEveryField(message, (field, values, container, whole) -> {
            if (field.isIn(message.version) && field.isReference() && !field.isNullableIn(message.version)) {
                container.put(field.name(), null);
                assertTrue(kafkaRefuses(message, whole), field.name());
                assertTrue(weRefuse(message, whole, field.name() + " is null"), field.name());
                refusals.incrementAndGet();
            }
        }));
        assertTrue(refusals.get() > 2000, "only " + refusals);
    }

    private interface FieldLaw {
        /** @param container the fields of the struct in which the field stands, inside {@code whole} */
        void holdsFor(Schema.Field field, Values values, Map<String, @Nullable Object> container, Value whole)
                throws ReflectiveOperationException;
    }

    private static void forEveryField(Case it, FieldLaw law) throws ReflectiveOperationException {
        var values = new Values(Seeds.random(it.version), it.ours.schema(), it.version, false);
        forEveryField(it.ours.schema().fields(), it, values, law, values::message, message -> message);
    }

    /** Visits the fields of a struct and of the structs inside it, each in a message of its own. */
    private static void forEveryField(
            List<Schema.Field> fields,
            Case it,
            Values values,
            FieldLaw law,
            Supplier<Value> make,
            UnaryOperator<Value> find)
            throws ReflectiveOperationException {
        for (var field : fields) {
            var whole = make.get();
            law.holdsFor(field, values, find.apply(whole).fields(), whole);
            if (field.type().equals("struct") && field.isIn(it.version)) {
                Supplier<Value> makeInner = () -> {
                    var outer = make.get();
                    var inner = values.struct(field.fields());
                    find.apply(outer).fields().put(field.name(), field.list() ? List.of(inner) : inner);
                    return outer;
                };
                UnaryOperator<Value> findInner = outer -> {
                    var inner = find.apply(outer).get(field);
                    return (Value) Objects.requireNonNull(inner instanceof List<?> list ? list.get(0) : inner);
                };
                forEveryField(field.fields(), it, values, law, makeInner, findInner);
            }
        }
    }

    private static boolean kafkaRefuses(Case it, Value value) throws ReflectiveOperationException {
        try {
            it.kafka.write(it.kafka.make(it.kafkaType, value), it.version);
            return false;
        } catch (InvocationTargetException | NullPointerException e) {
            return true;
        }
    }

    private boolean weRefuse(Case it, Value value, String why) throws ReflectiveOperationException {
        var message = new OurRecords().make(it.ours.type(), value);
        try {
            it.ours.codec().write(message, writer.reset(), it.version);
            return false;
        } catch (UnwritableMessage e) {
            assertTrue(String.valueOf(e.getMessage()).contains("." + why), e.getMessage());
            return true;
        }
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
