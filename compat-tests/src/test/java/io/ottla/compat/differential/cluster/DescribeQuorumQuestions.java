package io.ottla.compat.differential.cluster;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.message.DescribeQuorumRequestData.PartitionData;
import org.apache.kafka.common.message.DescribeQuorumRequestData.TopicData;
import org.apache.kafka.common.protocol.ApiKeys;

/** A quorum of one; how far its log has come differs from broker to broker. */
final class DescribeQuorumQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_QUORUM;
    }

    @Override
    public void ask(Asking on) {
        on.ask("the quorum", peer -> request("__cluster_metadata", 0), (peer, reply) -> QuorumProgress.forget(reply));
        on.ask(
                "another partition",
                peer -> request("__cluster_metadata", 1),
                (peer, reply) -> QuorumProgress.forget(reply));
        on.ask("another topic", peer -> request("t", 0), (peer, reply) -> QuorumProgress.forget(reply));
        on.ask("no topic", peer -> new DescribeQuorumRequestData(), (peer, reply) -> QuorumProgress.forget(reply));
    }

    private static DescribeQuorumRequestData request(String topic, int partition) {
        return new DescribeQuorumRequestData()
                .setTopics(List.of(new TopicData()
                        .setTopicName(topic)
                        .setPartitions(List.of(new PartitionData().setPartitionIndex(partition)))));
    }
}
