package io.ottla.wire.message.raft;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a voter's endpoints and supported versions.
 *
 * <p>Flexible from the start.
 */
public interface UpdateRaftVoter {
    @Message(newest = 0, flexibleSince = 0)
    record Request(
            @Nullable String clusterId,
            int currentLeaderEpoch,
            int voterId,
            Uuid voterDirectoryId,
            List<Listener> listeners,
            KRaftVersionFeature kRaftVersionFeature)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.UPDATE_RAFT_VOTER;
        }
    }

    record Listener(String name, String host, @UInt16 int port) {}

    record KRaftVersionFeature(short minSupportedVersion, short maxSupportedVersion) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs, short errorCode, @Tagged(0) CurrentLeader currentLeader) {}

    record CurrentLeader(
            @Default("-1") int leaderId, @Default("-1") int leaderEpoch, String host, int port) {
        /** No hint at another leader; written as nothing. */
        public static final CurrentLeader NONE = new CurrentLeader(-1, -1, "", 0);
    }
}
