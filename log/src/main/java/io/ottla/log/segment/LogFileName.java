package io.ottla.log.segment;

import java.util.OptionalLong;

/** The names of the files in a partition's directory: an offset of twenty digits and an ending. Stateless. */
public final class LogFileName {
    public static final String LOG = ".log";
    public static final String INDEX = ".index";
    public static final String TIME_INDEX = ".timeindex";
    public static final String TXN_INDEX = ".txnindex";
    public static final String SNAPSHOT = ".snapshot";
    /** Taken away; removed for good after a while. */
    public static final String DELETED = ".deleted";
    /** Being written to replace segments; worthless until it is called {@link #SWAP}. */
    public static final String CLEANED = ".cleaned";
    /** Complete, and about to take the place of the segments it replaces. */
    public static final String SWAP = ".swap";
    /** Half written; becomes the real name once it is whole. */
    public static final String TEMPORARY = ".tmp";

    private static final int DIGITS = 20;

    private LogFileName() {}

    /** {@code 00000000000000000042.log} and the like. */
    public static String of(long offset, String ending) {
        var digits = Long.toString(offset);
        return "0".repeat(DIGITS - digits.length()) + digits + ending;
    }

    /** The offset a name of this ending bears; empty if it is some other name. */
    public static OptionalLong offsetOf(String name, String ending) {
        return name.length() == DIGITS + ending.length() && name.endsWith(ending)
                ? leadingOffset(name)
                : OptionalLong.empty();
    }

    /** The offset a name begins with, whatever its ending; empty if it begins otherwise. */
    public static OptionalLong leadingOffset(String name) {
        if (name.length() < DIGITS) {
            return OptionalLong.empty();
        }
        for (var i = 0; i < DIGITS; i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        try {
            return OptionalLong.of(Long.parseLong(name, 0, DIGITS, 10));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // twenty digits can be more than a long
        }
    }
}
