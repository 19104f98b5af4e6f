package io.ottla.bench.cases;

import io.ottla.bench.broker.Broker;
import io.ottla.bench.report.Figure;
import java.io.IOException;

/** Starts on fresh directories, and what a broker that nobody uses costs. */
final class StartCase {

    private StartCase() {}

    static void measure(Session session) throws IOException, InterruptedException {
        for (int i = 1; i <= session.plan().freshStarts(); i++) {
            try (Broker broker = session.broker()) {
                Broker.Started started = broker.start();
                session.record(Figure.START_FRESH, started.seconds());
                session.record(Figure.START_FRESH_CPU, started.cpuSeconds());
                session.noteNeighbours(Figure.START_FRESH, started.neighbours());
                if (i == session.plan().freshStarts()) idle(session, broker);
            }
        }
    }

    private static void idle(Session session, Broker broker) throws InterruptedException {
        session.rest();
        session.record(Figure.IDLE_RESIDENT, broker.residentBytes() / 1e6);
        session.record(Figure.IDLE_THREADS, broker.threads());
        session.idle(broker, Figure.IDLE_CPU);
    }
}
