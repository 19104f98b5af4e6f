package io.ottla.bench.cases;

import io.ottla.bench.broker.Broker;
import io.ottla.bench.load.AnswerCheck;
import io.ottla.bench.load.Extent;
import io.ottla.bench.load.Load;
import io.ottla.bench.load.Measured;
import io.ottla.bench.load.Requests;
import io.ottla.bench.report.Figure;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A thousand partitions: what they cost when nobody asks, when small requests go to all of them, and when clients ask for them. */
final class SpreadCase {

    private static final String TOPIC = "spread";

    private SpreadCase() {}

    static void measure(Session session) throws IOException, InterruptedException {
        int partitions = session.plan().manyPartitions();
        try (Broker broker = session.broker()) {
            broker.start();
            SmallRequests requests = new SmallRequests(broker, TOPIC, partitions, Map.of());
            session.rest();
            session.idle(broker, Figure.SPREAD_IDLE_CPU);
            produce(session, broker, requests);
            requests.verify();
            metadata(session, broker, partitions);
        }
    }

    /** Short warming: the first time that a partition needs a page of its index is what this is about. */
    private static void produce(Session session, Broker broker, SmallRequests requests) throws IOException {
        Extent warm = Extent.seconds(session.plan().warmSeconds() / 5);
        Extent window = Extent.seconds(session.plan().windowSeconds());
        Measured result = session.load(broker, Figure.SPREAD_CPU, requests.load(64, 1), warm, window);
        requests.acknowledge(result.total());
        session.record(Figure.SPREAD_CPU, result.cpuMicrosPerAnswer());
        session.record(Figure.SPREAD_RATE, result.perSecond());
        session.record(Figure.SPREAD_P50, result.micros(50));
        session.record(Figure.SPREAD_P99, result.micros(99));
    }

    private static void metadata(Session session, Broker broker, int partitions) throws IOException {
        AnswerCheck check = AnswerCheck.metadata(partitions);
        Load load = Load.closed(16, 1, List.of(Requests.metadata()), 0, check);
        Extent warm = Extent.seconds(session.plan().warmSeconds() / 2);
        Extent window = Extent.seconds(session.plan().windowSeconds() / 2);
        Measured result = session.load(broker, Figure.METADATA_CPU, load, warm, window);
        session.record(Figure.METADATA_CPU, result.cpuMicrosPerAnswer());
        session.record(Figure.METADATA_RATE, result.perSecond());
    }
}
