package io.ottla.bench.cases;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A kind of load, with brokers of its own, that yields the samples of some figures. */
public enum Case {
    START(StartCase::measure),
    START1000(ManyPartitionsCase::measure),
    SMALL(SmallCase::measure),
    OPEN(SmallCase::measureOpenLoop),
    LARGE(LargeCase::measure),
    FLUSH(FlushCase::measure),
    SPREAD(SpreadCase::measure),
    CONNECTIONS(ConnectionsCase::measure),
    GROUP(GroupCase::measure);

    private final Measurement measurement;

    Case(Measurement measurement) {
        this.measurement = measurement;
    }

    @Immutable
    @FunctionalInterface
    private interface Measurement {
        void take(Session session) throws IOException, InterruptedException;
    }

    /** Measures once. */
    public void measure(Session session) throws IOException, InterruptedException {
        measurement.take(session);
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<Case> all() {
        return List.of(values());
    }
}
