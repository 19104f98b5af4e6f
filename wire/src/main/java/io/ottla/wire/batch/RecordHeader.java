package io.ottla.wire.batch;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A header of a record.
 *
 * @param value position to limit; null is allowed and is not empty
 */
public record RecordHeader(String key, @Nullable ByteBuffer value) {}
