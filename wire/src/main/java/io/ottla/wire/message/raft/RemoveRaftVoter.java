package io.ottla.wire.message.raft;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import org.jspecify.annotations.Nullable;

/**
 * Removes a voter from the metadata quorum.
 *
 * <p>Flexible from the start.
 */
public interface RemoveRaftVoter {
    @Message(newest = 0, flexibleSince = 0)
    record Request(@Nullable String clusterId, int voterId, Uuid voterDirectoryId) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.REMOVE_RAFT_VOTER;
        }
    }

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs, short errorCode, @Nullable String errorMessage) {}
}
