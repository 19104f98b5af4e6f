package io.ottla.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.wire.batch.RecordCursor;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record as it lies in a topic. Immutable. */
public final class StoredRecord {
    private final int partition;
    private final long offset;
    private final Instant timestamp;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    /**
     * A header of a record.
     *
     * @param value null if it has none
     */
    public record Header(String name, @Nullable String value) {}

    private StoredRecord(int partition, RecordCursor record) {
        this.partition = partition;
        offset = record.offset();
        timestamp = Instant.ofEpochMilli(record.timestamp());
        key = record.copyOfKey();
        value = record.copyOfValue();
        headers = record.headers().stream()
                .map(header -> new Header(header.key(), text(header.value())))
                .toList();
    }

    static StoredRecord of(int partition, RecordCursor record) {
        return new StoredRecord(partition, record);
    }

    /** The partition it lies in. */
    public int partition() {
        return partition;
    }

    /** Its place in the partition. */
    public long offset() {
        return offset;
    }

    /** When it was made, or appended, as the topic has it. */
    public Instant timestamp() {
        return timestamp;
    }

    /** A copy of the bytes of its key; null if it has none. */
    public byte @Nullable [] key() {
        return key == null ? null : key.clone();
    }

    /** A copy of the bytes of its value; null if it has none, as a tombstone. */
    public byte @Nullable [] value() {
        return value == null ? null : value.clone();
    }

    /** Its key read as UTF-8; null if it has none. */
    public @Nullable String keyText() {
        return key == null ? null : new String(key, UTF_8);
    }

    /** Its value read as UTF-8; null if it has none. */
    public @Nullable String valueText() {
        return value == null ? null : new String(value, UTF_8);
    }

    /** Its headers in order, values read as UTF-8. */
    public List<Header> headers() {
        return headers;
    }

    private static @Nullable String text(@Nullable ByteBuffer bytes) {
        return bytes == null ? null : UTF_8.decode(bytes.duplicate()).toString();
    }

    /** For messages: place, key and value. */
    @Override
    public String toString() {
        return partition + ":" + offset + " " + keyText() + "=" + valueText();
    }
}
