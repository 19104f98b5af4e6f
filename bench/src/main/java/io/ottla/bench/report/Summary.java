package io.ottla.bench.report;

import java.util.List;

/** The middle and the ends of some samples; the median of an even number is the mean of the middle two. */
public record Summary(double median, double least, double most, int count) {

    /** Sums up at least one sample; IllegalArgumentException of none. */
    public static Summary of(List<Double> samples) {
        if (samples.isEmpty()) throw new IllegalArgumentException("a summary of nothing");
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Summary(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }
}
