package io.ottla.wire.schema.processor;

import org.jspecify.annotations.Nullable;

/**
 * One component of a record, as the wire sees it.
 *
 * @param type the Java type as written in generated code
 * @param path how errors name it: {@code Heartbeat.Request.groupId}
 * @param nullIn the versions that can say null; null if none can
 * @param tag the tag, or -1
 * @param defaultText what was written as default; null if nothing was
 * @param struct what a STRUCT consists of
 */
record Field(
        String name,
        String type,
        String path,
        Kind kind,
        boolean list,
        Versions versions,
        @Nullable Versions nullIn,
        int tag,
        @Nullable String defaultText,
        boolean ignorable,
        @Nullable Struct struct) {

    boolean tagged() {
        return tag >= 0;
    }

    Struct structOrFail() {
        if (struct == null) {
            throw new IllegalStateException(path + " is no struct");
        }
        return struct;
    }

    /** The type of an element of the list. */
    String elementType() {
        return kind == Kind.STRUCT ? structOrFail().type() : kind.boxed;
    }

    boolean defaultIsNull() {
        return "null".equals(defaultText);
    }

    /** The default as an expression. */
    String defaultValue() {
        if (defaultIsNull()) {
            return "null";
        }
        if (list) {
            return "List.of()";
        }
        var text = defaultText == null ? "0" : defaultText;
        return switch (kind) {
            case BOOL -> defaultText == null ? "false" : defaultText;
            case INT8 -> "(byte) " + text;
            case INT16 -> "(short) " + text;
            case INT64 -> text + "L";
            case UUID -> "Uuid.ZERO";
            case STRING -> '"' + (defaultText == null ? "" : defaultText) + '"';
            case BYTES -> "WireReader.NO_BYTES";
            case RECORDS -> nullIn == null ? "BytesPayload.EMPTY" : "null";
            case STRUCT -> structOrFail().defaultConstant();
            default -> text;
        };
    }

    /** An expression: does {@code value} say nothing beyond the default? */
    String isDefault(String value) {
        if (defaultValue().equals("null")) {
            return value + " == null";
        }
        if (list || (kind == Kind.STRING && defaultText == null)) {
            return "(" + value + " != null && " + value + ".isEmpty())";
        }
        return switch (kind) {
            case BOOL -> defaultValue().equals("true") ? value : "!" + value;
            case BYTES -> "(" + value + " != null && !" + value + ".hasRemaining())";
            case STRUCT -> structOrFail().isDefaultMethod() + "(" + value + ", out)";
            case UUID, STRING, RECORDS -> defaultValue() + ".equals(" + value + ")";
            default -> value + " == " + defaultValue();
        };
    }
}
