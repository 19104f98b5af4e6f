package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which broker coordinates a group, a transactional id or a share partition.
 *
 * <p>v1: keyType, throttleTimeMs, errorMessage. v3: flexible. v4: coordinatorKeys, coordinators; no more key,
 * errorCode, errorMessage, nodeId, host, port.
 */
public interface FindCoordinator {
    @Message(newest = 6, flexibleSince = 3)
    record Request(
            @Until(3) String key,
            @Since(1) byte keyType,
            @Since(4) List<String> coordinatorKeys) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.FIND_COORDINATOR;
        }
    }

    @Message(newest = 6, flexibleSince = 3)
    record Response(
            @Since(1) @Ignorable int throttleTimeMs,
            @Until(3) short errorCode,
            @Since(1) @Until(3) @Ignorable @Nullable String errorMessage,
            @Until(3) int nodeId,
            @Until(3) String host,
            @Until(3) int port,
            @Since(4) List<Coordinator> coordinators) {}

    record Coordinator(
            String key,
            int nodeId,
            String host,
            int port,
            short errorCode,
            @Nullable String errorMessage) {}
}
