package io.ottla.wire.message.raft;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a piece of a snapshot of the metadata log.
 *
 * <p>Flexible from the start. v1: topics.partitions.replicaDirectoryId, nodeEndpoints.
 */
public interface FetchSnapshot {
    @Message(newest = 1, flexibleSince = 0)
    record Request(
            @Tagged(0) @Default("null") @Nullable String clusterId,
            @Default("-1") int replicaId,
            @Default("2147483647") int maxBytes,
            List<Topic> topics)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.FETCH_SNAPSHOT;
        }
    }

    record Topic(String name, List<Partition> partitions) {}

    record Partition(
            int partition,
            int currentLeaderEpoch,
            SnapshotId snapshotId,
            long position,
            @Since(1) @Tagged(0) @Ignorable Uuid replicaDirectoryId) {}

    record SnapshotId(long endOffset, int epoch) {}

    @Message(newest = 1, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            List<TopicResponse> topics,
            @Since(1) @Tagged(0) List<NodeEndpoint> nodeEndpoints) {}

    record TopicResponse(String name, List<PartitionResponse> partitions) {}

    record PartitionResponse(
            int index,
            short errorCode,
            SnapshotId snapshotId,
            @Tagged(0) Leader currentLeader,
            long size,
            long position,
            Payload unalignedRecords) {}

    record Leader(int leaderId, int leaderEpoch) {
        /** No hint at another leader; written as nothing. */
        public static final Leader NONE = new Leader(0, 0);
    }

    record NodeEndpoint(int nodeId, String host, @UInt16 int port) {}
}
