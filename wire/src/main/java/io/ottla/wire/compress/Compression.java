package io.ottla.wire.compress;

import java.util.Locale;
import java.util.Optional;

/** The codecs of a record batch, with the number the low three bits of its attributes carry. Immutable. */
public enum Compression {
    NONE(0, 0, 0, 0),
    GZIP(1, 1, 9, -1),
    SNAPPY(2, 0, 0, 0),
    LZ4(3, 1, 17, 9),
    ZSTD(4, -131072, 22, 3);

    private static final Compression[] BY_CODE = values();

    private final int code;
    private final int lowestLevel;
    private final int highestLevel;
    private final int defaultLevel;

    Compression(int code, int lowestLevel, int highestLevel, int defaultLevel) {
        this.code = code;
        this.lowestLevel = lowestLevel;
        this.highestLevel = highestLevel;
        this.defaultLevel = defaultLevel;
    }

    /** Does {@code code} name a codec? Five, six and seven fit into the attributes and name none. */
    public static boolean isKnown(int code) {
        return code >= 0 && code < BY_CODE.length;
    }

    /**
     * The codec with this number.
     *
     * @throws IllegalArgumentException if there is none; ask {@link #isKnown} first
     */
    public static Compression of(int code) {
        if (!isKnown(code)) {
            throw new IllegalArgumentException("no compression has the number " + code);
        }
        return BY_CODE[code];
    }

    /** The codec of this configuration name ({@code gzip}, ...), in any case. */
    public static Optional<Compression> named(String name) {
        for (Compression compression : BY_CODE) {
            if (compression.configName().equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }

    /** The number in the attributes of a batch, 0 to 4. */
    public int code() {
        return code;
    }

    /** The name used in configurations and tools: lower case. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level taken when none is configured. Codecs without levels answer 0. */
    public int defaultLevel() {
        return defaultLevel;
    }

    /** May {@code level} be configured for this codec? Gzip's -1 stands for its library's own choice. */
    public boolean allowsLevel(int level) {
        return level == defaultLevel || (level >= lowestLevel && level <= highestLevel);
    }

    /** What {@link #allowsLevel} allows, in words for an error message. */
    public String allowedLevels() {
        return lowestLevel == highestLevel ? "no levels" : lowestLevel + " to " + highestLevel;
    }
}
