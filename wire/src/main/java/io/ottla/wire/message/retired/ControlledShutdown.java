package io.ottla.wire.message.retired;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;

/**
 * A broker asked the controller to move its leaderships away before it stopped.
 *
 * <p>v2: brokerEpoch. v3: flexible.
 */
public interface ControlledShutdown {
    @Message(newest = 3, flexibleSince = 3)
    record Request(
            int brokerId,
            @Since(2) @Default("-1") @Ignorable long brokerEpoch) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.CONTROLLED_SHUTDOWN;
        }
    }

    @Message(newest = 3, flexibleSince = 3)
    record Response(short errorCode, List<RemainingPartition> remainingPartitions) {}

    record RemainingPartition(String topicName, int partitionIndex) {}
}
