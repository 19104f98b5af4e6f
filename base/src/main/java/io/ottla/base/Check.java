package io.ottla.base;

import com.google.errorprone.annotations.FormatMethod;
import org.jspecify.annotations.Nullable;

/** States what must be true of our own code; stays on in production. Not for input: that is refused by value. */
public final class Check {
    private Check() {}

    /**
     * Fails with {@code message} unless {@code holds}.
     *
     * @throws BrokenInvariant if we are wrong
     */
    @FormatMethod
    public static void that(boolean holds, String message, Object... args) {
        if (!holds) {
            throw new BrokenInvariant(String.format(message, args));
        }
    }

    /** As {@link #that(boolean, String, Object...)}, for a hot path: numbers are boxed only when it fails. */
    public static void that(boolean holds, String what, long expected, long actual) {
        if (!holds) {
            throw new BrokenInvariant(what + ": expected " + expected + ", is " + actual);
        }
    }

    /**
     * Gives back {@code value}, which must be there.
     *
     * @throws BrokenInvariant if it is not
     */
    @FormatMethod
    public static <T> T present(@Nullable T value, String message, Object... args) {
        if (value == null) {
            throw new BrokenInvariant(String.format(message, args));
        }
        return value;
    }

    /** Something that cannot be has happened: a defect of this program, never of its input. */
    public static final class BrokenInvariant extends IllegalStateException {
        private static final long serialVersionUID = 1;

        BrokenInvariant(String message) {
            super(message);
        }
    }
}
