package io.ottla.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks an answer outside of measurements. One thread. */
final class Parsed {

    private final ByteBuffer in;

    /** Takes an answer from its correlation id on. */
    Parsed(ByteBuffer in) {
        this.in = in;
        in.getInt();
    }

    Parsed flexibleHeader() {
        noTags();
        return this;
    }

    short i16() {
        return in.getShort();
    }

    int i32() {
        return in.getInt();
    }

    long i64() {
        return in.getLong();
    }

    void skip(int bytes) {
        in.position(in.position() + bytes);
    }

    int uvarint() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
    }

    /** Elements of a compact array; -1 for none. */
    int arrayLength() {
        return uvarint() - 1;
    }

    String string() {
        int length = uvarint() - 1;
        if (length <= 0) return "";
        byte[] utf8 = new byte[length];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    void skipInts() {
        skip(4 * Math.max(0, arrayLength()));
    }

    /** Skips tagged fields. */
    void noTags() {
        int tags = uvarint();
        for (int i = 0; i < tags; i++) {
            uvarint();
            skip(uvarint());
        }
    }
}
