package io.ottla.wire.message.cluster;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.UInt16;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A controller introduces itself to the active controller.
 *
 * <p>Flexible from the start.
 */
public interface ControllerRegistration {
    @Message(newest = 0, flexibleSince = 0)
    record Request(
            int controllerId,
            Uuid incarnationId,
            boolean zkMigrationReady,
            List<Listener> listeners,
            List<Feature> features)
            implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.CONTROLLER_REGISTRATION;
        }
    }

    record Listener(String name, String host, @UInt16 int port, short securityProtocol) {}

    record Feature(String name, short minSupportedVersion, short maxSupportedVersion) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs, short errorCode, @Nullable String errorMessage) {}
}
