package io.ottla.base;

import java.util.Random;

/** Runs a law under many seeds and names the one that breaks it; {@code -Dseed=N} reruns that one alone. */
public final class Seeds {
    private Seeds() {}

    /** A law that holds for every seed. */
    @FunctionalInterface
    public interface Law {
        void holdsFor(long seed) throws Exception;
    }

    /** Runs the law for the seeds 0 to count - 1, or for the one given on the command line. */
    public static void run(int count, Law law) {
        var given = System.getProperty("seed", "");
        var first = given.isEmpty() ? 0 : Long.parseLong(given);
        var end = given.isEmpty() ? count : first + 1;
        for (var seed = first; seed < end; seed++) {
            try {
                law.holdsFor(seed);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("broken by -Dseed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** Random numbers of this seed; neighbouring seeds have nothing in common. */
    public static Random random(long seed) {
        return new Random(seed * 0x9E37_79B9_7F4A_7C15L + 1);
    }
}
