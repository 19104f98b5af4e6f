package io.ottla.wire.codec;

/** The value of a record of an internal topic; its kind is that of its key. */
public interface StoredValue {}
