package io.ottla.bench.cases;

import io.ottla.bench.broker.Broker;
import io.ottla.bench.load.Admin;
import io.ottla.bench.load.AnswerCheck;
import io.ottla.bench.load.BadAnswer;
import io.ottla.bench.load.Extent;
import io.ottla.bench.load.Load;
import io.ottla.bench.load.Measured;
import io.ottla.bench.load.Readers;
import io.ottla.bench.load.RecordBatches;
import io.ottla.bench.load.Requests;
import io.ottla.bench.report.Figure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Batches of 64 KiB: written with acks=all, then read back from the page cache, by one reader a partition and by ten of one. */
final class LargeCase {

    private static final String TOPIC = "large";
    private static final int PARTITIONS = 4;
    private static final int DEPTH = 5;
    private static final int BATCH_BYTES = 64 << 10;
    private static final int FAN_OUT = 10;
    /** Longest that writing may take, should a broker be very slow. */
    private static final double LIMIT_SECONDS = 60;

    private final Session session;
    private final Broker broker;
    private final byte[] batch = RecordBatches.ofSize(BATCH_BYTES);

    private LargeCase(Session session, Broker broker) {
        this.session = session;
        this.broker = broker;
    }

    static void measure(Session session) throws IOException, InterruptedException {
        try (Broker broker = session.broker()) {
            broker.start();
            LargeCase large = new LargeCase(session, broker);
            large.touchPageCache();
            large.produce();
            List<Integer> each = IntStream.range(0, PARTITIONS).boxed().toList();
            large.read(each, Figure.FETCH_CPU, Figure.FETCH_RATE, false);
            large.read(each, Figure.FETCH_DISCARD_CPU, Figure.FETCH_DISCARD_RATE, true);
            List<Integer> same = Collections.nCopies(FAN_OUT, 0);
            large.read(same, Figure.FAN_OUT_CPU, Figure.FAN_OUT_RATE, false);
            large.read(same, Figure.FAN_OUT_DISCARD_CPU, Figure.FAN_OUT_DISCARD_RATE, true);
        }
    }

    /** Memory that a virtual machine has not held lately makes writes several times dearer: hold it before. */
    private void touchPageCache() throws IOException {
        long bytes = 5 * (session.plan().largeWarmBytes() + session.plan().largeBytes()) / 4;
        Path file = Files.createTempFile(session.place(), "touch", ".tmp");
        ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 20);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long written = 0; written < bytes; written += chunk.capacity()) channel.write(chunk.clear());
        } finally {
            Files.delete(file);
        }
    }

    private void produce() throws IOException {
        long records = RecordBatches.count(batch);
        try (Admin admin = Admin.connect(broker.address())) {
            admin.createTopic(TOPIC, PARTITIONS, Map.of());
            int before = admin.produce(Requests.produceToAll(TOPIC, 0, PARTITIONS, batch));
            Measured result = session.load(
                    broker,
                    Figure.LARGE_CPU,
                    load(),
                    new Extent(LIMIT_SECONDS, session.plan().largeWarmBytes() / batch.length),
                    new Extent(LIMIT_SECONDS, session.plan().largeBytes() / batch.length));
            session.record(Figure.LARGE_CPU, result.cpuSecondsPerGigabyte());
            session.record(Figure.LARGE_RATE, result.megabytesPerSecond());
            long stored = admin.endOffsets(TOPIC, PARTITIONS);
            long acknowledged = (result.total() + before) * records;
            if (stored != acknowledged) {
                throw new BadAnswer("acknowledged " + acknowledged + " records, but the logs have " + stored);
            }
        }
    }

    private Load load() {
        List<byte[]> requests = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> Requests.produce(TOPIC, partition, batch))
                .toList();
        return Load.closed(PARTITIONS, DEPTH, requests, batch.length, AnswerCheck.produce(TOPIC));
    }

    private void read(List<Integer> partitions, Figure cpu, Figure rate, boolean discard)
            throws IOException, InterruptedException {
        if (discard && !Readers.canDiscard()) return;
        Readers.Plan readers = new Readers.Plan(TOPIC, partitions, batch.length, RecordBatches.count(batch), discard);
        Measured result = session.read(broker, cpu, readers);
        session.record(cpu, result.cpuSecondsPerGigabyte());
        session.record(rate, result.megabytesPerSecond());
    }
}
