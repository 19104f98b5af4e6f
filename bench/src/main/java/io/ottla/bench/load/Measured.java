package io.ottla.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What one measuring window saw.
 *
 * @param answers good answers; there are no others in a run that ends well
 * @param total the same with those before and after the window
 * @param bytes of records written or read, where that is the point
 * @param cost what the broker used meanwhile
 * @param latencies in nanoseconds
 */
public record Measured(long answers, long total, long bytes, Cost cost, Histogram latencies) {

    public double perSecond() {
        return answers / cost.seconds();
    }

    public double cpuMicrosPerAnswer() {
        return cost.brokerCpuSeconds() * 1e6 / answers;
    }

    public double megabytesPerSecond() {
        return bytes / 1e6 / cost.seconds();
    }

    public double cpuSecondsPerGigabyte() {
        return cost.brokerCpuSeconds() / (bytes / 1e9);
    }

    /** Latency in microseconds below which {@code percent} of the answers came. */
    public double micros(double percent) {
        return latencies.getValueAtPercentile(percent) / 1e3;
    }
}
