package io.ottla.wire.message.data;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads record batches from partitions, waiting for them if asked to; consumers, followers and KRaft observers all use
 * it.
 *
 * <p>v1: throttleTimeMs. v3: maxBytes. v4: isolationLevel, responses.partitions.lastStableOffset,
 * responses.partitions.abortedTransactions. v5: topics.partitions.logStartOffset, responses.partitions.logStartOffset.
 * v7: sessionId, sessionEpoch, forgottenTopicsData, errorCode. v9: topics.partitions.currentLeaderEpoch. v11: rackId,
 * responses.partitions.preferredReadReplica. v12: clusterId, topics.partitions.lastFetchedEpoch,
 * responses.partitions.divergingEpoch, responses.partitions.currentLeader, responses.partitions.snapshotId; flexible.
 * v13: topics.topicId, forgottenTopicsData.topicId, responses.topicId; no more topics.topic,
 * forgottenTopicsData.topic, responses.topic. v15: replicaState; no more replicaId. v16: nodeEndpoints. v17:
 * topics.partitions.replicaDirectoryId. v18: topics.partitions.highWatermark.
 */
public interface Fetch {
    @Message(newest = 18, flexibleSince = 12)
    record Request(
            @Since(12) @Tagged(0) @Default("null") @Ignorable @Nullable
            String clusterId,

            @Until(14) @Default("-1") int replicaId,
            @Since(15) @Tagged(1) ReplicaState replicaState,
            int maxWaitMs,
            int minBytes,
            @Since(3) @Default("2147483647") @Ignorable int maxBytes,
            @Since(4) @Ignorable byte isolationLevel,
            @Since(7) @Ignorable int sessionId,
            @Since(7) @Default("-1") @Ignorable int sessionEpoch,
            List<Topic> topics,
            @Since(7) List<ForgottenTopic> forgottenTopicsData,
            @Since(11) @Ignorable String rackId)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.FETCH;
        }
    }

    record ReplicaState(
            @Default("-1") int replicaId, @Default("-1") long replicaEpoch) {
        /** Said by consumers, and written as nothing. */
        public static final ReplicaState NONE = new ReplicaState(-1, -1);
    }

    record Topic(
            @Until(12) @Ignorable String topic,
            @Since(13) @Ignorable Uuid topicId,
            List<Partition> partitions) {}

    record Partition(
            int partition,
            @Since(9) @Default("-1") @Ignorable int currentLeaderEpoch,
            long fetchOffset,
            @Since(12) @Default("-1") int lastFetchedEpoch,
            @Since(5) @Default("-1") @Ignorable long logStartOffset,
            int partitionMaxBytes,
            @Since(17) @Tagged(0) @Ignorable Uuid replicaDirectoryId,

            @Since(18) @Tagged(1) @Default("9223372036854775807") @Ignorable
            long highWatermark) {}

    record ForgottenTopic(
            @Until(12) @Ignorable String topic,
            @Since(13) @Ignorable Uuid topicId,
            List<Integer> partitions) {}

    @Message(newest = 18, flexibleSince = 12)
    record Response(
            @Since(1) @Ignorable int throttleTimeMs,
            @Since(7) @Ignorable short errorCode,
            @Since(7) int sessionId,
            List<TopicResponse> responses,
            @Since(16) @Tagged(0) List<NodeEndpoint> nodeEndpoints) {}

    record TopicResponse(
            @Until(12) @Ignorable String topic,
            @Since(13) @Ignorable Uuid topicId,
            List<PartitionData> partitions) {}

    record PartitionData(
            int partitionIndex,
            short errorCode,
            long highWatermark,
            @Since(4) @Default("-1") @Ignorable long lastStableOffset,
            @Since(5) @Default("-1") @Ignorable long logStartOffset,
            @Since(12) @Tagged(0) EpochEndOffset divergingEpoch,
            @Since(12) @Tagged(1) Leader currentLeader,
            @Since(12) @Tagged(2) SnapshotId snapshotId,
            @Since(4) @Ignorable @Nullable List<AbortedTransaction> abortedTransactions,
            @Since(11) @Default("-1") int preferredReadReplica,
            @Nullable Payload records) {}

    record EpochEndOffset(
            @Default("-1") int epoch, @Default("-1") long endOffset) {
        /** The logs agree; written as nothing. */
        public static final EpochEndOffset NONE = new EpochEndOffset(-1, -1);
    }

    record Leader(
            @Default("-1") int leaderId, @Default("-1") int leaderEpoch) {
        /** No hint at another leader; written as nothing. */
        public static final Leader NONE = new Leader(-1, -1);
    }

    record SnapshotId(
            @Default("-1") long endOffset, @Default("-1") int epoch) {
        /** No snapshot has to be fetched first; written as nothing. */
        public static final SnapshotId NONE = new SnapshotId(-1, -1);
    }

    record AbortedTransaction(long producerId, long firstOffset) {}

    record NodeEndpoint(
            int nodeId,
            String host,
            int port,
            @Default("null") @Nullable String rack) {}
}
