package io.ottla.bench.cases;

import io.ottla.bench.broker.Broker;
import io.ottla.bench.broker.Kind;
import io.ottla.bench.load.Cost;
import io.ottla.bench.load.Extent;
import io.ottla.bench.load.Generator;
import io.ottla.bench.load.Load;
import io.ottla.bench.load.Measured;
import io.ottla.bench.load.Meter;
import io.ottla.bench.load.Readers;
import io.ottla.bench.report.Figure;
import io.ottla.bench.report.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One case on one kind of broker in one round: where it lives, how long it lasts, where its samples go.
 *
 * @param place under which brokers keep their data
 * @param during a shell command to run while a window is open, with {@code {pid}} and {@code {phase}} filled in; or empty
 */
public record Session(Kind kind, Path place, Plan plan, Samples samples, String during) {

    Broker broker() throws IOException, InterruptedException {
        return new Broker(kind, place);
    }

    Broker brokerWith(String... configuration) throws IOException, InterruptedException {
        return new Broker(kind.with(List.of(configuration)), place);
    }

    void record(Figure figure, double value) {
        samples.add(figure, kind.name(), value);
    }

    void noteNeighbours(Figure phase, double share) {
        samples.addNeighbours(phase.room(), share);
    }

    /** Puts a load on the broker; {@code phase} is the figure its costs belong to. */
    Measured load(Broker broker, Figure phase, Load load, Extent warmUp, Extent window) throws IOException {
        return noted(phase, Generator.run(broker.address(), load, warmUp, window, meter(broker, phase)));
    }

    Measured read(Broker broker, Figure phase, Readers.Plan readers) throws IOException, InterruptedException {
        double warm = plan.warmSeconds() / 4;
        double window = plan.windowSeconds() * 0.6;
        return noted(phase, Readers.measure(broker.address(), readers, warm, window, meter(broker, phase)));
    }

    /** Lets the broker be for a while. */
    void rest() throws InterruptedException {
        Thread.sleep((long) (plan.idleSeconds() * 1000));
    }

    /** Lets the broker be, and notes what it uses meanwhile. */
    void idle(Broker broker, Figure figure) throws InterruptedException {
        double before = broker.fineCpuSeconds();
        long start = System.nanoTime();
        rest();
        double seconds = (System.nanoTime() - start) / 1e9;
        record(figure, Math.max(0, broker.fineCpuSeconds() - before) / seconds * 100);
    }

    private Measured noted(Figure phase, Measured measured) {
        noteNeighbours(phase, measured.cost().neighbours());
        return measured;
    }

    private Meter meter(Broker broker, Figure phase) {
        Meter meter = broker.meter();
        if (during.isEmpty()) return meter;
        return new Meter() {
            @Override
            public void start() {
                launch(broker.pid(), phase);
                meter.start();
            }

            @Override
            public Cost stop() {
                return meter.stop();
            }
        };
    }

    private void launch(long pid, Figure phase) {
        String command = during.replace("{pid}", Long.toString(pid)).replace("{phase}", phase.name());
        try {
            new ProcessBuilder("sh", "-c", command).inheritIO().start();
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + command, e);
        }
    }
}
