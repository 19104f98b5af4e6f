package io.ottla.bench.cases;

/**
 * How long everything lasts.
 *
 * @param manyPartitions of the case that has many
 * @param idleConnections of the case about them
 * @param groupMembers of the case about groups
 * @param freshStarts on a new directory in each round
 * @param idleSeconds before idle memory is read, and again while idle CPU is
 * @param firstSeconds of load after a start that are a figure of their own
 * @param warmSeconds of load before a window opens on a broker that has not seen this load
 * @param windowSeconds of a measuring window
 * @param largeWarmBytes written before large produce is measured
 * @param largeBytes written while it is
 */
public record Plan(
        int manyPartitions,
        int idleConnections,
        int groupMembers,
        int freshStarts,
        double idleSeconds,
        double firstSeconds,
        double warmSeconds,
        double windowSeconds,
        long largeWarmBytes,
        long largeBytes) {

    /** What the figures of a report are made with. */
    public static Plan full() {
        return new Plan(1000, 4000, 50, 2, 10, 10, 10, 10, 1_500_000_000, 2_500_000_000L);
    }

    /** For trying one thing after another. */
    public static Plan quick() {
        return new Plan(1000, 4000, 50, 1, 10, 10, 5, 5, 1_000_000_000, 1_500_000_000);
    }

    /** Shows that everything works; its figures mean nothing. */
    public static Plan smoke() {
        return new Plan(40, 100, 3, 1, 0.3, 1, 0.2, 1, 20_000_000, 40_000_000);
    }
}
