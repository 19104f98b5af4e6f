package io.ottla.wire.conformance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A struct or message as plain values by field name, from which both Kafka's objects and our records are made: numbers,
 * booleans, String, {@link io.ottla.wire.Uuid}, byte[] for bytes and records, List, and Value for structs.
 *
 * @param unknownTags tagged fields that neither side knows, ascending
 */
record Value(Map<String, @Nullable Object> fields, Map<Integer, byte[]> unknownTags) {
    @Nullable
    Object get(Schema.Field field) {
        return fields.get(field.name());
    }
}
