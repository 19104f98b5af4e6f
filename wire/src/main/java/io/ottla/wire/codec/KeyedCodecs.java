package io.ottla.wire.codec;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of records of one internal topic. Two bytes in front of a key say its kind, two in front of a value the version
 * it is written in; a record without a value is a tombstone. Stateless.
 */
public abstract class KeyedCodecs {
    /** Reads and writes keys of this kind, always in version 0; null if there is none such. */
    public abstract @Nullable MessageCodec<? extends StoredKey> key(int type);

    /** Reads and writes values of this kind; null if there is none such. */
    public abstract @Nullable MessageCodec<? extends StoredValue> value(int type);

    /** Reads a key; null if its kind is not known, as when a newer broker wrote it: such a record is skipped. */
    public final @Nullable StoredKey readKey(WireReader in) {
        var codec = key(in.int16("type"));
        return codec == null ? null : codec.read(in, 0);
    }

    /** Reads the value that stands beside this key. */
    public final StoredValue readValue(StoredKey key, WireReader in) {
        var version = in.int16("version");
        return found(value(key.type()), key).read(in, version);
    }

    /** Writes a key with its kind in front. */
    @SuppressWarnings("unchecked") // the codec found by a key's type is its own
    public final void writeKey(StoredKey key, WireWriter out) {
        out.int16(key.type());
        ((MessageCodec<StoredKey>) found(key(key.type()), key)).write(key, out, 0);
    }

    /** Writes the value that stands beside this key, with its version in front. */
    @SuppressWarnings("unchecked") // a value that belongs to another key fails in the codec, by its type
    public final void writeValue(StoredKey key, StoredValue value, WireWriter out, int version) {
        out.int16((short) version);
        ((MessageCodec<StoredValue>) found(value(key.type()), key)).write(value, out, version);
    }

    private static <T> T found(@Nullable T codec, StoredKey key) {
        if (codec == null) {
            throw new IllegalArgumentException("this topic has no records like " + key);
        }
        return codec;
    }
}
