package io.ottla.broker.handler.data;

import io.ottla.broker.fetch.Asker;
import io.ottla.broker.fetch.FetchRun;
import io.ottla.broker.fetch.PartitionRead;
import io.ottla.broker.fetch.Wanted;
import io.ottla.broker.handler.Leaders;
import io.ottla.log.EpochEnd;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.message.data.Fetch.AbortedTransaction;
import io.ottla.wire.message.data.Fetch.EpochEndOffset;
import io.ottla.wire.message.data.Fetch.Leader;
import io.ottla.wire.message.data.Fetch.NodeEndpoint;
import io.ottla.wire.message.data.Fetch.PartitionData;
import io.ottla.wire.message.data.Fetch.Response;
import io.ottla.wire.message.data.Fetch.SnapshotId;
import io.ottla.wire.message.data.Fetch.TopicResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes what was read into a response. For one request. */
final class FetchAnswer {
    private static final int FIRST_WITH_TOPIC_ID = 13;
    private static final int FIRST_WITH_LEADER = 16;
    private static final int UNKNOWN = -1;

    private final boolean isCommitted;
    private final boolean isReplica;
    private final Leaders leaders;
    private final int version;
    private final String listener;
    private final List<NodeEndpoint> endpoints = new ArrayList<>(0);

    /** @param listener by which the asker came */
    FetchAnswer(FetchRun.Request ask, Leaders leaders, int version, String listener) {
        this.isCommitted = ask.limit() == ReadLimit.LAST_STABLE_OFFSET;
        this.isReplica = ask.asker() instanceof Asker.Replica;
        this.leaders = leaders;
        this.version = version;
        this.listener = listener;
    }

    Response of(int sessionId, List<PartitionRead> reads) {
        var topics = new ArrayList<TopicResponse>();
        Wanted.Key topic = null;
        List<PartitionData> partitions = List.of();
        for (var read : reads) {
            var key = read.wanted().key();
            if (topic == null || !topic.isSameTopic(key)) {
                topic = key;
                partitions = new ArrayList<>();
                topics.add(new TopicResponse(key.topic(), key.topicId(), partitions));
            }
            partitions.add(partition(read));
        }
        return new Response(0, ErrorCode.NONE.code(), sessionId, topics, endpoints);
    }

    private PartitionData partition(PartitionRead read) {
        var view = read.view();
        if (view == null || read.error() != ErrorCode.NONE) {
            return failed(read);
        }
        var slice = read.slice();
        return new PartitionData(
                read.wanted().key().partition(),
                ErrorCode.NONE.code(),
                view.highWatermark(),
                view.lastStableOffset(),
                view.log().logStartOffset(),
                divergence(read.divergence()),
                Leader.NONE,
                SnapshotId.NONE,
                aborted(read),
                read.readReplica(),
                slice == null ? BytesPayload.EMPTY : slice);
    }

    private static EpochEndOffset divergence(EpochEnd at) {
        return at.equals(EpochEnd.UNDEFINED)
                ? EpochEndOffset.NONE
                : new EpochEndOffset(at.leaderEpoch(), at.endOffset());
    }

    /** Null says "you have not asked"; an empty list says "none". */
    private @Nullable List<AbortedTransaction> aborted(PartitionRead read) {
        var view = read.view();
        if (!isCommitted || view == null) {
            return null;
        }
        var slice = read.slice();
        if (slice == null) {
            return List.of();
        }
        var aborted = new ArrayList<AbortedTransaction>(0);
        for (var each : view.log().abortedTransactions(read.wanted().offset(), slice.upperBoundOffset())) {
            aborted.add(new AbortedTransaction(each.producerId(), each.firstOffset()));
        }
        return aborted;
    }

    private PartitionData failed(PartitionRead read) {
        var key = read.wanted().key();
        var error = read.error();
        if (error == ErrorCode.UNKNOWN_TOPIC_ID && version < FIRST_WITH_TOPIC_ID) {
            error = ErrorCode.UNKNOWN_TOPIC_OR_PARTITION; // an empty name
        }
        var nowhere = error == ErrorCode.UNKNOWN_TOPIC_OR_PARTITION || error == ErrorCode.UNKNOWN_TOPIC_ID;
        return refused(key.partition(), error, leaderHint(error, key), nowhere ? List.of() : null);
    }

    static PartitionData refused(int partition, ErrorCode error) {
        return refused(partition, error, Leader.NONE, List.of());
    }

    /** @param aborted as Kafka: null where there was a partition to read from */
    private static PartitionData refused(
            int partition, ErrorCode error, Leader leader, @Nullable List<AbortedTransaction> aborted) {
        return new PartitionData(
                partition,
                error.code(),
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                EpochEndOffset.NONE,
                leader,
                SnapshotId.NONE,
                aborted,
                UNKNOWN,
                BytesPayload.EMPTY);
    }

    /** Whoever asked the wrong broker, or believes in an old leader, learns the right one (KIP-951). */
    private Leader leaderHint(ErrorCode error, Wanted.Key key) {
        var isAstray = error == ErrorCode.NOT_LEADER_OR_FOLLOWER || error == ErrorCode.FENCED_LEADER_EPOCH;
        if (!isAstray || version < FIRST_WITH_LEADER) {
            return Leader.NONE;
        }
        var leader = key.topic().isEmpty()
                ? leaders.of(key.topicId(), key.partition())
                : leaders.of(key.topic(), key.partition());
        if (leader == null) {
            return Leader.NONE;
        }
        // Brokers know each other's addresses.
        var address = isReplica ? null : leaders.endpoint(leader.nodeId(), listener);
        if (address != null && endpoints.stream().noneMatch(known -> known.nodeId() == leader.nodeId())) {
            endpoints.add(new NodeEndpoint(leader.nodeId(), address.host(), address.port(), address.rack()));
        }
        return new Leader(leader.nodeId(), leader.leaderEpoch());
    }

    /** The peer has gone: nothing of this is sent. */
    static void release(PartitionRead read) {
        var slice = read.slice();
        if (slice != null) {
            slice.release();
        }
    }
}
