package io.ottla.bench.cases;

import io.ottla.bench.broker.Broker;
import io.ottla.bench.load.Crowd;
import io.ottla.bench.report.Figure;
import java.io.IOException;

/** Thousands of connections that have asked for ApiVersions once and are silent since. */
final class ConnectionsCase {

    /** Those before the measuring, which pay for what all share. */
    private static final int FIRST = 1000;

    private ConnectionsCase() {}

    static void measure(Session session) throws IOException, InterruptedException {
        int connections = session.plan().idleConnections();
        try (Broker broker = session.broker()) {
            broker.start();
            try (Crowd crowd = new Crowd(broker.address())) {
                crowd.grow(FIRST);
                session.rest();
                long before = broker.residentBytes();
                long start = System.nanoTime();
                crowd.grow(connections);
                double seconds = (System.nanoTime() - start) / 1e9;
                session.rest();
                double megabytes = Math.max(0, broker.residentBytes() - before) / 1e6;
                session.record(Figure.CONNECTION_RESIDENT, megabytes / connections * 1000);
                session.record(Figure.CONNECTION_RATE, connections / seconds);
            }
        }
    }
}
