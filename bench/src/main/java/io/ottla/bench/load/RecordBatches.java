package io.ottla.bench.load;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;

/** Record batches of format 2, uncompressed, without keys and producer ids; encoded before a measurement. Any thread. */
public final class RecordBatches {

    private static final int HEADER_BYTES = 61;
    private static final int LENGTH_AT = 8;
    private static final int CRC_AT = 17;
    private static final int CRC_FROM = 21;

    private RecordBatches() {}

    /** A batch of records of {@code valueBytes} random bytes each, stamped with the present time. */
    public static byte[] of(int records, int valueBytes) {
        long now = System.currentTimeMillis();
        Random random = new Random(records * 31L + valueBytes);
        Bytes batch = new Bytes().i64(0).i32(0).i32(-1).i8(2).i32(0);
        batch.i16(0).i32(records - 1).i64(now).i64(now).i64(-1).i16(-1).i32(-1).i32(records);
        for (int i = 0; i < records; i++) {
            byte[] value = new byte[valueBytes];
            random.nextBytes(value);
            Bytes body = new Bytes().i8(0).varint(0).varint(i).varint(-1);
            body.varint(value.length).raw(value).varint(0);
            batch.varint(body.size()).raw(body.toArray());
        }
        return sealed(batch.toArray());
    }

    /** A batch of as many 1 KiB records as fit into {@code bytes}. */
    public static byte[] ofSize(int bytes) {
        int perRecord = of(2, 1024).length - of(1, 1024).length;
        return of((bytes - HEADER_BYTES) / perRecord, 1024);
    }

    /** How many records a batch holds. */
    public static int count(byte[] batch) {
        return ByteBuffer.wrap(batch).getInt(HEADER_BYTES - 4);
    }

    private static byte[] sealed(byte[] batch) {
        CRC32C crc = new CRC32C();
        crc.update(batch, CRC_FROM, batch.length - CRC_FROM);
        ByteBuffer.wrap(batch).putInt(LENGTH_AT, batch.length - LENGTH_AT - 4).putInt(CRC_AT, (int) crc.getValue());
        return batch;
    }
}
