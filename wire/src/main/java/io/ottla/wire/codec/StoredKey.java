package io.ottla.wire.codec;

/** The key of a record of an internal topic. */
public interface StoredKey {
    /** The number that stands in front of the key and says what kind of record it is. */
    short type();
}
