package io.ottla.cli.perf;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/** How many records were acknowledged how fast: a line now and then, and one at the end. Latencies are whole ms. */
@OwnedBy(CREATOR)
final class SendStats {
    private static final int MOST_SAMPLES = 500_000;
    private static final double MIB = 1024.0 * 1024.0;

    private final Clock clock;
    private final PrintStream out;
    private final boolean isSteadyState;
    private final long intervalMs;
    private final long startMs;
    private final long every;
    private final int[] samples;
    private int sampled;
    private boolean silent;
    private final Sum total = new Sum();
    private Sum window = new Sum();
    private long windowStartMs;

    /** What is summed up. */
    private static final class Sum {
        long records;
        long bytes;
        long latencyMs;
        int longestMs;

        void add(int ms, int size) {
            records++;
            bytes += size;
            latencyMs += ms;
            longestMs = Math.max(longestMs, ms);
        }

        double averageMs() {
            return latencyMs / (double) records;
        }
    }

    /** @param expected how many records will come */
    SendStats(Clock clock, PrintStream out, long expected, long intervalMs, boolean isSteadyState) {
        this.clock = clock;
        this.out = out;
        this.isSteadyState = isSteadyState;
        this.intervalMs = intervalMs;
        startMs = clock.wallMs();
        windowStartMs = startMs;
        every = Math.max(1, expected / MOST_SAMPLES);
        samples = new int[(int) (expected / every) + 1];
    }

    /** From now on nothing is printed before the end. */
    void silence() {
        silent = true;
    }

    /** A record was acknowledged. */
    void record(long sentMs, int bytes, long nowMs) {
        var latencyMs = (int) (nowMs - sentMs);
        if (total.records % every == 0 && sampled < samples.length) {
            samples[sampled++] = latencyMs;
        }
        total.add(latencyMs, bytes);
        window.add(latencyMs, bytes);
        if (nowMs - windowStartMs >= intervalMs) {
            if (isSteadyState && window.records == total.records) {
                out.println("In steady state.");
            }
            if (!silent) {
                printWindow(nowMs);
            }
            window = new Sum();
            windowStartMs = nowMs;
        }
    }

    private void printWindow(long nowMs) {
        var seconds = (nowMs - windowStartMs) / 1000.0;
        out.printf(
                Locale.ROOT,
                "%d records sent, %.1f records/sec (%.2f MB/sec), %.1f ms avg latency, %.1f ms max latency.%n",
                window.records,
                window.records / seconds,
                window.bytes / seconds / MIB,
                window.averageMs(),
                (double) window.longestMs);
        out.flush();
    }

    void printTotal() {
        var seconds = Math.max(1, clock.wallMs() - startMs) / 1000.0;
        Arrays.sort(samples, 0, sampled);
        out.printf(
                Locale.ROOT,
                "%d%s records sent, %f records/sec (%.2f MB/sec), %.2f ms avg latency, %.2f ms max latency,"
                        + " %d ms 50th, %d ms 95th, %d ms 99th, %d ms 99.9th.%n",
                total.records,
                isSteadyState ? " steady state" : "",
                total.records / seconds,
                total.bytes / seconds / MIB,
                total.records == 0 ? 0.0 : total.averageMs(),
                (double) total.longestMs,
                percentile(0.5),
                percentile(0.95),
                percentile(0.99),
                percentile(0.999));
    }

    private int percentile(double part) {
        return sampled == 0 ? 0 : samples[(int) (part * sampled)];
    }
}
