package io.ottla.replication.machine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A change as it stands in the log; no value means that the key is gone. Buffers are read from position to limit. */
public record StoredRecord(ByteBuffer key, @Nullable ByteBuffer value) {
    int sizeInBytes() {
        return key.remaining() + (value == null ? 0 : value.remaining());
    }
}
