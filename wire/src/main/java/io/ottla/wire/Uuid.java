package io.ottla.wire;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An id of 128 bits, as topics, directories and clusters have it; its text is Kafka's url-safe base64. Immutable. */
public record Uuid(long mostSignificantBits, long leastSignificantBits) implements Comparable<Uuid> {
    /** Says "no id". */
    public static final Uuid ZERO = new Uuid(0, 0);

    /** Reserved: the metadata log's topic id and, for directories, "lost". */
    public static final Uuid ONE = new Uuid(0, 1);

    /** A version 4 id whose text does not begin with a dash, so that it can stand on a command line. Never a reserved one. */
    public static Uuid random(Random random) {
        while (true) {
            var most = (random.nextLong() & ~0xF000L) | 0x4000L;
            var least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            var uuid = new Uuid(most, least);
            if (uuid.toString().charAt(0) != '-') {
                return uuid;
            }
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is not 16 bytes in url-safe base64
     */
    public static Uuid parse(String text) {
        var bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != 16) {
            throw new IllegalArgumentException("not an id of 16 bytes in url-safe base64: " + text);
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new Uuid(buffer.getLong(), buffer.getLong());
    }

    /** The order of Kafka: signed, most significant half first. */
    @Override
    public int compareTo(Uuid other) {
        var byMost = Long.compare(mostSignificantBits, other.mostSignificantBits);
        return byMost != 0 ? byMost : Long.compare(leastSignificantBits, other.leastSignificantBits);
    }

    // By hand: what a record would be given is linked at run time, and ids are compared from the first request on.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Uuid id
                && mostSignificantBits == id.mostSignificantBits
                && leastSignificantBits == id.leastSignificantBits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(mostSignificantBits ^ leastSignificantBits);
    }

    /** 22 characters of url-safe base64, without padding. */
    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(16)
                .putLong(mostSignificantBits)
                .putLong(leastSignificantBits)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
