package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broker introduces itself to the controller.
 *
 * <p>Flexible from the start. v1: isMigratingZkBroker. v2: logDirs. v3: previousBrokerEpoch.
 */
public interface BrokerRegistration {
    @Message(newest = 4, flexibleSince = 0)
    record Request(
            int brokerId,
            String clusterId,
            Uuid incarnationId,
            List<Listener> listeners,
            List<Feature> features,
            @Nullable String rack,
            @Since(1) boolean isMigratingZkBroker,
            @Since(2) @Ignorable List<Uuid> logDirs,
            @Since(3) @Default("-1") @Ignorable long previousBrokerEpoch)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.BROKER_REGISTRATION;
        }
    }

    record Listener(String name, String host, @UInt16 int port, short securityProtocol) {}

    record Feature(String name, short minSupportedVersion, short maxSupportedVersion) {}

    @Message(newest = 4, flexibleSince = 0)
    record Response(
            int throttleTimeMs,
            short errorCode,
            @Default("-1") long brokerEpoch) {}
}
