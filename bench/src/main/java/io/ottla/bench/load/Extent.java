package io.ottla.bench.load;

/**
 * How long a phase lasts: until a time has passed or a number of answers has come, whichever is first.
 *
 * @param seconds of the phase
 * @param answers after which it ends early
 */
public record Extent(double seconds, long answers) {

    public static Extent seconds(double seconds) {
        return new Extent(seconds, Long.MAX_VALUE);
    }

    boolean over(long elapsedNanos, long answered) {
        return elapsedNanos >= seconds * 1e9 || answered >= answers;
    }
}
