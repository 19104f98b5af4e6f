package io.ottla.compat.differential.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** A record batch as bytes that a test may spoil, field by field. Every change gives a new one. */
record Batch(ByteBuffer bytes) {
    static final int BASE_OFFSET = 0;
    static final int LENGTH = 8;
    static final int LEADER_EPOCH = 12;
    static final int MAGIC = 16;
    static final int CRC = 17;
    static final int ATTRIBUTES = 21;
    static final int LAST_OFFSET_DELTA = 23;
    static final int BASE_TIMESTAMP = 27;
    static final int MAX_TIMESTAMP = 35;
    static final int PRODUCER_ID = 43;
    static final int PRODUCER_EPOCH = 51;
    static final int BASE_SEQUENCE = 53;
    static final int COUNT = 57;
    static final int RECORDS = 61;

    /** Well in the past, so that no clock matters. */
    static final long TIME = 1_700_000_000_000L;

    /** So many records, ten milliseconds apart from {@link #TIME} on. */
    static Batch of(int count) {
        return of(Compression.NONE, count);
    }

    static Batch of(Compression compression, int count) {
        return of(compression, records(count, TIME));
    }

    static Batch of(Compression compression, SimpleRecord... records) {
        return new Batch(MemoryRecords.withRecords(compression, records).buffer());
    }

    static Batch idempotent(long producerId, int epoch, int baseSequence, int count) {
        return new Batch(MemoryRecords.withIdempotentRecords(
                        Compression.NONE, producerId, (short) epoch, baseSequence, records(count, TIME))
                .buffer());
    }

    static Batch transactional(long producerId, int epoch, int baseSequence) {
        return new Batch(MemoryRecords.withTransactionalRecords(
                        Compression.NONE, producerId, (short) epoch, baseSequence, records(1, TIME))
                .buffer());
    }

    /** A batch of the old formats 0 and 1. */
    static Batch ofMagic(int magic) {
        return new Batch(MemoryRecords.withRecords((byte) magic, Compression.NONE, records(2, TIME))
                .buffer());
    }

    static SimpleRecord[] records(int count, long firstTimestamp) {
        List<SimpleRecord> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new SimpleRecord(
                    firstTimestamp + 10L * i, ("key " + i).getBytes(UTF_8), ("value " + i).getBytes(UTF_8)));
        }
        return all.toArray(SimpleRecord[]::new);
    }

    Batch withByte(int at, int value) {
        var changed = copy();
        changed.put(at, (byte) value);
        return new Batch(changed);
    }

    Batch withShort(int at, int value) {
        var changed = copy();
        changed.putShort(at, (short) value);
        return new Batch(changed);
    }

    Batch withInt(int at, int value) {
        var changed = copy();
        changed.putInt(at, value);
        return new Batch(changed);
    }

    Batch withLong(int at, long value) {
        var changed = copy();
        changed.putLong(at, value);
        return new Batch(changed);
    }

    /** With a CRC that is right again. */
    Batch sealed() {
        var crc = new CRC32C();
        crc.update(bytes.duplicate().position(ATTRIBUTES));
        return withInt(CRC, (int) crc.getValue());
    }

    /** Its first bytes only; what it says of its length stays. */
    Batch cutTo(int size) {
        return new Batch(copy().limit(size).slice());
    }

    /** With other bytes behind the header, and a length that fits them. */
    Batch withContent(byte[] content) {
        var changed = ByteBuffer.allocate(RECORDS + content.length)
                .put(bytes.duplicate().limit(RECORDS))
                .put(content)
                .flip();
        return new Batch(changed).withInt(LENGTH, changed.limit() - CRC + 5);
    }

    Batch followedBy(Batch next) {
        return new Batch(ByteBuffer.allocate(bytes.remaining() + next.bytes.remaining())
                .put(bytes.duplicate())
                .put(next.bytes.duplicate())
                .flip());
    }

    int size() {
        return bytes.remaining();
    }

    MemoryRecords toRecords() {
        return MemoryRecords.readableRecords(bytes.duplicate());
    }

    private ByteBuffer copy() {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }
}
