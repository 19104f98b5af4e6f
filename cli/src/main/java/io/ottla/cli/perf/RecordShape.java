package io.ottla.cli.perf;

import io.ottla.wire.batch.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How large the parts of a record are that is made of letters of chance.
 *
 * @param keyBytes negative for no key
 * @param headerBytes of the value of each header; negative for null
 */
record RecordShape(int valueBytes, int keyBytes, int headers, int headerNameLetters, int headerBytes) {
    /** Null if there shall be none. */
    @Nullable
    ByteBuffer key(Random random) {
        return letters(random, keyBytes);
    }

    ByteBuffer value(Random random) {
        var value = letters(random, valueBytes);
        return value == null ? ByteBuffer.allocate(0) : value;
    }

    List<RecordHeader> headers(Random random) {
        var all = new ArrayList<RecordHeader>();
        for (int i = 0; i < headers; i++) {
            all.add(new RecordHeader("h".repeat(headerNameLetters), letters(random, headerBytes)));
        }
        return all;
    }

    private static @Nullable ByteBuffer letters(Random random, int count) {
        if (count < 0) {
            return null;
        }
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) ('A' + random.nextInt(26));
        }
        return ByteBuffer.wrap(bytes);
    }
}
