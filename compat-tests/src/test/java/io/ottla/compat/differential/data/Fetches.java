package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Peer;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchRequestData.ForgottenTopic;

/** Fetch requests, topics by name or by id as the version has it. */
final class Fetches {
    /** The first version that names topics by their ids. */
    static final int IDS = 13;

    private static final int PLENTY_BYTES = 1 << 20;

    private Fetches() {}

    /** Waits for nothing; outside of any session. */
    static FetchRequestData request(FetchTopic... topics) {
        return new FetchRequestData()
                .setMaxWaitMs(0)
                .setMinBytes(0)
                .setMaxBytes(PLENTY_BYTES)
                .setSessionId(0)
                .setSessionEpoch(-1)
                .setTopics(List.of(topics));
    }

    static FetchTopic topic(Peer peer, int version, String name, FetchPartition... partitions) {
        var topic = new FetchTopic().setPartitions(List.of(partitions));
        return version >= IDS ? topic.setTopicId(idOf(peer, name)) : topic.setTopic(name);
    }

    static ForgottenTopic forgotten(Peer peer, int version, String name, Integer... partitions) {
        var topic = new ForgottenTopic().setPartitions(List.of(partitions));
        return version >= IDS ? topic.setTopicId(idOf(peer, name)) : topic.setTopic(name);
    }

    static FetchPartition partition(int index, long offset) {
        return new FetchPartition().setPartition(index).setFetchOffset(offset).setPartitionMaxBytes(PLENTY_BYTES);
    }

    private static Uuid idOf(Peer peer, String name) {
        var id = peer.topicId(name);
        return id.equals(Uuid.ZERO_UUID) ? new Uuid(77, name.hashCode()) : id;
    }
}
