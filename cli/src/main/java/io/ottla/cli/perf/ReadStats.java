package io.ottla.cli.perf;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.cli.client.FetchedRecord;
import io.ottla.cli.client.RecordSink;
import io.ottla.cli.client.group.RebalanceListener;
import io.ottla.wire.TopicPartition;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.text.SimpleDateFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is read and how long the group took to share it out. */
@OwnedBy(CREATOR)
final class ReadStats implements RecordSink, RebalanceListener {
    private static final double MIB = 1024.0 * 1024.0;
    /** How often the clock is looked at: every so many records. */
    private static final int CLOCK_RECORDS = 500;

    private final PrintStream out;
    private final SimpleDateFormat dateFormat;
    private final boolean isDetailed;
    private final long intervalMs;
    private final long wanted;
    private Clock clock = Clock.system();
    private long startMs;
    private long endMs;
    private long joinStartMs;
    private long joinMs;
    private Counts total = new Counts(0, 0);
    private long windowStartMs;
    private Counts atWindowStart = total;
    private long joinMsInWindow;
    private long records;
    private long bytes;

    private record Counts(long records, long bytes) {
        Counts since(Counts before) {
            return new Counts(records - before.records, bytes - before.bytes);
        }

        double mib() {
            return bytes / MIB;
        }
    }

    ReadStats(PrintStream out, SimpleDateFormat dateFormat, boolean isDetailed, long intervalMs, long wanted) {
        this.out = out;
        this.dateFormat = dateFormat;
        this.isDetailed = isDetailed;
        this.intervalMs = intervalMs;
        this.wanted = wanted;
    }

    void printHeader() {
        out.println((isDetailed ? "time, threadId" : "start.time, end.time")
                + ", data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec"
                + ", rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec");
    }

    void start(Clock newClock) {
        clock = newClock;
        startMs = clock.wallMs();
        endMs = startMs;
        joinStartMs = startMs;
        windowStartMs = startMs;
    }

    void end() {
        endMs = clock.wallMs();
        total = new Counts(records, bytes);
    }

    boolean hasEnough() {
        return records >= wanted;
    }

    @Override
    public boolean accept(FetchedRecord record) {
        records++;
        bytes += size(record.key()) + size(record.value());
        if (records % CLOCK_RECORDS == 1) {
            window();
        }
        return records < wanted;
    }

    private static int size(@Nullable ByteBuffer field) {
        return field == null ? 0 : field.remaining();
    }

    private void window() {
        var now = clock.wallMs();
        if (now - windowStartMs < intervalMs) {
            return;
        }
        var sofar = new Counts(records, bytes);
        if (isDetailed) {
            printWindow(sofar, now);
        }
        windowStartMs = now;
        atWindowStart = sofar;
        joinMsInWindow = 0;
    }

    private void printWindow(Counts sofar, long nowMs) {
        var inWindow = sofar.since(atWindowStart);
        var seconds = (nowMs - windowStartMs) / 1000.0;
        var fetchMs = nowMs - windowStartMs - joinMsInWindow;
        out.printf(
                Locale.ROOT,
                "%s, %d, %.4f, %.4f, %d, %.4f, %d, %d, %.4f, %.4f%n",
                dateFormat.format(Long.valueOf(nowMs)),
                0,
                sofar.mib(),
                inWindow.mib() / seconds,
                sofar.records(),
                inWindow.records() / seconds,
                joinMsInWindow,
                fetchMs,
                fetchMs <= 0 ? 0.0 : inWindow.mib() / fetchMs * 1000,
                fetchMs <= 0 ? 0.0 : inWindow.records() * 1000.0 / fetchMs);
        out.flush();
    }

    /** Nothing if it was said bit by bit. */
    void printTotal() {
        if (isDetailed) {
            return;
        }
        var seconds = (endMs - startMs) / 1000.0;
        var fetchMs = endMs - startMs - joinMs;
        out.printf(
                Locale.ROOT,
                "%s, %s, %.4f, %.4f, %d, %.4f, %d, %d, %.4f, %.4f%n",
                dateFormat.format(Long.valueOf(startMs)),
                dateFormat.format(Long.valueOf(endMs)),
                total.mib(),
                total.mib() / seconds,
                total.records(),
                total.records() / seconds,
                joinMs,
                fetchMs,
                total.mib() / (fetchMs / 1000.0),
                total.records() / (fetchMs / 1000.0));
    }

    Metrics metrics(String clientId) {
        return new Metrics("consumer-fetch-manager-metrics", Map.of("client-id", clientId))
                .add("bytes-consumed-total", total.bytes())
                .add("records-consumed-total", total.records())
                .add("rebalance-time-total", joinMs);
    }

    @Override
    public void assigned(List<TopicPartition> partitions) {
        var took = clock.wallMs() - joinStartMs;
        joinMs += took;
        joinMsInWindow += took;
    }

    @Override
    public void revoked(List<TopicPartition> partitions) {
        joinStartMs = clock.wallMs();
    }
}
