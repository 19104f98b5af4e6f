package io.ottla.cli.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.message.group.ConsumerProtocolAssignmentCodec;
import io.ottla.wire.message.group.ConsumerProtocolSubscriptionCodec;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.Until;
import io.ottla.wire.stored.group.GroupMetadataRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stored records as JSON, in the shape of Kafka's own converters: the fields of the version in the order of the schema, tagged
 * ones only if they say something. Looks at the records by reflection, which a tool for people may. Stateless.
 */
final class RecordJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String CONSUMER = "consumer";

    private RecordJson() {}

    /** The fields of a record in one version, as an object. */
    static String of(Record record, int version) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            write(json, record, version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Record record, int version) throws IOException {
        var isConsumerGroup = record instanceof GroupMetadataRecord.Value group
                && group.protocolType().equals(CONSUMER);
        json.writeStartObject();
        for (var component : record.getClass().getRecordComponents()) {
            if (isIn(component, version)) {
                var value = valueOf(component, record);
                if (!component.isAnnotationPresent(Tagged.class) || !isDefault(component, value)) {
                    json.writeFieldName(component.getName());
                    if (isConsumerGroup && component.getName().equals("members")) {
                        writeMembers(json, (List<?>) value, version);
                    } else {
                        writeValue(json, value, version);
                    }
                }
            }
        }
        json.writeEndObject();
    }

    /** What members of a consumer group say in bytes follows a protocol of its own. */
    private static void writeMembers(JsonGenerator json, @Nullable List<?> members, int version) throws IOException {
        json.writeStartArray();
        for (var member : members == null ? List.of() : members) {
            json.writeStartObject();
            for (var component : member.getClass().getRecordComponents()) {
                if (isIn(component, version)) {
                    json.writeFieldName(component.getName());
                    var value = valueOf(component, (Record) member);
                    if (value instanceof ByteBuffer bytes && bytes.remaining() > Short.BYTES) {
                        writeProtocol(json, component.getName(), bytes);
                    } else {
                        writeValue(json, value, version);
                    }
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeProtocol(JsonGenerator json, String name, ByteBuffer bytes) throws IOException {
        try {
            MessageCodec<? extends Record> codec = name.equals("subscription")
                    ? ConsumerProtocolSubscriptionCodec.INSTANCE
                    : ConsumerProtocolAssignmentCodec.INSTANCE;
            var in = new WireReader(bytes.duplicate());
            var version = Math.min(in.int16("version"), codec.newestVersion());
            write(json, codec.read(in, version), version);
        } catch (MalformedMessage notTheProtocol) {
            json.writeBinary(bytesOf(bytes));
        }
    }

    private static boolean isIn(RecordComponent component, int version) {
        var since = component.getAnnotation(Since.class);
        var until = component.getAnnotation(Until.class);
        return (since == null || version >= since.value()) && (until == null || version <= until.value());
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record that cannot be read: " + record, e);
        }
    }

    private static boolean isDefault(RecordComponent component, @Nullable Object value) {
        var otherwise = component.getAnnotation(Default.class);
        if (otherwise != null) {
            return String.valueOf(value).equals(otherwise.value());
        }
        if (value == null) {
            return true;
        }
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        if (value instanceof Record struct) {
            for (var part : struct.getClass().getRecordComponents()) {
                if (!isDefault(part, valueOf(part, struct))) {
                    return false;
                }
            }
            return true;
        }
        return value.equals(false) || value.equals("") || value.equals(List.of()) || value.equals(Uuid.ZERO);
    }

    private static void writeValue(JsonGenerator json, @Nullable Object value, int version) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (var element : list) {
                writeValue(json, element, version);
            }
            json.writeEndArray();
        } else if (value instanceof Uuid) {
            json.writeString(value.toString());
        } else if (value instanceof Record struct) {
            write(json, struct, version);
        } else if (value instanceof ByteBuffer bytes) {
            json.writeBinary(bytesOf(bytes));
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }

    private static byte[] bytesOf(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return copy;
    }
}
