package io.ottla.broker.config.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What kind of value a setting takes; the codes are those of DescribeConfigs v3+ (KIP-569). Immutable. */
public enum ConfigType {
    BOOLEAN(1, "true or false"),
    STRING(2, "text"),
    INT(3, "a whole number of 32 bits"),
    SHORT(4, "a whole number of 16 bits"),
    LONG(5, "a whole number of 64 bits"),
    DOUBLE(6, "a number"),
    LIST(7, "a list separated by commas"),
    CLASS(8, "the name of a class"),
    PASSWORD(9, "text");

    private final byte code;
    private final String expectation;

    ConfigType(int code, String expectation) {
        this.code = (byte) code;
        this.expectation = expectation;
    }

    /** The code on the wire. */
    public byte code() {
        return code;
    }

    /** What a value must be, for a complaint. */
    String expectation() {
        return expectation;
    }

    /** The value {@code text} stands for: Boolean, String, Integer, Short, Long, Double or List of String; null if it stands for none. */
    public @Nullable Object read(String text) {
        var trimmed = text.strip();
        try {
            return switch (this) {
                case BOOLEAN -> readBoolean(trimmed);
                case INT -> (Object) Integer.parseInt(trimmed);
                case SHORT -> (Object) Short.parseShort(trimmed);
                case LONG -> (Object) Long.parseLong(trimmed);
                case DOUBLE -> (Object) Double.parseDouble(trimmed);
                case LIST -> split(trimmed);
                case STRING, CLASS, PASSWORD -> trimmed;
            };
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    private static @Nullable Boolean readBoolean(String text) {
        if (text.equalsIgnoreCase("true")) {
            return Boolean.TRUE;
        }
        return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
    }

    /** The elements between commas, without the blanks around them; none for an empty text. */
    public static List<String> split(String text) {
        var elements = new ArrayList<String>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            elements.add(text.substring(from, comma).strip());
            from = comma + 1;
        }
        if (!text.isEmpty()) {
            elements.add(text.substring(from).strip());
        }
        return List.copyOf(elements);
    }
}
