package io.ottla.wire.conformance;

import io.ottla.wire.Uuid;
import io.ottla.wire.VersionRange;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.NullIn;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.UInt16;
import io.ottla.wire.schema.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of our records that is a message, its codec, and the schema it declares. Found by looking at all compiled codecs. */
record OurMessage(String kafkaName, Class<?> type, MessageCodec<Object> codec, Schema schema) {
    private static final Map<Class<?>, String> TYPES = Map.ofEntries(
            Map.entry(boolean.class, "bool"),
            Map.entry(byte.class, "int8"),
            Map.entry(Byte.class, "int8"),
            Map.entry(short.class, "int16"),
            Map.entry(Short.class, "int16"),
            Map.entry(int.class, "int32"),
            Map.entry(Integer.class, "int32"),
            Map.entry(long.class, "int64"),
            Map.entry(Long.class, "int64"),
            Map.entry(double.class, "float64"),
            Map.entry(Uuid.class, "uuid"),
            Map.entry(String.class, "string"),
            Map.entry(ByteBuffer.class, "bytes"),
            Map.entry(Payload.class, "records"));

    /** All our messages under Kafka's names. */
    static final Map<String, OurMessage> ALL = all();

    private static Map<String, OurMessage> all() {
        var messages = new TreeMap<String, OurMessage>();
        try {
            var classes = Path.of(MessageCodec.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (var files = Files.walk(classes)) {
                for (var file :
                        files.filter(f -> f.toString().endsWith("Codec.class")).toList()) {
                    var name = classes.relativize(file).toString().replace('/', '.');
                    var type = Class.forName(name.substring(0, name.length() - ".class".length()));
                    if (!type.isInterface()) {
                        var message = of(type);
                        messages.put(message.kafkaName, message);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return messages;
    }

    @SuppressWarnings("unchecked")
    private static OurMessage of(Class<?> codecType) throws ReflectiveOperationException {
        var codec = (MessageCodec<Object>) codecType.getField("INSTANCE").get(null);
        var type = codecType
                .getMethod("read", io.ottla.wire.codec.WireReader.class, int.class)
                .getReturnType();
        if (type == Object.class) {
            throw new IllegalStateException(codecType + " reads objects");
        }
        var message = type.getAnnotation(Message.class);
        var versions = new VersionRange(message.oldest(), message.newest());
        var flexibleSince = message.flexibleSince() == Message.NEVER ? Integer.MAX_VALUE : message.flexibleSince();
        var name = kafkaName(type);
        return new OurMessage(name, type, codec, new Schema(name, versions, flexibleSince, fields(type, versions)));
    }

    private static String kafkaName(Class<?> type) {
        if (type.getSimpleName().equals("ControlRecordKey")) {
            return "ControlRecordTypeSchema";
        }
        var outer = type.getDeclaringClass();
        if (outer == null) {
            return type.getSimpleName();
        }
        var stem = outer.getSimpleName();
        return (stem.endsWith("Record") ? stem.substring(0, stem.length() - "Record".length()) : stem)
                + type.getSimpleName();
    }

    private static List<Schema.Field> fields(Class<?> type, VersionRange outer) {
        var fields = new ArrayList<Schema.Field>();
        for (var component : type.getRecordComponents()) {
            fields.add(field(component, outer));
        }
        return fields;
    }

    private static Schema.Field field(RecordComponent component, VersionRange outer) {
        var list = component.getType() == List.class;
        var element = list
                ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
        var since = component.getAnnotation(Since.class);
        var until = component.getAnnotation(Until.class);
        var versions = new VersionRange(
                since == null ? outer.oldest() : since.value(), until == null ? outer.newest() : until.value());
        var tagged = component.getAnnotation(Tagged.class);
        var type = component.isAnnotationPresent(UInt16.class) ? "uint16" : TYPES.getOrDefault(element, "struct");
        var given = component.getAnnotation(Default.class);
        return new Schema.Field(
                component.getName(),
                type,
                list,
                versions,
                nullable(component, versions),
                tagged == null ? -1 : tagged.value(),
                given != null ? given.value() : list ? "" : defaultOf(type),
                component.isAnnotationPresent(Ignorable.class),
                type.equals("struct") ? fields(element, versions) : List.of());
    }

    private static String defaultOf(String type) {
        return switch (type) {
            case "bool" -> "false";
            case "int8", "int16", "uint16", "int32", "int64", "float64" -> "0";
            default -> "";
        };
    }

    private static @Nullable VersionRange nullable(RecordComponent component, VersionRange versions) {
        var annotated = component.getAnnotatedType();
        var isNullable = annotated.isAnnotationPresent(Nullable.class)
                || (annotated instanceof AnnotatedParameterizedType p && p.isAnnotationPresent(Nullable.class));
        if (!isNullable) {
            return null;
        }
        var narrowed = component.getAnnotation(NullIn.class);
        return narrowed == null
                ? versions
                : new VersionRange(
                        Math.max(versions.oldest(), narrowed.since()), Math.min(versions.newest(), narrowed.until()));
    }
}
