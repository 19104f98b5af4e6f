package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.jspecify.annotations.Nullable;

/** Produce requests, topics by name or by id as the version has it. */
final class Produces {
    /** The first version that names topics by their ids. */
    static final int IDS = 13;

    private Produces() {}

    /** With acks=all, one batch to partition 0. */
    static ProduceRequestData request(Peer peer, int version, String topic, Batch batch) {
        return request(-1, topic(peer, version, topic, partition(0, batch.toRecords())));
    }

    static ProduceRequestData request(int acks, TopicProduceData... topics) {
        var request = new ProduceRequestData().setAcks((short) acks).setTimeoutMs(5_000);
        for (var topic : topics) {
            request.topicData().add(topic);
        }
        return request;
    }

    static TopicProduceData topic(Peer peer, int version, String name, PartitionProduceData... partitions) {
        var topic = new TopicProduceData().setPartitionData(List.of(partitions));
        return version >= IDS ? topic.setTopicId(idOf(peer, name)) : topic.setName(name);
    }

    static PartitionProduceData partition(int index, @Nullable BaseRecords records) {
        return new PartitionProduceData().setIndex(index).setRecords(records);
    }

    /** An id that nobody has stands for a topic that is not there. */
    private static Uuid idOf(Peer peer, String name) {
        var id = peer.topicId(name);
        return id.equals(Uuid.ZERO_UUID) ? new Uuid(77, name.hashCode()) : id;
    }

    /** Writes to partition 0 of a topic on both, to have something to ask about. */
    static void write(Asking on, String topic, Batch batch) {
        on.askOther("records to ask about", ApiKeys.PRODUCE, 9, peer -> request(peer, 9, topic, batch));
    }
}
