package io.ottla.wire.conformance;

import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.codec.RawTag;
import io.ottla.wire.codec.UnknownTags;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes our records out of plain values; keeps their unknown tags where a writer takes them from. */
final class OurRecords {
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private final UnknownTags unknownTags = new UnknownTags();

    private record Shape(List<RecordComponent> components, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            var components = type.getRecordComponents();
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                return new Shape(List.of(components), type.getConstructor(types));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    UnknownTags unknownTags() {
        return unknownTags;
    }

    Object make(Class<?> type, Value value) throws ReflectiveOperationException {
        var shape = SHAPES.computeIfAbsent(type, Shape::of);
        var arguments = new @Nullable Object[shape.components.size()];
        for (var i = 0; i < arguments.length; i++) {
            var component = shape.components.get(i);
            arguments[i] = argument(component, value.fields().get(component.getName()));
        }
        var made = shape.constructor.newInstance(arguments);
        if (!value.unknownTags().isEmpty()) {
            var tags = new ArrayList<RawTag>();
            value.unknownTags().forEach((tag, bytes) -> tags.add(new RawTag(tag, ByteBuffer.wrap(bytes))));
            unknownTags.put(made, tags);
        }
        return made;
    }

    private @Nullable Object argument(RecordComponent component, @Nullable Object value)
            throws ReflectiveOperationException {
        if (value instanceof List<?> list) {
            var element = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            var made = new ArrayList<@Nullable Object>();
            for (var one : list) {
                made.add(convert(element, one));
            }
            return made;
        }
        return convert(component.getType(), value);
    }

    private @Nullable Object convert(Class<?> type, @Nullable Object value) throws ReflectiveOperationException {
        if (value instanceof Value struct) {
            return make(type, struct);
        }
        if (value instanceof byte[] bytes) {
            return type == Payload.class ? new BytesPayload(ByteBuffer.wrap(bytes)) : ByteBuffer.wrap(bytes);
        }
        return value;
    }
}
