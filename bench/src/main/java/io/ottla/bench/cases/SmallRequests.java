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

/** One record of 100 bytes a request, acks=all, over the partitions of a topic of its own. */
final class SmallRequests {

    static final int FEW = 16;

    private final Broker broker;
    private final String topic;
    private final int partitions;
    private long acknowledged;

    /** Over sixteen partitions. */
    SmallRequests(Broker broker, String topic, Map<String, String> configs) throws IOException {
        this(broker, topic, FEW, configs);
    }

    /** Creates the topic and lets each partition take a record. */
    SmallRequests(Broker broker, String topic, int partitions, Map<String, String> configs) throws IOException {
        this.broker = broker;
        this.topic = topic;
        this.partitions = partitions;
        try (Admin admin = Admin.connect(broker.address())) {
            admin.createTopic(topic, partitions, configs);
            acknowledged = admin.produceToEach(topic, partitions, RecordBatches.of(1, 100));
        }
    }

    Load load(int connections, int depth) {
        byte[] batch = RecordBatches.of(1, 100);
        List<byte[]> requests = IntStream.range(0, partitions)
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
            long stored = admin.endOffsets(topic, partitions);
            if (stored != acknowledged) {
                throw new BadAnswer("acknowledged " + acknowledged + " records, but the logs have " + stored);
            }
        }
    }
}
