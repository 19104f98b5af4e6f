package io.ottla.broker.joint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.wire.Uuid;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.data.Produce;
import io.ottla.wire.message.topic.Metadata;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests about one topic, and what is in their answers. */
final class Requests {
    private final String topic;

    Requests(String topic) {
        this.topic = topic;
    }

    String topic() {
        return topic;
    }

    static BytesPayload batch(String... values) {
        var builder = new BatchBuilder();
        for (var value : values) {
            builder.append(System.currentTimeMillis(), null, value.getBytes(UTF_8));
        }
        return new BytesPayload(builder.build());
    }

    Produce.Request produce(@Nullable Payload records, int acks) {
        return produce(Uuid.ZERO, 0, records, acks);
    }

    Produce.Request produce(Uuid topicId, int partition, @Nullable Payload records, int acks) {
        var data = new Produce.PartitionData(partition, records);
        var name = topicId.equals(Uuid.ZERO) ? topic : "";
        return new Produce.Request(
                null, (short) acks, 1000, List.of(new Produce.TopicData(name, topicId, List.of(data))));
    }

    static Produce.PartitionResponse only(Produce.Response response) {
        return response.responses().get(0).partitionResponses().get(0);
    }

    Metadata.Request metadata() {
        return new Metadata.Request(List.of(new Metadata.RequestedTopic(Uuid.ZERO, topic)), true, false, false);
    }

    /** A fetch of one partition; the fields most tests do not care about have their defaults. */
    static final class FetchRequest {
        private String topic;
        private Uuid topicId = Uuid.ZERO;
        private long offset;
        private int partitionMaxBytes = 1 << 20;
        private int maxBytes = 1 << 20;
        private int minBytes = 1;
        private int maxWaitMs;
        private int leaderEpoch = -1;
        private byte isolation;
        private int sessionId;
        private int sessionEpoch = -1;
        private int replica = -1;
        private Fetch.ReplicaState replicaState = Fetch.ReplicaState.NONE;
        private boolean isNamed = true;
        private List<Fetch.Partition> partitions = List.of();
        private List<Fetch.ForgottenTopic> forgotten = List.of();

        FetchRequest(String topic) {
            this.topic = topic;
        }

        FetchRequest at(long newOffset) {
            offset = newOffset;
            return this;
        }

        FetchRequest topicId(Uuid id) {
            topicId = id;
            topic = "";
            return this;
        }

        FetchRequest topic(String name) {
            topic = name;
            return this;
        }

        FetchRequest upTo(int bytes) {
            partitionMaxBytes = bytes;
            maxBytes = bytes;
            return this;
        }

        FetchRequest awaiting(int bytes, int ms) {
            minBytes = bytes;
            maxWaitMs = ms;
            return this;
        }

        FetchRequest leaderEpoch(int epoch) {
            leaderEpoch = epoch;
            return this;
        }

        FetchRequest committed() {
            return isolation(1);
        }

        FetchRequest isolation(int level) {
            isolation = (byte) level;
            return this;
        }

        /** As a broker asks another. */
        FetchRequest replica(int id, int version) {
            replica = version < 15 ? id : -1;
            replicaState = version < 15 ? Fetch.ReplicaState.NONE : new Fetch.ReplicaState(id, -1);
            return this;
        }

        /** These, and not the one that is asked for otherwise. */
        FetchRequest partitions(List<Fetch.Partition> wanted) {
            partitions = wanted;
            return this;
        }

        FetchRequest session(int id, int epoch) {
            sessionId = id;
            sessionEpoch = epoch;
            return this;
        }

        /** Names no partition: those of the session are meant. */
        FetchRequest sameAsBefore() {
            isNamed = false;
            return this;
        }

        FetchRequest forgetting(String name) {
            forgotten = List.of(new Fetch.ForgottenTopic(name, Uuid.ZERO, List.of(0)));
            return this;
        }

        Fetch.Request build() {
            var partition =
                    new Fetch.Partition(0, leaderEpoch, offset, -1, -1, partitionMaxBytes, Uuid.ZERO, Long.MAX_VALUE);
            var wanted = partitions.isEmpty() ? List.of(partition) : partitions;
            return new Fetch.Request(
                    null,
                    replica,
                    replicaState,
                    maxWaitMs,
                    minBytes,
                    maxBytes,
                    isolation,
                    sessionId,
                    sessionEpoch,
                    isNamed ? List.of(new Fetch.Topic(topic, topicId, wanted)) : List.of(),
                    forgotten,
                    "");
        }
    }

    FetchRequest fetch() {
        return new FetchRequest(topic);
    }

    static Fetch.PartitionData only(Fetch.Response response) {
        return response.responses().get(0).partitions().get(0);
    }

    static ByteBuffer records(Fetch.PartitionData data) {
        return data.records() instanceof BytesPayload bytes ? bytes.bytes() : ByteBuffer.allocate(0);
    }
}
