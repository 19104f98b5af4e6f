package io.ottla.compat.differential.ask;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/** Makes the topics that questions are about, on both brokers. */
public final class Topics {
    private static final int NEWEST_CREATE = 7;
    private static final int METADATA = 12;
    private static final int PATIENCE = 2_000;
    private static final long PAUSE_NANOS = 5_000_000;

    private Topics() {}

    public static void make(Asking on, String name, int partitions) {
        make(on, name, partitions, Map.of());
    }

    /** Makes a topic and waits until all its partitions are led and the topic's id is known. */
    public static void make(Asking on, String name, int partitions, Map<String, String> configs) {
        var topic =
                new CreatableTopic().setName(name).setNumPartitions(partitions).setReplicationFactor((short) 1);
        configs.forEach((key, value) ->
                topic.configs().add(new CreatableTopicConfig().setName(key).setValue(value)));
        on.each(peer -> {
            var request = new CreateTopicsRequestData().setTimeoutMs(10_000);
            request.topics().add(topic.duplicate());
            if (!(peer.ask(ApiKeys.CREATE_TOPICS, NEWEST_CREATE, request) instanceof CreateTopicsResponseData reply)
                    || reply.topics().find(name).errorCode() != 0) {
                throw new AssertionError("topic " + name + " is not made");
            }
            peer.topicIs(name, reply.topics().find(name).topicId());
            awaitLeaders(peer, name, partitions);
            awaitLogs(peer, name, partitions);
        });
    }

    /** Waits until so many partitions have a leader; zero waits until the topic is gone. */
    public static void awaitLeaders(Asking on, String name, int partitions) {
        on.each(peer -> awaitLeaders(peer, name, partitions));
    }

    /** Apache Kafka answers a change of topics before its own broker has heard of it: waits until it has. */
    static void settle(Peer peer, ApiMessage request, ApiMessage reply) {
        if (request instanceof CreateTopicsRequestData wanted
                && !wanted.validateOnly()
                && reply instanceof CreateTopicsResponseData created) {
            created.topics().stream()
                    .filter(topic -> topic.errorCode() == 0)
                    .forEach(topic -> awaitThat(peer, topic.name(), partitions -> partitions > 0));
        } else if (request instanceof CreatePartitionsRequestData wanted
                && !wanted.validateOnly()
                && reply instanceof CreatePartitionsResponseData enlarged) {
            enlarged.results().stream()
                    .filter(topic -> topic.errorCode() == 0)
                    .forEach(topic -> awaitLeaders(
                            peer,
                            topic.name(),
                            wanted.topics().find(topic.name()).count()));
        } else if (reply instanceof DeleteTopicsResponseData deleted) {
            deleted.responses().stream()
                    .filter(topic -> topic.errorCode() == 0 && topic.name() != null)
                    .forEach(topic -> awaitThat(peer, topic.name(), partitions -> partitions == 0));
        }
    }

    private static void awaitLeaders(Peer peer, String name, int partitions) {
        awaitThat(peer, name, led -> led == partitions);
    }

    private static void awaitThat(Peer peer, String name, LongPredicate holds) {
        for (int i = 0; i < PATIENCE; i++) {
            if (holds.test(led(peer, name))) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("topic " + name + " does not become what it was told to be");
    }

    /** Apache Kafka tells clients of a leader before that leader has opened its log. */
    private static void awaitLogs(Peer peer, String name, int partitions) {
        var topic = new ListOffsetsTopic().setName(name);
        for (int partition = 0; partition < partitions; partition++) {
            topic.partitions()
                    .add(new ListOffsetsPartition().setPartitionIndex(partition).setTimestamp(-1));
        }
        var request = new ListOffsetsRequestData().setReplicaId(-1).setTopics(List.of(topic));
        for (int i = 0; i < PATIENCE; i++) {
            if (peer.ask(ApiKeys.LIST_OFFSETS, 1, request) instanceof ListOffsetsResponseData reply
                    && reply.topics().get(0).partitions().stream().allMatch(partition -> partition.errorCode() == 0)) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("the logs of " + name + " are not opened");
    }

    private static long led(Peer peer, String name) {
        var request = new MetadataRequestData()
                .setAllowAutoTopicCreation(false)
                .setTopics(List.of(new MetadataRequestTopic().setName(name)));
        if (peer.ask(ApiKeys.METADATA, METADATA, request) instanceof MetadataResponseData reply) {
            var topic = reply.topics().find(name);
            if (topic != null && topic.errorCode() == 0) {
                peer.topicIs(name, topic.topicId());
                return topic.partitions().stream()
                        .filter(partition -> partition.errorCode() == 0)
                        .count();
            }
            return 0;
        }
        throw new AssertionError("Metadata is not answered");
    }
}
