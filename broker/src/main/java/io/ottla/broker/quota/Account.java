package io.ottla.broker.quota;

import io.ottla.base.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What binds one client, as long as no quota changes. Any thread. */
public final class Account {
    private static final double NANOS_PER_PERCENT = 1e7;

    private final Clock clock;
    private final Windows windows;
    private final Map<QuotaKind, Metered> metered = new EnumMap<>(QuotaKind.class);
    private @Nullable Bucket mutations;

    private record Metered(double bound, UsageRate rate) {}

    private record Bucket(double rate, TokenBucket tokens) {}

    Account(Clock clock, Windows windows) {
        this.clock = clock;
        this.windows = windows;
    }

    Account limited(QuotaKind kind, double bound, UsageRate rate) {
        metered.put(kind, new Metered(bound, rate));
        return this;
    }

    Account limited(double rate, TokenBucket tokens) {
        mutations = new Bucket(rate, tokens);
        return this;
    }

    /** Is its time on our threads limited? */
    public boolean isTimed() {
        return metered.containsKey(QuotaKind.REQUEST);
    }

    /** Notes a use of bytes; answers how many milliseconds this client has to wait now. */
    public long use(QuotaKind kind, double amount) {
        var meter = metered.get(kind);
        return meter == null ? 0 : meter.rate().use(amount, meter.bound(), clock.wallMs());
    }

    /** Notes time spent; answers how many milliseconds this client has to wait now: at most a window, as Kafka has it (KIP-124). */
    public long useNanos(long nanos) {
        return Math.min(windows.lengthMs(), use(QuotaKind.REQUEST, nanos / NANOS_PER_PERCENT));
    }

    /** That was not used after all. */
    public void giveBack(QuotaKind kind, double amount) {
        var meter = metered.get(kind);
        if (meter != null) {
            meter.rate().giveBack(amount, clock.wallMs());
        }
    }

    /** The most that may be used at once, however long nothing was. */
    public int most(QuotaKind kind) {
        var meter = metered.get(kind);
        return meter == null
                ? Integer.MAX_VALUE
                : (int) Math.min(Integer.MAX_VALUE, meter.bound() * windows.fullSeconds());
    }

    /** Milliseconds until this client may change something again; 0 if it may now. */
    public long waitToChangeMs() {
        var bucket = mutations;
        return bucket == null ? 0 : bucket.tokens().waitMs(bucket.rate(), clock.wallMs());
    }

    /** Notes that {@code partitions} were made or deleted; or, if negative, that they were not after all. */
    public void change(int partitions) {
        var bucket = mutations;
        if (bucket != null) {
            bucket.tokens().take(partitions, bucket.rate(), clock.wallMs());
        }
    }
}
