package io.ottla.bench.cases;

import io.ottla.bench.broker.Broker;
import io.ottla.bench.load.Extent;
import io.ottla.bench.load.Measured;
import io.ottla.bench.report.Figure;
import java.io.IOException;
import java.util.Map;

/** Acknowledgements that mean on disk: a topic with flush.messages=1. */
final class FlushCase {

    private FlushCase() {}

    static void measure(Session session) throws IOException, InterruptedException {
        try (Broker broker = session.broker()) {
            broker.start();
            SmallRequests requests = new SmallRequests(broker, "durable", Map.of("flush.messages", "1"));
            Extent warm = Extent.seconds(session.plan().warmSeconds());
            Extent window = Extent.seconds(session.plan().windowSeconds());
            Measured result = session.load(broker, Figure.FLUSH_RATE, requests.load(64, 1), warm, window);
            requests.acknowledge(result.total());
            requests.verify();
            session.record(Figure.FLUSH_RATE, result.perSecond());
            session.record(Figure.FLUSH_CPU, result.cpuMicrosPerAnswer());
            session.record(Figure.FLUSH_P50, result.micros(50));
            session.record(Figure.FLUSH_P99, result.micros(99));
        }
    }
}
