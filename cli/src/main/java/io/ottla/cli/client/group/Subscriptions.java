package io.ottla.cli.client.group;

import io.ottla.wire.TopicPartition;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.group.ConsumerProtocol;
import io.ottla.wire.message.group.ConsumerProtocolAssignmentCodec;
import io.ottla.wire.message.group.ConsumerProtocolSubscriptionCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** What consumers tell each other through the coordinator: a version, then the message. Stateless. */
final class Subscriptions {
    private static final int SUBSCRIPTION_VERSION = 1;
    private static final int ASSIGNMENT_VERSION = 1;

    private Subscriptions() {}

    /** Which topics we want. */
    static ByteBuffer subscription(Collection<String> topics) {
        var message = new ConsumerProtocol.Subscription(List.copyOf(topics), null, List.of(), -1, null);
        return write(message, ConsumerProtocolSubscriptionCodec.INSTANCE, SUBSCRIPTION_VERSION);
    }

    /** Which topics another member wants. */
    static List<String> topics(ByteBuffer subscription) {
        return read(subscription, ConsumerProtocolSubscriptionCodec.INSTANCE).topics();
    }

    /** What a member shall read. */
    static ByteBuffer assignment(Collection<TopicPartition> partitions) {
        var byTopic = new TreeMap<String, List<Integer>>();
        partitions.forEach(partition -> byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                .add(partition.partition()));
        var topics = byTopic.entrySet().stream()
                .map(topic -> new ConsumerProtocol.TopicPartition(topic.getKey(), topic.getValue()))
                .toList();
        var message = new ConsumerProtocol.Assignment(topics, null);
        return write(message, ConsumerProtocolAssignmentCodec.INSTANCE, ASSIGNMENT_VERSION);
    }

    /** What a member shall read; nothing if there are no bytes. */
    static List<TopicPartition> partitions(ByteBuffer assignment) {
        if (!assignment.hasRemaining()) {
            return List.of();
        }
        return read(assignment, ConsumerProtocolAssignmentCodec.INSTANCE).assignedPartitions().stream()
                .flatMap(topic -> topic.partitions().stream().map(index -> new TopicPartition(topic.topic(), index)))
                .toList();
    }

    private static <T> ByteBuffer write(T message, MessageCodec<T> codec, int version) {
        var writer = new WireWriter();
        writer.int16((short) version);
        codec.write(message, writer, version);
        return writer.toByteBuffer();
    }

    /** A newer version is read as the newest we know, as its beginning is the same. */
    private static <T> T read(ByteBuffer bytes, MessageCodec<T> codec) {
        var reader = new WireReader(bytes.duplicate());
        int version = reader.int16("version");
        return codec.read(reader, Math.min(version, codec.newestVersion()));
    }
}
