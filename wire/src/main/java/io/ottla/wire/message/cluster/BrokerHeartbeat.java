package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broker tells the controller that it lives, and asks to be unfenced or to leave.
 *
 * <p>Flexible from the start. v1: offlineLogDirs. v2: cordonedLogDirs.
 */
public interface BrokerHeartbeat {
    @Message(newest = 2, flexibleSince = 0)
    record Request(
            int brokerId,
            @Default("-1") long brokerEpoch,
            long currentMetadataOffset,
            boolean wantFence,
            boolean wantShutDown,
            @Since(1) @Tagged(0) List<Uuid> offlineLogDirs,
            @Since(2) @Tagged(1) @Default("null") @Nullable List<Uuid> cordonedLogDirs)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.BROKER_HEARTBEAT;
        }
    }

    @Message(newest = 2, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            boolean isCaughtUp,
            @Default("true") boolean isFenced,
            boolean shouldShutDown) {}
}
