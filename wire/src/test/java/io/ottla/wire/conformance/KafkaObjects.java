package io.ottla.wire.conformance;

import io.ottla.wire.Uuid;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes Kafka's generated objects out of plain values, and has them write and read themselves. */
final class KafkaObjects {
    private final Class<?> uuid;
    private final Constructor<?> accessor;
    private final Constructor<?> cache;
    private final Constructor<?> rawTag;
    private final Method readRecords;
    private final Method size;
    private final Method write;
    private final Method read;
    private final Method unknownTaggedFields;
    private final Map<Class<?>, Map<String, Method>> setters = new HashMap<>();
    private final Set<String> lacking = new HashSet<>();

    KafkaObjects(KafkaRelease release) throws ReflectiveOperationException {
        var loader = release.loader();
        var protocol = "org.apache.kafka.common.protocol.";
        uuid = loader.loadClass("org.apache.kafka.common.Uuid");
        accessor = loader.loadClass(protocol + "ByteBufferAccessor").getConstructor(ByteBuffer.class);
        var cacheType = loader.loadClass(protocol + "ObjectSerializationCache");
        cache = cacheType.getConstructor();
        rawTag = loader.loadClass(protocol + "types.RawTaggedField").getConstructor(int.class, byte[].class);
        var readable = loader.loadClass(protocol + "Readable");
        readRecords = readable.getMethod("readRecords", int.class);
        var message = loader.loadClass(protocol + "Message");
        size = message.getMethod("size", cacheType, short.class);
        write = message.getMethod("write", loader.loadClass(protocol + "Writable"), cacheType, short.class);
        read = message.getMethod("read", readable, short.class);
        unknownTaggedFields = message.getMethod("unknownTaggedFields");
    }

    byte[] write(Object message, int version) throws ReflectiveOperationException {
        var sizes = cache.newInstance();
        var buffer = ByteBuffer.allocate((int) size.invoke(message, sizes, (short) version));
        write.invoke(message, accessor.newInstance(buffer), sizes, (short) version);
        if (buffer.hasRemaining()) {
            throw new IllegalStateException("Kafka wrote less than it announced");
        }
        return buffer.array();
    }

    Object read(Class<?> type, ByteBuffer bytes, int version) throws ReflectiveOperationException {
        var message = type.getConstructor().newInstance();
        read.invoke(message, accessor.newInstance(bytes), (short) version);
        return message;
    }

    /** Fields of values made so far that this release has dropped together with the versions they were in. */
    Set<String> lacking() {
        return lacking;
    }

    /** Makes an object; Kafka's fields have the names of ours, except for what {@link KafkaDefinition} renames. */
    @SuppressWarnings("unchecked")
    Object make(Class<?> type, Value value) throws ReflectiveOperationException {
        var made = type.getConstructor().newInstance();
        var known = setters.computeIfAbsent(type, KafkaObjects::settersOf);
        for (var field : value.fields().entrySet()) {
            var setter = setter(known, field.getKey());
            if (setter == null) {
                lacking.add(field.getKey());
            } else {
                setter.invoke(made, argument(setter.getGenericParameterTypes()[0], field.getValue()));
            }
        }
        for (var tag : value.unknownTags().entrySet()) {
            ((List<Object>) unknownTaggedFields.invoke(made)).add(rawTag.newInstance(tag.getKey(), tag.getValue()));
        }
        return made;
    }

    private static @Nullable Method setter(Map<String, Method> setters, String field) {
        var setter = setters.get(field.toLowerCase(Locale.ROOT));
        if (setter == null && field.startsWith("replica")) {
            setter = setters.get(
                    "candidate" + field.substring("replica".length()).toLowerCase(Locale.ROOT));
        }
        if (setter == null && field.equals("generationIdOrMemberEpoch")) {
            setter = setters.get("generationid");
        }
        return setter;
    }

    private static Map<String, Method> settersOf(Class<?> type) {
        var setters = new HashMap<String, Method>();
        for (var method : type.getMethods()) {
            if (method.getName().startsWith("set") && method.getReturnType() == type) {
                setters.put(method.getName().substring(3).toLowerCase(Locale.ROOT), method);
            }
        }
        return setters;
    }

    private @Nullable Object argument(Type type, @Nullable Object value) throws ReflectiveOperationException {
        if (!(value instanceof List<?> list)) {
            return value == null ? null : convert((Class<?>) type, value);
        }
        var collection = type instanceof ParameterizedType || ((Class<?>) type).isInterface()
                ? new ArrayList<@Nullable Object>()
                : newCollection((Class<?>) type);
        var holder = type instanceof Class<?> c ? c.getGenericSuperclass() : type;
        var element = (Class<?>) ((ParameterizedType) holder).getActualTypeArguments()[0];
        for (var one : list) {
            collection.add(convert(element, one));
        }
        return collection;
    }

    @SuppressWarnings("unchecked")
    private static Collection<@Nullable Object> newCollection(Class<?> type) throws ReflectiveOperationException {
        return (Collection<@Nullable Object>) type.getConstructor().newInstance();
    }

    private @Nullable Object convert(Class<?> type, @Nullable Object value) throws ReflectiveOperationException {
        if (value instanceof Value struct) {
            return make(type, struct);
        }
        if (value instanceof Uuid id) {
            return uuid.getConstructor(long.class, long.class)
                    .newInstance(id.mostSignificantBits(), id.leastSignificantBits());
        }
        if (value instanceof byte[] bytes && type != byte[].class) {
            return type == ByteBuffer.class
                    ? ByteBuffer.wrap(bytes)
                    : readRecords.invoke(accessor.newInstance(ByteBuffer.wrap(bytes)), bytes.length);
        }
        return value;
    }
}
