package io.ottla.coordinator.group.offset;

import io.ottla.coordinator.group.state.CommittedOffset;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Offsets;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.group.OffsetFetch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers OffsetFetch for one group. Stateless. */
public final class Fetching {
    private static final long NO_OFFSET = -1;

    private Fetching() {}

    /** The group as a whole is refused. */
    public static OffsetFetch.GroupResponse refused(String group, ErrorCode error) {
        return new OffsetFetch.GroupResponse(group, List.of(), error.code());
    }

    /**
     * Tells how far one group has read.
     *
     * @param request names its topics, whatever its version; without a list all there is is told
     */
    public static OffsetFetch.GroupResponse fetch(Groups groups, OffsetFetch.Group request) {
        Offsets offsets = groups.offsets(request.groupId());
        List<OffsetFetch.GroupTopicResponse> topics = new ArrayList<>();
        List<OffsetFetch.GroupTopic> asked = request.topics();
        if (asked == null) {
            for (Map.Entry<String, Map<Integer, CommittedOffset>> topic :
                    offsets.all().entrySet()) {
                List<OffsetFetch.GroupPartitionResponse> partitions = new ArrayList<>();
                topic.getValue().forEach((index, offset) -> partitions.add(told(index, offset)));
                topics.add(new OffsetFetch.GroupTopicResponse(topic.getKey(), Uuid.ZERO, partitions));
            }
        } else {
            for (OffsetFetch.GroupTopic topic : asked) {
                List<OffsetFetch.GroupPartitionResponse> partitions = new ArrayList<>();
                for (int index : topic.partitionIndexes()) {
                    partitions.add(told(index, offsets.find(topic.name(), index)));
                }
                topics.add(new OffsetFetch.GroupTopicResponse(topic.name(), topic.topicId(), partitions));
            }
        }
        return new OffsetFetch.GroupResponse(request.groupId(), topics, ErrorCode.NONE.code());
    }

    private static OffsetFetch.GroupPartitionResponse told(int index, @Nullable CommittedOffset offset) {
        return offset == null
                ? new OffsetFetch.GroupPartitionResponse(
                        index, NO_OFFSET, CommittedOffset.NONE, "", ErrorCode.NONE.code())
                : new OffsetFetch.GroupPartitionResponse(
                        index, offset.offset(), offset.leaderEpoch(), offset.metadata(), ErrorCode.NONE.code());
    }
}
