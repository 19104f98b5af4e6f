package io.ottla.wire.compress;

/** A codec with a level: what compression.type and compression.*.level of a topic or producer say. Immutable, shared freely. */
public record Compressor(Compression compression, int level) {
    /** Leaves bytes as they are. */
    public static final Compressor NONE = of(Compression.NONE);

    /** @throws IllegalArgumentException if the codec does not have the level; ask {@link Compression#allowsLevel} first */
    public Compressor {
        if (!compression.allowsLevel(level)) {
            throw new IllegalArgumentException(
                    compression.configName() + " allows " + compression.allowedLevels() + ", not " + level);
        }
    }

    /** The codec with the level it has when nothing is configured. */
    public static Compressor of(Compression compression) {
        return new Compressor(compression, compression.defaultLevel());
    }
}
