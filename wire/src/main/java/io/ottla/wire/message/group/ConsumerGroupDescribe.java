package io.ottla.wire.message.group;

import io.ottla.wire.ApiKey;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells state, members and assignments of consumer groups (KIP-848).
 *
 * <p>Flexible from the start. v1: groups.members.memberType.
 */
public interface ConsumerGroupDescribe {
    @Message(newest = 1, flexibleSince = 0)
    record Request(List<String> groupIds, boolean includeAuthorizedOperations) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.CONSUMER_GROUP_DESCRIBE;
        }
    }

    @Message(newest = 1, flexibleSince = 0)
    record Response(int throttleTimeMs, List<Group> groups) {}

    record Group(
            short errorCode,
            @Default("null") @Nullable String errorMessage,
            String groupId,
            String groupState,
            int groupEpoch,
            int assignmentEpoch,
            String assignorName,
            List<Member> members,
            @Default("-2147483648") int authorizedOperations) {}

    record Member(
            String memberId,
            @Default("null") @Nullable String instanceId,
            @Default("null") @Nullable String rackId,
            int memberEpoch,
            String clientId,
            String clientHost,
            List<String> subscribedTopicNames,
            @Default("null") @Nullable String subscribedTopicRegex,
            Assignment assignment,
            Assignment targetAssignment,
            @Since(1) @Default("-1") @Ignorable byte memberType) {}

    record Assignment(List<TopicPartitions> topicPartitions) {}

    record TopicPartitions(Uuid topicId, String topicName, List<Integer> partitions) {}
}
