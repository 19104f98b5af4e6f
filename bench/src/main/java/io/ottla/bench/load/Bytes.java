package io.ottla.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows by appending the protocol's primitives; encodes requests before a measurement, never during one. One thread. */
final class Bytes {

    private byte[] bytes = new byte[256];
    private int size;

    Bytes i8(int value) {
        if (size == bytes.length) bytes = Arrays.copyOf(bytes, size * 2);
        bytes[size++] = (byte) value;
        return this;
    }

    Bytes i16(int value) {
        return i8(value >> 8).i8(value);
    }

    Bytes i32(int value) {
        return i16(value >> 16).i16(value);
    }

    Bytes i64(long value) {
        return i32((int) (value >> 32)).i32((int) value);
    }

    Bytes bool(boolean value) {
        return i8(value ? 1 : 0);
    }

    Bytes uvarint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            i8((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        return i8(rest);
    }

    /** Zigzag, as record batches have it. */
    Bytes varint(int value) {
        return uvarint((value << 1) ^ (value >> 31));
    }

    Bytes raw(byte[] value) {
        for (byte each : value) i8(each);
        return this;
    }

    Bytes string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return i16(utf8.length).raw(utf8);
    }

    Bytes compactString(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return uvarint(utf8.length + 1).raw(utf8);
    }

    Bytes compactBytes(byte[] value) {
        return uvarint(value.length + 1).raw(value);
    }

    Bytes compactArrayOf(int elements) {
        return uvarint(elements + 1);
    }

    Bytes noTags() {
        return i8(0);
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }
}
