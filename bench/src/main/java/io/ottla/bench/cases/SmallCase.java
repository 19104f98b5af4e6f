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

/** Small requests: right after a start, warm, pipelined, from one connection, and the cheapest request there is. */
final class SmallCase {

    private static final double OPEN_RATE = 5000;

    private final Session session;
    private final Broker broker;
    private final SmallRequests requests;
    private final Extent warm;
    private final Extent window;

    private SmallCase(Session session, Broker broker) throws IOException {
        this.session = session;
        this.broker = broker;
        this.requests = new SmallRequests(broker, "small", Map.of());
        this.warm = Extent.seconds(session.plan().warmSeconds());
        this.window = Extent.seconds(session.plan().windowSeconds());
    }

    static void measure(Session session) throws IOException, InterruptedException {
        try (Broker broker = session.broker()) {
            broker.start();
            SmallCase small = new SmallCase(session, broker);
            small.firstSeconds();
            small.depthOne();
            small.depthFive();
            small.oneConnection();
            small.requests.verify();
            small.apiVersions();
            session.record(Figure.LOADED_RESIDENT, broker.residentBytes() / 1e6);
        }
    }

    static void measureOpenLoop(Session session) throws IOException, InterruptedException {
        try (Broker broker = session.broker()) {
            broker.start();
            SmallCase small = new SmallCase(session, broker);
            small.produce(Figure.OPEN_CPU, 64, 1, small.warm, Extent.seconds(0.1));
            Load due = small.requests.load(64, 1).atRate(OPEN_RATE);
            Measured open = session.load(broker, Figure.OPEN_CPU, due, small.brief(), small.window);
            small.requests.acknowledge(open.total());
            small.requests.verify();
            session.record(Figure.OPEN_CPU, open.cpuMicrosPerAnswer());
            session.record(Figure.OPEN_P50, open.micros(50));
            session.record(Figure.OPEN_P99, open.micros(99));
            session.record(Figure.OPEN_P999, open.micros(99.9));
        }
    }

    private Measured produce(Figure phase, int connections, int depth, Extent warmUp, Extent measured)
            throws IOException {
        Measured result = session.load(broker, phase, requests.load(connections, depth), warmUp, measured);
        requests.acknowledge(result.total());
        return result;
    }

    private void firstSeconds() throws IOException {
        Extent first = Extent.seconds(session.plan().firstSeconds());
        Measured result = produce(Figure.FIRST_TEN, 64, 1, Extent.seconds(0), first);
        session.record(Figure.FIRST_TEN, result.cpuMicrosPerAnswer());
        session.record(Figure.FIRST_TEN_RATE, result.perSecond());
    }

    private void depthOne() throws IOException {
        Measured result = produce(Figure.DEPTH_1_CPU, 64, 1, warm, window);
        session.record(Figure.DEPTH_1_CPU, result.cpuMicrosPerAnswer());
        session.record(Figure.DEPTH_1_RATE, result.perSecond());
        session.record(Figure.DEPTH_1_P50, result.micros(50));
        session.record(Figure.DEPTH_1_P99, result.micros(99));
    }

    private void depthFive() throws IOException {
        Measured result = produce(Figure.DEPTH_5_CPU, 64, 5, brief(), window);
        session.record(Figure.DEPTH_5_CPU, result.cpuMicrosPerAnswer());
        session.record(Figure.DEPTH_5_RATE, result.perSecond());
        session.record(Figure.DEPTH_5_P99, result.micros(99));
    }

    private void oneConnection() throws IOException {
        Measured result = produce(Figure.ONE_CPU, 1, 1, brief(), window);
        session.record(Figure.ONE_CPU, result.cpuMicrosPerAnswer());
        session.record(Figure.ONE_RATE, result.perSecond());
        session.record(Figure.ONE_P50, result.micros(50));
        session.record(Figure.ONE_P99, result.micros(99));
    }

    private void apiVersions() throws IOException {
        Load load = Load.closed(64, 1, List.of(Requests.apiVersions()), 0, AnswerCheck.apiVersions());
        Measured result = session.load(broker, Figure.API_VERSIONS_CPU, load, brief(), window);
        session.record(Figure.API_VERSIONS_CPU, result.cpuMicrosPerAnswer());
        session.record(Figure.API_VERSIONS_RATE, result.perSecond());
    }

    /** For a broker whose code is warm already. */
    private Extent brief() {
        return Extent.seconds(session.plan().warmSeconds() / 2);
    }
}
