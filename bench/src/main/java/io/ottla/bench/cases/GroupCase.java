package io.ottla.bench.cases;

import io.ottla.bench.broker.Broker;
import io.ottla.bench.load.Admin;
import io.ottla.bench.load.StockGroup;
import io.ottla.bench.report.Figure;
import java.io.IOException;
import java.util.Map;

/** The members of one group of stock consumers, from their start until each has its partition. */
final class GroupCase {

    private static final String TOPIC = "shared";
    private static final String KAFKAS_DELAY = "group.initial.rebalance.delay.ms=3000";

    private GroupCase() {}

    static void measure(Session session) throws IOException, InterruptedException {
        try (Broker broker = session.broker()) {
            session.record(Figure.GROUP_DEFAULT, secondsToStable(session, broker));
        }
        try (Broker broker = session.brokerWith(KAFKAS_DELAY)) {
            session.record(Figure.GROUP_SAME, secondsToStable(session, broker));
        }
    }

    /** The coordinator and its topic are there already; a group of one has seen to that. */
    private static double secondsToStable(Session session, Broker broker) throws IOException, InterruptedException {
        broker.start();
        int members = session.plan().groupMembers();
        try (Admin admin = Admin.connect(broker.address())) {
            admin.createTopic(TOPIC, members, Map.of());
        }
        StockGroup.secondsToStable(broker.address(), TOPIC, "first", 1, members);
        return StockGroup.secondsToStable(broker.address(), TOPIC, "measured", members, members);
    }
}
