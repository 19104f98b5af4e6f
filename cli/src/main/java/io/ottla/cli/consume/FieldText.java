package io.ottla.cli.consume;

import io.ottla.cli.tool.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How the bytes of a key, value or header are shown. Named by the deserializer classes of Kafka's clients. Stateless. */
enum FieldText {
    /** As they are. */
    RAW(-1),
    STRING(-1),
    /** As {@code Bytes}: printable ASCII as it is, everything else as {@code \xNN}. */
    BYTES(-1),
    BOOLEAN(1),
    SHORT(2),
    INTEGER(4),
    LONG(8),
    FLOAT(4),
    DOUBLE(8),
    UUID_TEXT(-1);

    private final int size;

    FieldText(int size) {
        this.size = size;
    }

    /**
     * By the name of a deserializer class, with or without its package; an empty name is {@link #RAW}.
     *
     * @throws Failure if it is none of Kafka's: this program loads no foreign classes
     */
    static FieldText named(String deserializer) {
        var simple = deserializer.substring(deserializer.lastIndexOf('.') + 1);
        return switch (simple) {
            case "", "ByteArrayDeserializer", "ByteBufferDeserializer", "VoidDeserializer" -> RAW;
            case "StringDeserializer" -> STRING;
            case "BytesDeserializer" -> BYTES;
            case "BooleanDeserializer" -> BOOLEAN;
            case "ShortDeserializer" -> SHORT;
            case "IntegerDeserializer" -> INTEGER;
            case "LongDeserializer" -> LONG;
            case "FloatDeserializer" -> FLOAT;
            case "DoubleDeserializer" -> DOUBLE;
            case "UUIDDeserializer" -> UUID_TEXT;
            default ->
                throw new Failure("deserializer " + deserializer + " is not built in; there are String, ByteArray, "
                        + "Bytes, Boolean, Short, Integer, Long, Float, Double and UUIDDeserializer");
        };
    }

    /** Are the bytes shown unchanged? */
    boolean isRaw() {
        return this == RAW || this == STRING;
    }

    /**
     * The bytes as text; only for those that are not {@link #isRaw}.
     *
     * @throws UnreadableField if they are not what the name says
     */
    String of(ByteBuffer bytes) {
        if (size >= 0 && bytes.remaining() != size) {
            throw new UnreadableField(this + " has " + size + " bytes, here are " + bytes.remaining());
        }
        var from = bytes.position();
        return switch (this) {
            case BOOLEAN -> bool(bytes.get(from));
            case SHORT -> Short.toString(bytes.getShort(from));
            case INTEGER -> Integer.toString(bytes.getInt(from));
            case LONG -> Long.toString(bytes.getLong(from));
            case FLOAT -> Float.toString(bytes.getFloat(from));
            case DOUBLE -> Double.toString(bytes.getDouble(from));
            case UUID_TEXT -> uuid(text(bytes));
            case BYTES -> escaped(bytes);
            case RAW, STRING -> text(bytes);
        };
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private static String bool(byte value) {
        if (value != 0 && value != 1) {
            throw new UnreadableField("BOOLEAN is 0 or 1, here is " + value);
        }
        return Boolean.toString(value == 1);
    }

    private static String uuid(String text) {
        try {
            return UUID.fromString(text).toString();
        } catch (IllegalArgumentException notAUuid) {
            throw new UnreadableField("'" + text + "' is no UUID");
        }
    }

    private static String escaped(ByteBuffer bytes) {
        var text = new StringBuilder();
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            var b = bytes.get(i) & 0xFF;
            if (b >= ' ' && b < 0x7F && b != '\\') {
                text.append((char) b);
            } else {
                text.append(String.format("\\x%02X", b));
            }
        }
        return text.toString();
    }

    /** The bytes of a record are not what the deserializer expects. */
    static final class UnreadableField extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreadableField(String message) {
            super(message);
        }
    }
}
