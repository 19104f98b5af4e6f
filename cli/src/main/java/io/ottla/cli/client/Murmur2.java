package io.ottla.cli.client;

import java.nio.ByteBuffer;

/** The hash by which Kafka's clients give keys to partitions (MurmurHash 2 of 32 bits, with Kafka's seed). Stateless. */
final class Murmur2 {
    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;

    private Murmur2() {}

    /** The partition of this key among {@code partitions}. The key is read from position to limit, which stay. */
    static int partition(ByteBuffer key, int partitions) {
        return (hash(key) & Integer.MAX_VALUE) % partitions;
    }

    static int hash(ByteBuffer key) {
        var length = key.remaining();
        var h = SEED ^ length;
        var at = key.position();
        for (; at + 4 <= key.limit(); at += 4) {
            var k = littleEndian(key, at);
            k *= M;
            k ^= k >>> R;
            k *= M;
            h = h * M ^ k;
        }
        var rest = key.limit() - at;
        if (rest >= 3) {
            h ^= (key.get(at + 2) & 0xFF) << 16;
        }
        if (rest >= 2) {
            h ^= (key.get(at + 1) & 0xFF) << 8;
        }
        if (rest >= 1) {
            h ^= key.get(at) & 0xFF;
            h *= M;
        }
        h ^= h >>> 13;
        h *= M;
        h ^= h >>> 15;
        return h;
    }

    private static int littleEndian(ByteBuffer bytes, int at) {
        return (bytes.get(at) & 0xFF)
                | (bytes.get(at + 1) & 0xFF) << 8
                | (bytes.get(at + 2) & 0xFF) << 16
                | (bytes.get(at + 3) & 0xFF) << 24;
    }
}
