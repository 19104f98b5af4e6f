package io.ottla.wire.message.raft;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds a voter to the metadata quorum.
 *
 * <p>Flexible from the start. v1: ackWhenCommitted.
 */
public interface AddRaftVoter {
    @Message(newest = 1, flexibleSince = 0)
    record Request(
            @Nullable String clusterId,
            int timeoutMs,
            int voterId,
            Uuid voterDirectoryId,
            List<Listener> listeners,
            @Since(1) @Default("true") boolean ackWhenCommitted)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ADD_RAFT_VOTER;
        }
    }

    record Listener(String name, String host, @UInt16 int port) {}

    @Message(newest = 1, flexibleSince = 0)
    record Response(
            int throttleTimeMs, short errorCode, @Nullable String errorMessage) {}
}
