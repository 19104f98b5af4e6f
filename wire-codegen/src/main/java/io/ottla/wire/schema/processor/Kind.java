package io.ottla.wire.schema.processor;

/** What a value looks like on the wire, and what it is in Java. */
enum Kind {
    BOOL("bool", "Boolean", 1),
    INT8("int8", "Byte", 1),
    INT16("int16", "Short", 2),
    UINT16("uint16", "Integer", 2),
    INT32("int32", "Integer", 4),
    INT64("int64", "Long", 8),
    FLOAT64("float64", "Double", 8),
    UUID("uuid", "io.ottla.wire.Uuid", 16),
    STRING("string", "String", 2),
    BYTES("bytes", "java.nio.ByteBuffer", 4),
    RECORDS("records", "io.ottla.wire.codec.Payload", 4),
    STRUCT("struct", "", 0);

    /** The name of the method of reader and writer. */
    final String method;

    /** The type as an element of a list. */
    final String boxed;

    /** The fewest bytes outside flexible versions. */
    final int leastBytes;

    Kind(String method, String boxed, int leastBytes) {
        this.method = method;
        this.boxed = boxed;
        this.leastBytes = leastBytes;
    }

    /** Has it a length in front, which flexible versions write as a varint? */
    boolean hasLength() {
        return this == STRING || this == BYTES || this == RECORDS;
    }

    boolean isNumber() {
        return switch (this) {
            case INT8, INT16, UINT16, INT32, INT64, FLOAT64 -> true;
            default -> false;
        };
    }

    /** The fewest bytes a value takes. */
    int leastBytes(boolean flexible) {
        return hasLength() && flexible ? 1 : leastBytes;
    }
}
