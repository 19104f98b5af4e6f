package io.ottla.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** Reads partitions from their beginning to their end over and over, each on a connection and a thread of its own. */
public final class Readers {

    private Readers() {}

    /** Whether {@link Plan#discard} works in this JVM. */
    public static boolean canDiscard() {
        return Discard.available();
    }

    /** Where to read from and how.
     *  @param partitions one reader for each element; the same partition may come several times
     *  @param batchBytes size of the batches that each partition consists of
     *  @param batchRecords how many records each has
     *  @param discard the kernel throws the bytes away instead of copying them to us */
    public record Plan(String topic, List<Integer> partitions, int batchBytes, int batchRecords, boolean discard) {
        public Plan {
            partitions = List.copyOf(partitions);
        }
    }

    /** Reads for a while and measures the bytes of records that arrived in the window.
     *  @throws BadAnswer at the first error */
    public static Measured measure(
            InetSocketAddress address, Plan plan, double warmSeconds, double seconds, Meter meter)
            throws IOException, InterruptedException {
        LongAdder bytes = new LongAdder();
        LongAdder answers = new LongAdder();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Void>> running = new ArrayList<>();
        try {
            for (int partition : plan.partitions()) {
                running.add(threads.submit(reading(address, plan, partition, stop, bytes, answers)));
            }
            pause(warmSeconds, running);
            long bytesBefore = bytes.sum();
            long answersBefore = answers.sum();
            meter.start();
            pause(seconds, running);
            Cost cost = meter.stop();
            long read = bytes.sum() - bytesBefore;
            return new Measured(answers.sum() - answersBefore, answers.sum(), read, cost, new Histogram(1));
        } finally {
            stop.set(true);
            threads.shutdown();
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) threads.shutdownNow();
            for (Future<Void> each : running) result(each);
        }
    }

    private static Callable<Void> reading(
            InetSocketAddress address,
            Plan plan,
            int partition,
            AtomicBoolean stop,
            LongAdder bytes,
            LongAdder answers) {
        return () -> {
            try (FetchConnection connection = new FetchConnection(address, plan, partition)) {
                while (!stop.get()) {
                    bytes.add(connection.fetchNext());
                    answers.increment();
                }
            }
            return null;
        };
    }

    private static void pause(double seconds, List<Future<Void>> running) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
        for (Future<Void> each : running) if (each.isDone()) result(each);
    }

    private static void result(Future<Void> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new BadAnswer("a reader failed: " + e.getCause());
        }
    }
}
