package io.ottla.broker.handler.topic;

import io.ottla.broker.handler.Operations;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.topic.DescribeTopicPartitions;
import io.ottla.wire.message.topic.Metadata.Broker;
import io.ottla.wire.message.topic.Metadata.Partition;
import io.ottla.wire.message.topic.Metadata.RequestedTopic;
import io.ottla.wire.message.topic.Metadata.Response;
import io.ottla.wire.message.topic.Metadata.Topic;
import io.ottla.wire.message.topic.MetadataResponseCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shapes an image into the answers of Metadata. Any thread; encoding one twice in a race is harmless. */
public final class MetadataAnswers {
    private static final int NOBODY = -1;
    /** A smaller topic is told of sooner than looked up. */
    private static final int MANY_PARTITIONS = 32;
    /** Each takes some thirty bytes a partition for as long as the image is the newest. */
    private static final int MOST_ENCODED = 64;

    private final String clusterId;
    private final CommittedImage committed;
    private volatile Encoded encoded = new Encoded(ClusterImage.EMPTY, Map.of());

    public MetadataAnswers(String clusterId, CommittedImage committed) {
        this.clusterId = clusterId;
        this.committed = committed;
    }

    /** By which listener someone asks, and for what besides. */
    record Ask(String listener, boolean clusterOperations, boolean topicOperations) {
        /** What may be done to a topic, also to one that is not there. */
        int ofTopic() {
            return topicOperations ? Operations.ALL_OF_TOPIC : Operations.NOT_ASKED;
        }
    }

    /**
     * Which answer was encoded.
     *
     * @param topic zero for all topics
     */
    private record Form(Uuid topic, String listener, int version) {}

    /** What was encoded of one image. */
    private record Encoded(ClusterImage image, Map<Form, ByteBuffer> bodies) {
        @SuppressWarnings("ReferenceEquality") // each image is made once; comparing all of it would cost what we save
        boolean isOf(ClusterImage other) {
            return image == other;
        }
    }

    /** All topics of the current image, as a body ready to send. */
    ByteBuffer encodedAll(String listener, int version) {
        var now = committed.current();
        return encoded(now, new Form(Uuid.ZERO, listener, version), ask -> all(now, ask));
    }

    /** One topic of the current image as a body ready to send; null if it is not there, or small. */
    @Nullable
    ByteBuffer encodedTopic(RequestedTopic wanted, String listener, int version) {
        var now = committed.current();
        var topic = find(now, wanted);
        if (topic == null || topic.partitionCount() < MANY_PARTITIONS) {
            return null;
        }
        return encoded(
                now,
                new Form(topic.id(), listener, version),
                ask -> response(now, ask, List.of(known(now, topic, ask))));
    }

    private ByteBuffer encoded(ClusterImage now, Form form, Function<Ask, Response> answer) {
        var before = encoded;
        var known = before.isOf(now) ? before.bodies : Map.<Form, ByteBuffer>of();
        var body = known.get(form);
        if (body != null) {
            return body;
        }
        var made = encode(answer.apply(new Ask(form.listener, false, false)), form.version);
        if (known.size() < MOST_ENCODED) {
            var bodies = new HashMap<>(known);
            bodies.put(form, made);
            encoded = new Encoded(now, Map.copyOf(bodies));
        }
        return made;
    }

    private static ByteBuffer encode(Response response, int version) {
        var writer = new WireWriter();
        MetadataResponseCodec.INSTANCE.write(response, writer, version);
        return writer.toByteBuffer();
    }

    Response all(ClusterImage image, Ask ask) {
        var topics = new ArrayList<Topic>(image.topics().count());
        for (var topic : image.topics().all()) {
            topics.add(known(image, topic, ask));
        }
        return response(image, ask, topics);
    }

    Response response(ClusterImage image, Ask ask, List<Topic> topics) {
        var brokers = new ArrayList<Broker>();
        for (var broker : image.nodes().alive()) {
            var endpoint = broker.endpoint(ask.listener);
            if (endpoint != null) {
                brokers.add(new Broker(broker.id(), endpoint.host(), endpoint.port(), broker.rack()));
            }
        }
        // Any broker passes on what is the controller's: as Kafka does, one that is alive is named.
        var controller = brokers.isEmpty() ? NOBODY : brokers.get(0).nodeId();
        var operations = ask.clusterOperations ? Operations.ALL_OF_CLUSTER : Operations.NOT_ASKED;
        return new Response(0, brokers, clusterId, controller, topics, operations, ErrorCode.NONE.code());
    }

