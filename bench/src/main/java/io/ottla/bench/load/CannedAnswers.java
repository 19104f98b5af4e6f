package io.ottla.bench.load;

import java.nio.ByteBuffer;

/**
 * Answers without a broker behind them, for the requests of the case {@code small}: what the floor measurement sends. Whole
 * frames; the correlation id is still to be written at {@link #CORRELATION_AT}. One thread.
 */
public final class CannedAnswers {

    public static final int CORRELATION_AT = 4;

    private static final String TOPIC = "small";
    private static final int PARTITIONS = 16;
    private static final int API_KEYS = 60;

    private final byte[] produce = produceAnswer();
    private final byte[] metadata = metadataAnswer();
    private final byte[] apiVersions = apiVersionsAnswer();
    private long produced;

    /** The answer to a request that begins at {@code at}, behind its size. */
    public byte[] to(ByteBuffer request, int at, int size) {
        return switch (request.getShort(at)) {
            case 0 -> produced(size);
            case 2 -> endOffsetsAnswer();
            case 18 -> apiVersions;
            case 19 -> createAnswer();
            default -> metadata;
        };
    }

    private byte[] produced(int size) {
        boolean all = size > 1000;
        produced += all ? PARTITIONS : 1;
        return all ? produceToAllAnswer() : produce;
    }

    private static Bytes flexible() {
        return new Bytes().i32(0).i32(0).noTags();
    }

    private static byte[] frame(Bytes bytes) {
        byte[] frame = bytes.toArray();
        ByteBuffer.wrap(frame).putInt(0, frame.length - 4);
        return frame;
    }

    private static byte[] produceAnswer() {
        Bytes bytes = flexible().compactArrayOf(1).compactString(TOPIC).compactArrayOf(1);
        return frame(partition(bytes, 0).noTags().i32(0).noTags());
    }

    private static byte[] produceToAllAnswer() {
        Bytes bytes = flexible().compactArrayOf(1).compactString(TOPIC).compactArrayOf(PARTITIONS);
        for (int p = 0; p < PARTITIONS; p++) partition(bytes, p);
        return frame(bytes.noTags().i32(0).noTags());
    }

    private static Bytes partition(Bytes bytes, int index) {
        return bytes.i32(index)
                .i16(0)
                .i64(0)
                .i64(-1)
                .i64(0)
                .compactArrayOf(0)
                .uvarint(0)
                .noTags();
    }

    private static byte[] metadataAnswer() {
        Bytes bytes = flexible().i32(0).compactArrayOf(1);
        bytes.i32(1).compactString("localhost").i32(0).uvarint(0).noTags();
        bytes.compactString("floor").i32(1).compactArrayOf(1);
        bytes.i16(0).compactString(TOPIC).i64(1).i64(2).bool(false).compactArrayOf(PARTITIONS);
        for (int p = 0; p < PARTITIONS; p++) {
            bytes.i16(0)
                    .i32(p)
                    .i32(1)
                    .i32(0)
                    .compactArrayOf(1)
                    .i32(1)
                    .compactArrayOf(1)
                    .i32(1);
            bytes.compactArrayOf(0).noTags();
        }
        return frame(bytes.i32(Integer.MIN_VALUE).noTags().noTags());
    }

    private static byte[] apiVersionsAnswer() {
        Bytes bytes = new Bytes().i32(0).i32(0).i16(0).compactArrayOf(API_KEYS);
        for (int key = 0; key < API_KEYS; key++) bytes.i16(key).i16(0).i16(1).noTags();
        return frame(bytes.i32(0).noTags());
    }

    private static byte[] createAnswer() {
        Bytes bytes =
                flexible().i32(0).compactArrayOf(1).compactString(TOPIC).i64(1).i64(2);
        return frame(bytes.i16(0)
                .uvarint(0)
                .i32(PARTITIONS)
                .i16(1)
                .compactArrayOf(0)
                .noTags()
                .noTags());
    }

    private byte[] endOffsetsAnswer() {
        Bytes bytes = flexible().i32(0).compactArrayOf(1).compactString(TOPIC).compactArrayOf(PARTITIONS);
        for (int p = 0; p < PARTITIONS; p++) {
            bytes.i32(p).i16(0).i64(-1).i64(p == 0 ? produced : 0).i32(0).noTags();
        }
        return frame(bytes.noTags().noTags());
    }
}
