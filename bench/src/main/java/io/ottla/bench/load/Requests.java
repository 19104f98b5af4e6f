package io.ottla.bench.load;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Whole request frames, size prefix included, in the versions named at each; only the correlation id, at
 * {@link #CORRELATION_AT}, is written again when one is sent. Any thread.
 */
public final class Requests {

    static final int CORRELATION_AT = 8;
    static final int FETCH_OFFSET_FROM_END = 29;

    private static final int PRODUCE = 0;
    private static final int FETCH = 1;
    private static final int LIST_OFFSETS = 2;
    private static final int METADATA = 3;
    private static final int API_VERSIONS = 18;
    private static final int CREATE_TOPICS = 19;

    private Requests() {}

    /** Version 4, as kafka-clients 4.x send it. */
    public static byte[] apiVersions() {
        return frame(header(API_VERSIONS, 4)
                .compactString("bench")
                .compactString("1.0")
                .noTags());
    }

    /** Version 12: all topics, nothing created. */
    public static byte[] metadata() {
        return frame(header(METADATA, 12).uvarint(0).bool(false).bool(false).noTags());
    }

    /** Version 7. */
    public static byte[] createTopic(String topic, int partitions, Map<String, String> configs) {
        Bytes bytes = header(CREATE_TOPICS, 7).compactArrayOf(1).compactString(topic);
        bytes.i32(partitions).i16(1).compactArrayOf(0).compactArrayOf(configs.size());
        configs.forEach(
                (name, value) -> bytes.compactString(name).compactString(value).noTags());
        return frame(bytes.noTags().i32(60_000).bool(false).noTags());
    }

    /** Version 11, acks=all, one batch for one partition. */
    public static byte[] produce(String topic, int partition, byte[] batch) {
        Bytes bytes = header(PRODUCE, 11).uvarint(0).i16(-1).i32(30_000);
        bytes.compactArrayOf(1).compactString(topic).compactArrayOf(1);
        return frame(bytes.i32(partition).compactBytes(batch).noTags().noTags().noTags());
    }

    /** Version 11, acks=all, the same batch for each partition of a range. */
    public static byte[] produceToAll(String topic, int fromPartition, int toPartition, byte[] batch) {
        Bytes bytes = header(PRODUCE, 11).uvarint(0).i16(-1).i32(30_000);
        bytes.compactArrayOf(1).compactString(topic).compactArrayOf(toPartition - fromPartition);
        for (int p = fromPartition; p < toPartition; p++)
            bytes.i32(p).compactBytes(batch).noTags();
        return frame(bytes.noTags().noTags());
    }

    /** Version 7, the end offset of each partition. */
    public static byte[] endOffsets(String topic, int partitions) {
        Bytes bytes = header(LIST_OFFSETS, 7).i32(-1).i8(0);
        bytes.compactArrayOf(1).compactString(topic).compactArrayOf(partitions);
        for (int p = 0; p < partitions; p++) bytes.i32(p).i32(-1).i64(-1).noTags();
        return frame(bytes.noTags().noTags());
    }

    /** Version 12, outside a session, one partition, with the limits a stock consumer has. */
    public static byte[] fetch(String topic, int partition) {
        Bytes bytes = header(FETCH, 12)
                .i32(-1)
                .i32(500)
                .i32(1)
                .i32(50 << 20)
                .i8(0)
                .i32(0)
                .i32(-1);
        bytes.compactArrayOf(1)
                .compactString(topic)
                .compactArrayOf(1)
                .i32(partition)
                .i32(-1);
        bytes.i64(0).i32(-1).i64(-1).i32(1 << 20).noTags().noTags();
        return frame(bytes.compactArrayOf(0).compactString("").noTags());
    }

    /** Where {@link #fetch} has its fetch offset. */
    static int fetchOffsetAt(byte[] fetch) {
        return fetch.length - FETCH_OFFSET_FROM_END;
    }

    /** Request header 2, behind room for the size. */
    private static Bytes header(int api, int version) {
        return new Bytes().i32(0).i16(api).i16(version).i32(0).string("bench").noTags();
    }

    private static byte[] frame(Bytes bytes) {
        byte[] frame = bytes.toArray();
        ByteBuffer.wrap(frame).putInt(0, frame.length - 4);
        return frame;
    }
}
