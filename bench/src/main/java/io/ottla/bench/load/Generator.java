package io.ottla.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends a {@link Load} over raw sockets from one thread: a closed loop, where the next request leaves when an answer has come,
 * or an open one, where requests are due at fixed times whatever the broker does, and latency counts from when they were due.
 */
public final class Generator implements AutoCloseable {

    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Finer than what a selector can wait. */
    private static final long OPEN_LOOP_TICK_NANOS = 50_000;

    private final Load load;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Meter meter;
    private final double openRate;
    private Histogram latencies = fresh();
    private long answered;
    private long openSent;
    private long openStart;
    private boolean draining;

    private Generator(InetSocketAddress address, Load load, Meter meter) throws IOException {
        this.load = load;
        this.meter = meter;
        this.openRate = load.openRate();
        this.selector = Selector.open();
        for (int i = 0; i < load.connections(); i++) {
            Connection connection = new Connection(address, load.requests(), i, load.check());
            connections.add(connection);
            connection.channel().register(selector, SelectionKey.OP_READ, connection);
        }
    }

    /** Warms up, measures, and waits for the answers still under way.
     *  @throws BadAnswer at the first answer that is not good */
    public static Measured run(InetSocketAddress address, Load load, Extent warmUp, Extent window, Meter meter)
            throws IOException {
        try (Generator generator = new Generator(address, load, meter)) {
            return generator.measure(warmUp, window);
        }
    }

    private Measured measure(Extent warmUp, Extent window) throws IOException {
        begin();
        phase(warmUp);
        latencies = fresh();
        long before = answered;
        meter.start();
        phase(window);
        Cost cost = meter.stop();
        long count = answered - before;
        if (count == 0) throw new BadAnswer("no answer came during the whole window");
        Histogram seen = latencies;
        latencies = fresh();
        drain();
        return new Measured(count, answered, count * load.bytesPerRequest(), cost, seen);
    }

    private void begin() throws IOException {
        openStart = System.nanoTime();
        if (openRate > 0) return;
        for (SelectionKey key : selector.keys()) refill(key, openStart);
    }

    private void phase(Extent extent) throws IOException {
        long start = System.nanoTime();
        long before = answered;
        while (!extent.over(System.nanoTime() - start, answered - before)) turn();
    }

    private void drain() throws IOException {
        draining = true;
        long start = System.nanoTime();
        while (connections.stream().anyMatch(each -> each.inFlight() > 0)) {
            if (System.nanoTime() - start > DRAIN_NANOS) throw new BadAnswer("answers are missing at the end");
            turn();
        }
    }

    private void turn() throws IOException {
        if (openRate > 0 && !draining) {
            sendWhatIsDue();
            LockSupport.parkNanos(OPEN_LOOP_TICK_NANOS);
            selector.selectNow(this::serve);
        } else {
            selector.select(this::serve, 50);
        }
    }

    private void serve(SelectionKey key) {
        try {
            Connection connection = (Connection) key.attachment();
            if (key.isReadable()) answered += connection.receive(latencies);
            if (openRate == 0 && !draining) refill(key, System.nanoTime());
            else connection.flush(key);
        } catch (IOException e) {
            throw new BadAnswer("the connection failed: " + e);
        }
    }

    private void refill(SelectionKey key, long now) throws IOException {
        Connection connection = (Connection) key.attachment();
        boolean more = true;
        while (more && connection.inFlight() < load.depth()) more = connection.enqueue(now);
        connection.flush(key);
    }

    private void sendWhatIsDue() throws IOException {
        long now = System.nanoTime();
        long due = (long) ((now - openStart) * openRate / 1e9);
        while (openSent < due) {
            Connection connection = connections.get((int) (openSent % connections.size()));
            long dueNanos = openStart + (long) (openSent * 1e9 / openRate);
            if (!connection.enqueue(dueNanos)) return;
            SelectionKey key = connection.channel().keyFor(selector);
            if (key != null) connection.flush(key);
            openSent++;
        }
    }

    private static Histogram fresh() {
        return new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) connection.close();
        selector.close();
    }
}
