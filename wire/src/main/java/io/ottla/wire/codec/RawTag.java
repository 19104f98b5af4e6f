package io.ottla.wire.codec;

import java.nio.ByteBuffer;

/** A tagged field nobody here knows, kept as it came: position to limit of {@code bytes}. */
public record RawTag(int tag, ByteBuffer bytes) {}
