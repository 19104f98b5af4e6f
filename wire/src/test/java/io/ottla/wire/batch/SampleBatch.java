package io.ottla.wire.batch;

import io.ottla.wire.compress.Compressor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A batch as a test sees it: who writes it and what is in it. */
record SampleBatch(long producerId, short producerEpoch, int baseSequence, boolean transactional, List<Line> lines) {
    static final long NOW = 1_800_000_000_000L;

    /** One record. */
    record Line(
            long timestamp,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value,
            List<RecordHeader> headers) {}

    /** A batch that any topic takes: mostly small records, now and then a large one, some nulls, some headers. */
    static SampleBatch random(Random random) {
        int count = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(60);
        int largest = random.nextInt(10) == 0 ? 200_000 : random.nextInt(3) == 0 ? 5_000 : 200;
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int valueBytes = random.nextInt(i == 0 ? largest : 1 + largest / 10);
            lines.add(new Line(
                    NOW - random.nextInt(100_000),
                    random.nextInt(3) == 0 ? null : text(random, random.nextInt(30)),
                    random.nextInt(8) == 0 ? null : text(random, valueBytes),
                    headers(random)));
        }
        boolean idempotent = random.nextBoolean();
        return new SampleBatch(
                idempotent ? random.nextInt(1000) : -1,
                (short) (idempotent ? random.nextInt(10) : -1),
                idempotent ? random.nextInt(Integer.MAX_VALUE) : -1,
                idempotent && random.nextBoolean(),
                lines);
    }

    private static List<RecordHeader> headers(Random random) {
        List<RecordHeader> headers = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            String key = "h\u00e9ader-" + random.nextInt(100);
            headers.add(new RecordHeader(key, random.nextInt(4) == 0 ? null : text(random, random.nextInt(20))));
        }
        return headers;
    }

    private static ByteBuffer text(Random random, int bytes) {
        ByteBuffer text = ByteBuffer.allocate(bytes);
        boolean noise = random.nextInt(4) == 0;
        byte[] word = ("word" + random.nextInt(50) + " ").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes; i++) {
            text.put((byte) (noise ? random.nextInt() : word[i % word.length]));
        }
        return text.flip();
    }

    ByteBuffer build(Compressor compressor) {
        BatchBuilder builder = new BatchBuilder(compressor).producer(producerId, producerEpoch, baseSequence);
        if (transactional) {
            builder.transactional();
        }
        for (Line line : lines) {
            builder.append(line.timestamp(), line.key(), line.value(), line.headers());
        }
        return builder.build();
    }

    /** A topic without any configuration, but for larger batches. */
    static BatchRules rules() {
        BatchRules defaults = BatchRules.defaults();
        return new BatchRules(
                16 << 20,
                defaults.timestampType(),
                defaults.timestampBeforeMaxMs(),
                defaults.timestampAfterMaxMs(),
                defaults.compacted(),
                defaults.compressor(),
                defaults.maxUncompressedBytes());
    }

    static List<Line> read(RecordCursor cursor) {
        List<Line> lines = new ArrayList<>();
        while (cursor.next()) {
            lines.add(new Line(
                    cursor.timestamp(), copy(cursor.copyOfKey()), copy(cursor.copyOfValue()), cursor.headers()));
        }
        return lines;
    }

    private static @Nullable ByteBuffer copy(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
