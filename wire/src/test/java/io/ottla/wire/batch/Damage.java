package io.ottla.wire.batch;

import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressor;
import io.ottla.wire.compress.Decompressors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * Ways of being wrong that a record batch may arrive with. All but those that are about it leave the checksum right.
 */
enum Damage {
    NONE {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            return batch;
        }
    },
    CHECKSUM {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            batch[RecordBatch.CRC + random.nextInt(4)] ^= (byte) (1 << random.nextInt(8));
            return batch;
        }
    },
    ANY_BIT {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            batch[random.nextInt(batch.length)] ^= (byte) (1 << random.nextInt(8));
            return batch;
        }
    },
    CUT_SHORT {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            return Arrays.copyOf(batch, random.nextInt(random.nextBoolean() ? 80 : batch.length + 1));
        }
    },
    BYTES_BEHIND {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            return Arrays.copyOf(batch, batch.length + 1 + random.nextInt(80));
        }
    },
    TWICE {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            return join(batch, batch);
        }
    },
    LENGTH {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            int length = random.nextBoolean() ? random.nextInt() : random.nextInt(batch.length + 20) - 10;
            ByteBuffer.wrap(batch).putInt(RecordBatch.LENGTH, length);
            return batch;
        }
    },
    MAGIC {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            batch[RecordBatch.MAGIC_AT] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 3 + random.nextInt(3));
            return batch;
        }
    },
    BASE_OFFSET {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            ByteBuffer.wrap(batch).putLong(0, random.nextInt(5) - 2);
            return batch;
        }
    },
    COUNT {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            ByteBuffer.wrap(batch).putInt(RecordBatch.COUNT, near(count(batch), random));
            return withChecksum(batch);
        }
    },
    LAST_OFFSET_DELTA {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            ByteBuffer.wrap(batch).putInt(RecordBatch.LAST_OFFSET_DELTA, near(count(batch), random));
            return withChecksum(batch);
        }
    },
    COUNT_AND_DELTA {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            int count = near(count(batch), random);
            ByteBuffer.wrap(batch).putInt(RecordBatch.COUNT, count).putInt(RecordBatch.LAST_OFFSET_DELTA, count - 1);
            return withChecksum(batch);
        }
    },
    ATTRIBUTES {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            int attributes = ByteBuffer.wrap(batch).getShort(RecordBatch.ATTRIBUTES);
            ByteBuffer.wrap(batch).putShort(RecordBatch.ATTRIBUTES, (short) (attributes ^ (1 << random.nextInt(16))));
            return withChecksum(batch);
        }
    },
    PRODUCER {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            ByteBuffer.wrap(batch)
                    .putLong(RecordBatch.PRODUCER_ID, random.nextInt(6) - 3)
                    .putShort(RecordBatch.PRODUCER_EPOCH, (short) (random.nextInt(6) - 3))
                    .putInt(RecordBatch.BASE_SEQUENCE, random.nextInt(6) - 3);
            return withChecksum(batch);
        }
    },
    TIMESTAMPS {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            int field = random.nextBoolean() ? RecordBatch.BASE_TIMESTAMP : RecordBatch.MAX_TIMESTAMP;
            long[] times = {
                SampleBatch.NOW,
                SampleBatch.NOW + 10_000_000_000L,
                -1,
                0,
                -5,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                random.nextLong()
            };
            ByteBuffer.wrap(batch).putLong(field, times[random.nextInt(times.length)]);
            return withChecksum(batch);
        }
    },
    RECORD_BITS {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            return withRecords(batch, damagedRecords(records(batch), random));
        }
    },
    COMPRESSED_BITS {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            int at = RecordBatch.HEADER_BYTES + random.nextInt(Math.min(40, batch.length - RecordBatch.HEADER_BYTES));
            batch[at] ^= (byte) (1 << random.nextInt(8));
            return withChecksum(batch);
        }
    },
    COMPRESSED_CUT_SHORT {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            int records = batch.length - RecordBatch.HEADER_BYTES;
            return withLength(Arrays.copyOf(batch, RecordBatch.HEADER_BYTES + random.nextInt(records + 1)));
        }
    },
    COMPRESSED_BYTES_BEHIND {
        @Override
        byte[] inflict(byte[] batch, Random random) {
            byte[] behind = new byte[1 + random.nextInt(20)];
            random.nextBytes(behind);
            return withLength(join(batch, behind));
        }
    };

    /** The batch with this damage; may change the given bytes. */
    abstract byte[] inflict(byte[] batch, Random random);

    private static byte[] damagedRecords(byte[] records, Random random) {
        int changes = 1 + random.nextInt(3);
        byte[] damaged = records;
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(12, damaged.length) : damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt();
                case 2 -> damaged = Arrays.copyOf(damaged, at + 1);
                default -> damaged = join(damaged, new byte[1 + random.nextInt(4)]);
            }
        }
        return damaged;
    }

    /** The records of a batch, unfolded. */
    static byte[] records(byte[] batch) {
        Compression compression = compression(batch);
        if (compression == Compression.NONE) {
            return Arrays.copyOfRange(batch, RecordBatch.HEADER_BYTES, batch.length);
        }
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        try (Decompressors decompressors = new Decompressors()) {
            Decompressor pieces = decompressors.open(
                    compression, ByteBuffer.wrap(batch), RecordBatch.HEADER_BYTES, batch.length, Long.MAX_VALUE);
            for (ByteBuffer piece = pieces.next(); piece.hasRemaining(); piece = pieces.next()) {
                records.writeBytes(SampleBatch.bytes(piece));
            }
        }
        return records.toByteArray();
    }

    /** The batch with other records, compressed as the old ones were. */
    static byte[] withRecords(byte[] batch, byte[] records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(batch, 0, RecordBatch.HEADER_BYTES);
        try (OutputStream compressed = Compressor.of(compression(batch)).open(out)) {
            compressed.write(records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return withLength(out.toByteArray());
    }

    static byte[] withLength(byte[] batch) {
        ByteBuffer.wrap(batch).putInt(RecordBatch.LENGTH, batch.length - RecordBatch.PREFIX_BYTES);
        return withChecksum(batch);
    }

    static byte[] withChecksum(byte[] batch) {
        new RecordBatch().wrap(ByteBuffer.wrap(batch), 0).writeCrc();
        return batch;
    }

    private static Compression compression(byte[] batch) {
        return new RecordBatch().wrap(ByteBuffer.wrap(batch), 0).compression();
    }

    private static int count(byte[] batch) {
        return ByteBuffer.wrap(batch).getInt(RecordBatch.COUNT);
    }

    private static int near(int number, Random random) {
        return random.nextInt(4) == 0 ? random.nextInt() : number + random.nextInt(5) - 2;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
