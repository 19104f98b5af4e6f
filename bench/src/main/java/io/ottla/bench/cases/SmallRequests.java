package io.ottla.bench.cases;

import io.ottla.bench.broker.Broker;
import io.ottla.bench.load.Admin;
import io.ottla.bench.load.AnswerCheck;
import io.ottla.bench.load.BadAnswer;
import io.ottla.bench.load.Load;
import io.ottla.bench.load.RecordBatches;
import io.ottla.bench.load.Requests;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One record of 100 bytes a request, acks=all, over the 16 partitions of a topic. */
final class SmallRequests {

    static final int PARTITIONS = 16;

    private final Broker broker;
    private final String topic;
    private long acknowledged;

    SmallRequests(Broker broker, String topic, Map<String, String> configs) throws IOException {
        this.broker = broker;
        this.topic = topic;
        try (Admin admin = Admin.connect(broker.address())) {
            admin.createTopic(topic, PARTITIONS, configs);
            acknowledged = admin.produce(Requests.produceToAll(topic, 0, PARTITIONS, RecordBatches.of(1, 100)));
        }
    }

    Load load(int connections, int depth) {
        byte[] batch = RecordBatches.of(1, 100);
        List<byte[]> requests = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> Requests.produce(topic, partition, batch))
                .toList();
        return Load.closed(connections, depth, requests, 0, AnswerCheck.produce(topic));
    }

    void acknowledge(long more) {
        acknowledged += more;
    }

    /** What was acknowledged is in the logs, no record more or less.
     *  @throws BadAnswer if not */
    void verify() throws IOException {
        try (Admin admin = Admin.connect(broker.address())) {
            long stored = admin.endOffsets(topic, PARTITIONS);
            if (stored != acknowledged) {
                throw new BadAnswer("acknowledged " + acknowledged + " records, but the logs have " + stored);
            }
        }
    }
}
