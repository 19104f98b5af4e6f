package io.ottla.wire.conformance;

import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Invents values for a version of a schema: edges, nulls, defaults, unknown tags, long and foreign texts among them. */
final class Values {
    private static final int[] CODE_POINTS = {
        'a', 'z', '0', '-', ' ', 0, 0x7F, 0x80, 0xE9, 0x7FF, 0x800, 0x4E2D, 0x1F600
    };

    private final Random random;
    private final Schema schema;
    private final int version;
    private final boolean withIgnored;

    /** @param withIgnored also sets ignorable fields the version lacks */
    Values(Random random, Schema schema, int version, boolean withIgnored) {
        this.random = random;
        this.schema = schema;
        this.version = version;
        this.withIgnored = withIgnored;
    }

    Value message() {
        return struct(schema.fields(), 0);
    }

    /** The value with everything left out that the version lacks: what must come back after a trip over the wire. */
    static Value asRead(Value value, List<Schema.Field> fields, int version) {
        var kept = new LinkedHashMap<String, @Nullable Object>();
        for (var field : fields) {
            kept.put(field.name(), field.isIn(version) ? asRead(value.get(field), field, version) : defaultOf(field));
        }
        return new Value(kept, value.unknownTags());
    }

    private static @Nullable Object asRead(@Nullable Object value, Schema.Field field, int version) {
        if (value instanceof List<?> list && field.type().equals("struct")) {
            var read = new ArrayList<@Nullable Object>();
            list.forEach(element -> read.add(asRead((Value) element, field.fields(), version)));
            return read;
        }
        return value instanceof Value struct ? asRead(struct, field.fields(), version) : value;
    }

    static Value defaults(List<Schema.Field> fields) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach(field -> values.put(field.name(), defaultOf(field)));
        return new Value(values, new TreeMap<>());
    }

    static @Nullable Object defaultOf(Schema.Field field) {
        var text = field.defaultValue();
        if (field.defaultIsNull() || (field.type().equals("records") && field.nullable() != null)) {
            return null;
        }
        if (field.list()) {
            return List.of();
        }
        return switch (field.type()) {
            case "bool" -> Boolean.parseBoolean(text);
            case "int8" -> Byte.parseByte(text);
            case "int16" -> Short.parseShort(text);
            case "int32", "uint16" -> Integer.parseInt(text);
            case "int64" -> Long.parseLong(text);
            case "float64" -> Double.parseDouble(text);
            case "uuid" -> Uuid.ZERO;
            case "string" -> text;
            case "struct" -> defaults(field.fields());
            default -> new byte[0];
        };
    }

    /** A struct with these fields. */
    Value struct(List<Schema.Field> fields) {
        return struct(fields, 2);
    }

    /** Something that is neither null nor the default. */
    Object notDefault(Schema.Field field) {
        if (field.list()) {
            return List.of(field.type().equals("struct") ? struct(field.fields()) : one(field, 2));
        }
        return switch (field.type()) {
            case "bool" -> !Boolean.parseBoolean(field.defaultValue());
            case "int8" -> (byte) 77;
            case "int16" -> (short) 77;
            case "uint16", "int32" -> 77;
            case "int64" -> 77L;
            case "float64" -> 77.7;
            case "uuid" -> new Uuid(7, 7);
            case "string" -> "x";
            case "struct" -> withEveryFieldSet(field.fields());
            default -> new byte[] {7};
        };
    }

    private Value withEveryFieldSet(List<Schema.Field> fields) {
        var struct = struct(fields);
        fields.forEach(field -> struct.fields().put(field.name(), notDefault(field)));
        return struct;
    }

    private Value struct(List<Schema.Field> fields, int depth) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : fields) {
            var settable = field.isIn(version) || (withIgnored && field.ignorable() && random.nextInt(3) == 0);
            var leaveDefault = !settable || (canBeDefault(field) && random.nextInt(5) == 0);
            values.put(field.name(), leaveDefault ? defaultOf(field) : any(field, depth));
        }
        var known = fields.stream().map(Schema.Field::tag).collect(Collectors.toSet());
        return new Value(values, unknownTags(known));
    }

    private boolean canBeDefault(Schema.Field field) {
        return !field.isIn(version) || field.isNullableIn(version) || defaultOf(field) != null;
    }

    private Map<Integer, byte[]> unknownTags(Set<Integer> known) {
        var tags = new TreeMap<Integer, byte[]>();
        if (schema.flexible(version) && random.nextInt(6) == 0) {
            for (var left = 1 + random.nextInt(3); left > 0; left--) {
                var tag = random.nextBoolean() ? random.nextInt(8) : random.nextInt(100_000);
                if (!known.contains(tag)) {
                    tags.put(tag, bytes(random.nextInt(5) == 0 ? 200 : 6));
                }
            }
        }
        return tags;
    }

    private @Nullable Object any(Schema.Field field, int depth) {
        if (field.isNullableIn(version) && random.nextInt(4) == 0) {
            return null;
        }
        if (!field.list()) {
            return one(field, depth);
        }
        var most = field.type().equals("struct") ? 3 - Math.min(2, depth) : random.nextInt(12) == 0 ? 140 : 4;
        var list = new ArrayList<@Nullable Object>();
        for (var left = random.nextInt(most + 1); left > 0; left--) {
            list.add(one(field, depth + 1));
        }
        return list;
    }

    private Object one(Schema.Field field, int depth) {
        return switch (field.type()) {
            case "bool" -> random.nextBoolean();
            case "int8" -> (byte) number();
            case "int16" -> (short) number();
            case "uint16" -> (int) (number() & 0xFFFF);
            case "int32" -> (int) number();
            case "int64" -> number();
            case "float64" -> random.nextInt(4) == 0 ? -1.0 / random.nextInt(2) : random.nextGaussian() * 1e9;
            case "uuid" -> new Uuid(number(), number());
            case "string" -> text();
            case "struct" -> struct(field.fields(), depth);
            default -> bytes(random.nextInt(10) == 0 ? 6000 : 30);
        };
    }

    private long number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(5) - 2L;
            case 1 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            case 2 -> random.nextInt();
            default -> random.nextLong();
        };
    }

    private String text() {
        var most = random.nextInt(20) == 0 ? 300 : random.nextInt(400) == 0 ? 8000 : 12;
        var text = new StringBuilder();
        var ascii = random.nextBoolean();
        for (var left = random.nextInt(most + 1); left > 0; left--) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(ascii ? 5 : CODE_POINTS.length)]);
        }
        return text.toString();
    }

    private byte[] bytes(int most) {
        var bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }
}
