package io.ottla.wire.batch;

import java.util.function.LongConsumer;

/** Runs a law under many seeds and names the one that breaks it. -Dseed=N reruns that one. */
final class Seeds {
    private Seeds() {}

    static void run(int count, LongConsumer law) {
        String only = System.getProperty("seed", "");
        long first = only.isEmpty() ? 0 : Long.parseLong(only);
        long end = only.isEmpty() ? count : first + 1;
        for (long seed = first; seed < end; seed++) {
            try {
                law.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("fails with -Dseed=" + seed + ": " + e, e);
            }
        }
    }
}