    /** The answer for one topic that was asked for. */
    Topic topic(ClusterImage image, RequestedTopic wanted, Ask ask, Map<String, ErrorCode> refused) {
        var topic = find(image, wanted);
        if (topic != null) {
            return known(image, topic, ask);
        }
        var name = wanted.name();
        return name == null || isById(wanted)
                ? refused(null, wanted.topicId(), ErrorCode.UNKNOWN_TOPIC_ID, Operations.NOT_ASKED)
                : refused(name, Uuid.ZERO, refused.getOrDefault(name, whyUnknown(name)), ask.ofTopic());
    }

    private static @Nullable TopicImage find(ClusterImage image, RequestedTopic wanted) {
        var name = wanted.name();
        return name == null || isById(wanted)
                ? image.topics().byId(wanted.topicId())
                : image.topics().byName(name);
    }

    /** An id counts more than a name. */
    static boolean isById(RequestedTopic wanted) {
        return wanted.name() == null || !wanted.topicId().equals(Uuid.ZERO);
    }

    private static ErrorCode whyUnknown(String name) {
        return TopicNames.isValid(name) ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.INVALID_TOPIC_EXCEPTION;
    }

    static Topic refused(@Nullable String name, Uuid id, ErrorCode error) {
        return refused(name, id, error, Operations.NOT_ASKED);
    }

    private static Topic refused(@Nullable String name, Uuid id, ErrorCode error, int operations) {
        var internal = name != null && TopicNames.isInternal(name);
        return new Topic(error.code(), name, id, internal, List.of(), operations);
    }

    static Response empty(List<Topic> topics, ErrorCode error) {
        return new Response(0, List.of(), null, NOBODY, topics, Operations.NOT_ASKED, error.code());
    }

    private static Topic known(ClusterImage image, TopicImage topic, Ask ask) {
        var partitions = new ArrayList<Partition>(topic.partitionCount());
        for (var i = 0; i < topic.partitionCount(); i++) {
            partitions.add(partition(image, i, topic.partitions().get(i), ask.listener));
        }
        return new Topic(
                ErrorCode.NONE.code(),
                topic.name(),
                topic.id(),
                TopicNames.isInternal(topic.name()),
                partitions,
                ask.ofTopic());
    }

    private static Partition partition(ClusterImage image, int index, PartitionImage partition, String listener) {
        var error = leaderError(image, partition, listener);
        return new Partition(
                error.code(),
                index,
                error == ErrorCode.NONE ? partition.leader() : NOBODY,
                partition.leaderEpoch(),
                partition.replicas(),
                partition.isr(),
                offline(image, partition, listener));
    }

    private static ErrorCode leaderError(ClusterImage image, PartitionImage partition, String listener) {
        if (!partition.hasLeader() || !image.nodes().isAlive(partition.leader())) {
            return ErrorCode.LEADER_NOT_AVAILABLE;
        }
        return reaches(image, partition.leader(), listener) ? ErrorCode.NONE : ErrorCode.LISTENER_NOT_FOUND;
    }

    private static boolean reaches(ClusterImage image, int node, String listener) {
        var broker = image.nodes().broker(node);
        return broker != null && !broker.fenced() && broker.endpoint(listener) != null;
    }

    private static List<Integer> offline(ClusterImage image, PartitionImage partition, String listener) {
        List<Integer> offline = List.of();
        for (var replica : partition.replicas()) {
            if (!reaches(image, replica, listener)) {
                offline = offline.isEmpty() ? new ArrayList<>(1) : offline;
                offline.add(replica);
            }
        }
        return offline;
    }

    /** A partition as DescribeTopicPartitions tells it. */
    static DescribeTopicPartitions.Partition described(
            ClusterImage image, int index, PartitionImage partition, String listener) {
        var error = leaderError(image, partition, listener);
        return new DescribeTopicPartitions.Partition(
                error.code(),
                index,
                error == ErrorCode.NONE ? partition.leader() : NOBODY,
                partition.leaderEpoch(),
                partition.replicas(),
                partition.isr(),
                partition.elr(),
                partition.lastKnownElr(),
                offline(image, partition, listener));
    }

    /** A topic that does not exist, as DescribeTopicPartitions tells it. */
    static DescribeTopicPartitions.Topic unknownPartitionsOf(String name) {
        return new DescribeTopicPartitions.Topic(
                whyUnknown(name).code(),
                name,
                Uuid.ZERO,
                TopicNames.isInternal(name),
                List.of(),
                Operations.ALL_OF_TOPIC);
    }
}
