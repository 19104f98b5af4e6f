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
        Tally tally = new Tally(new LongAdder(), new LongAdder(), new AtomicBoolean());
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Void>> running = new ArrayList<>();
        try {
            for (int partition : plan.partitions()) {
                running.add(threads.submit(reading(address, plan, partition, tally)));
            }
            pause(warmSeconds, running);
            long bytesBefore = tally.bytes().sum();
            long answersBefore = tally.answers().sum();
            meter.start();
            pause(seconds, running);
            Cost cost = meter.stop();
            long read = tally.bytes().sum() - bytesBefore;
            long count = tally.answers().sum();
            return new Measured(count - answersBefore, count, read, cost, new Histogram(1));
        } finally {
            tally.stop().set(true);
            threads.shutdown();
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) threads.shutdownNow();
            for (Future<Void> each : running) result(each);
        }
    }

    /** What all readers together have; written by all of them. */
    private record Tally(LongAdder bytes, LongAdder answers, AtomicBoolean stop) {}

    private static Callable<Void> reading(InetSocketAddress address, Plan plan, int partition, Tally tally) {
        return () -> {
            try (FetchConnection connection = new FetchConnection(address, plan, partition)) {
                while (!tally.stop().get()) {
                    tally.bytes().add(connection.fetchNext());
                    tally.answers().increment();
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
