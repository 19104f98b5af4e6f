package io.ottla.wire.message.data;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a broker's log directories hold and how much room they have.
 *
 * <p>v2: flexible. v3: errorCode. v4: results.totalBytes, results.usableBytes. v5: results.isCordoned.
 */
public interface DescribeLogDirs {
    @Message(newest = 5, flexibleSince = 2)
    record Request(@Nullable List<RequestedTopic> topics) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_LOG_DIRS;
        }
    }

    record RequestedTopic(String topic, List<Integer> partitions) {}

    @Message(newest = 5, flexibleSince = 2)
    record Response(int throttleTimeMs, @Since(3) @Ignorable short errorCode, List<Directory> results) {}

    record Directory(
            short errorCode,
            String logDir,
            List<Topic> topics,
            @Since(4) @Default("-1") @Ignorable long totalBytes,
            @Since(4) @Default("-1") @Ignorable long usableBytes,
            @Since(5) @Ignorable boolean isCordoned) {}

    record Topic(String name, List<Partition> partitions) {}

    record Partition(int partitionIndex, long partitionSize, long offsetLag, boolean isFutureKey) {}
}
