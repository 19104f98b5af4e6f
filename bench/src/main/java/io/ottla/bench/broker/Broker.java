package io.ottla.bench.broker;

import io.ottla.bench.load.Admin;
import io.ottla.bench.load.Cost;
import io.ottla.bench.load.Meter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One broker under measurement: a directory with its data, a port, and the process, which can be stopped, killed and
 * started again. Whatever happens, the process ends and the directory goes with this JVM. One thread.
 */
public final class Broker implements AutoCloseable {

    private static final long START_SECONDS = 180;
    private static final long STOP_SECONDS = 120;

    private final Kind kind;
    private final Path dir;
    private final InetSocketAddress address;
    private final Thread atExit = new Thread(this::killAndForget, "end the broker");
    private volatile @Nullable Process process;
    private int starts;

    /** Sets up a directory under {@code place}; nothing runs yet. */
    public Broker(Kind kind, Path place) throws IOException, InterruptedException {
        this.kind = kind;
        Files.createDirectories(place);
        this.dir = Files.createTempDirectory(place, kind.name() + "-");
        Runtime.getRuntime().addShutdownHook(atExit);
        int port = freePort();
        this.address = new InetSocketAddress("localhost", port);
        kind.prepare(dir, port);
    }

    public String name() {
        return kind.name();
    }

    public InetSocketAddress address() {
        return address;
    }

    /** How long a start took.
     *  @param seconds from exec to the first Metadata answer in which {@code partitions} of the topic have a leader
     *  @param cpuSeconds the process had used by then
     *  @param neighbours share of the machine that others used meanwhile (0 to 1) */
    public record Started(double seconds, double cpuSeconds, double neighbours) {}

    public Started start() throws IOException, InterruptedException {
        return startUntilLed("", 0);
    }

    /** Starts the process and asks for Metadata until the broker answers with all partitions of the topic led. */
    public Started startUntilLed(String topic, int partitions) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(kind.command(dir))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("out-" + ++starts + ".log").toFile());
        builder.environment().remove("KAFKA_HEAP_OPTS");
        // Both on the JDK that runs this: the start script would take the newest.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long start = System.nanoTime();
        Process started = builder.start();
        process = started;
        Meter meter = meter();
        meter.start();
        while (!answers(topic, partitions)) {
            if (!started.isAlive()) throw new IOException(name() + " ended while starting; see " + keepLog());
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(START_SECONDS)) {
                throw new IOException(name() + " does not answer; see " + keepLog());
            }
            Thread.sleep(1);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Started(seconds, Proc.cpuSeconds(pid()), meter.stop().neighbours());
    }

    private boolean answers(String topic, int partitions) {
        try (Admin admin = Admin.connect(address)) {
            Admin.Cluster cluster = admin.metadata();
            return cluster.brokers() > 0 && cluster.led(topic) >= partitions;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path keepLog() throws IOException {
        Path copy = Files.createTempFile(name() + "-", ".log");
        Files.write(copy, Files.readAllBytes(dir.resolve("out-" + starts + ".log")));
        return copy;
    }

    public long pid() {
        return running().pid();
    }

    private Process running() {
        Process current = process;
        if (current == null) throw new IllegalStateException(name() + " was not started");
        return current;
    }

    /** Stops it by SIGTERM and waits for its end.
     *  @return seconds that took */
    public double stop() throws InterruptedException {
        long start = System.nanoTime();
        running().destroy();
        if (!running().waitFor(STOP_SECONDS, TimeUnit.SECONDS))
            throw new IllegalStateException(name() + " does not stop");
        return (System.nanoTime() - start) / 1e9;
    }

    /** Ends it by SIGKILL. */
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    public long residentBytes() {
        return Proc.residentBytes(pid());
    }

    public int threads() {
        return Proc.threads(pid());
    }

    /** Processor time of its living threads so far, to the nanosecond. */
    public double fineCpuSeconds() {
        return Proc.fineCpuSeconds(pid());
    }

    /** A meter of what this broker's process uses. */
    public Meter meter() {
        return new ProcessMeter(pid());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        killAndForget();
    }

    private void killAndForget() {
        Process current = process;
        if (current != null) current.destroyForcibly().onExit().join();
        Remains.of(dir);
    }

    /** Broker's, our own and everybody's processor time around a window. */
    private static final class ProcessMeter implements Meter {
        private final long pid;
        private final long self = ProcessHandle.current().pid();
        private long startNanos;
        private double brokerBefore;
        private double selfBefore;
        private double busyBefore;

        ProcessMeter(long pid) {
            this.pid = pid;
        }

        @Override
        public void start() {
            startNanos = System.nanoTime();
            brokerBefore = Proc.cpuSeconds(pid);
            selfBefore = Proc.cpuSeconds(self);
            busyBefore = Proc.busySeconds();
        }

        @Override
        public Cost stop() {
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            double broker = Proc.cpuSeconds(pid) - brokerBefore;
            double own = Proc.cpuSeconds(self) - selfBefore;
            double others = Proc.busySeconds() - busyBefore - broker - own;
            int cores = Runtime.getRuntime().availableProcessors();
            return new Cost(seconds, broker, Math.max(0, others / seconds / cores));
        }
    }
}
