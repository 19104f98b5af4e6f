package io.ottla.bench.cases;

import io.ottla.bench.broker.Broker;
import io.ottla.bench.load.Admin;
import io.ottla.bench.load.RecordBatches;
import io.ottla.bench.report.Figure;
import java.io.IOException;
import java.util.Map;

/** Starts with a thousand partitions that hold some records each: closed cleanly, and killed. */
final class ManyPartitionsCase {

    private static final String TOPIC = "many";
    private static final int REQUESTS_EACH = 5;

    private ManyPartitionsCase() {}

    static void measure(Session session) throws IOException, InterruptedException {
        int partitions = session.plan().manyPartitions();
        try (Broker broker = session.broker()) {
            broker.start();
            create(session, broker, partitions);
            broker.stop();
            timed(
                    session,
                    broker,
                    Figure.START_1000_CLEAN,
                    Figure.START_1000_CLEAN_CPU,
                    Figure.START_1000_CLEAN_SERVED);
            fill(broker, partitions, REQUESTS_EACH);
            broker.kill();
            timed(
                    session,
                    broker,
                    Figure.START_1000_KILL9,
                    Figure.START_1000_KILL9_CPU,
                    Figure.START_1000_KILL9_SERVED);
        }
    }

    private static void create(Session session, Broker broker, int partitions) throws IOException {
        long start = System.nanoTime();
        try (Admin admin = Admin.connect(broker.address())) {
            admin.createTopic(TOPIC, partitions, Map.of());
        }
        fill(broker, partitions, 1);
        session.record(Figure.CREATE_1000, (System.nanoTime() - start) / 1e9);
        fill(broker, partitions, REQUESTS_EACH);
    }

    private static void timed(Session session, Broker broker, Figure metadata, Figure cpu, Figure served)
            throws IOException, InterruptedException {
        int partitions = session.plan().manyPartitions();
        Broker.Started started = broker.startUntilLed(TOPIC, partitions);
        long answered = System.nanoTime();
        session.record(metadata, started.seconds());
        session.noteNeighbours(metadata, started.neighbours());
        session.record(cpu, started.cpuSeconds());
        fill(broker, partitions, 1);
        session.record(served, started.seconds() + (System.nanoTime() - answered) / 1e9);
    }

    private static void fill(Broker broker, int partitions, int batchesEach) throws IOException {
        byte[] batch = RecordBatches.of(1, 100);
        try (Admin admin = Admin.connect(broker.address())) {
            for (int i = 0; i < batchesEach; i++) {
                admin.produceToEach(TOPIC, partitions, batch);
            }
        }
    }
}
