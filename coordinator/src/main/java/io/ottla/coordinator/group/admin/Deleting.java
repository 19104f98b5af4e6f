package io.ottla.coordinator.group.admin;

import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Subscriptions;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Offsets;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.DeleteGroups;
import io.ottla.wire.message.group.OffsetDelete;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what administrators want gone: offsets, whole groups; and what goes with a topic. Stateless.
 *
 * <p>What is deleted may be torn by a crash: the offsets go first and the group last, so that a deletion nobody was told of can be asked
 * for again, and a deletion by a topic finds the rest forgotten in time. Apache Kafka refuses to delete a group whose tombstones do not
 * fit into one batch.
 */
public final class Deleting {
    private Deleting() {}

    public static DeleteGroups.GroupResult groupAnswer(String group, ErrorCode error) {
        return new DeleteGroups.GroupResult(group, error.code(), error.message());
    }

    /** The whole request is refused. */
    public static OffsetDelete.Response refused(ErrorCode error) {
        return new OffsetDelete.Response(error.code(), 0, List.of());
    }

    public static Decision<GroupChange> deleteGroup(Groups groups, String id, Asker<DeleteGroups.GroupResult> asker) {
        ClassicGroup group = groups.find(id);
        if (group == null) {
            return Decision.answer(asker, groupAnswer(id, ErrorCode.GROUP_ID_NOT_FOUND));
        }
        if (!group.isEmpty()) {
            return Decision.answer(asker, groupAnswer(id, ErrorCode.NON_EMPTY_GROUP));
        }
        List<GroupChange> changes = new ArrayList<>();
        groups.offsets(id)
                .all()
                .forEach((topic, partitions) -> partitions
                        .keySet()
                        .forEach(index -> changes.add(new GroupChange.OffsetForgotten(id, topic, index))));
        changes.add(new GroupChange.GroupForgotten(id));
        return Decision.of(changes, asker, groupAnswer(id, ErrorCode.NONE)).inParts();
    }

    public static Decision<GroupChange> deleteOffsets(
            Groups groups, OffsetDelete.Request request, Asker<OffsetDelete.Response> asker) {
        ClassicGroup group = groups.find(request.groupId());
        ErrorCode error = mistake(group, request);
        if (group == null || error != ErrorCode.NONE) {
            return Decision.answer(asker, refused(error));
        }
        List<GroupChange> changes = new ArrayList<>();
        List<OffsetDelete.TopicResponse> answers = new ArrayList<>();
        for (OffsetDelete.Topic topic : request.topics()) {
            boolean isRead = Subscriptions.includes(group, topic.name());
            ErrorCode each = isRead ? ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC : ErrorCode.NONE;
            List<OffsetDelete.PartitionResponse> partitions = new ArrayList<>();
            for (OffsetDelete.Partition partition : topic.partitions()) {
                int index = partition.partitionIndex();
                boolean isThere = groups.offsets(group.id()).find(topic.name(), index) != null;
                if (!isRead && isThere) {
                    changes.add(new GroupChange.OffsetForgotten(group.id(), topic.name(), index));
                }
                partitions.add(new OffsetDelete.PartitionResponse(index, each.code()));
            }
            answers.add(new OffsetDelete.TopicResponse(topic.name(), partitions));
        }
        return Decision.of(changes, asker, new OffsetDelete.Response(ErrorCode.NONE.code(), 0, answers))
                .inParts();
    }

    private static ErrorCode mistake(@Nullable ClassicGroup group, OffsetDelete.Request request) {
        if (request.groupId().isEmpty()) {
            return ErrorCode.INVALID_GROUP_ID;
        }
        if (group == null) {
            return ErrorCode.GROUP_ID_NOT_FOUND;
        }
        return group.isEmpty() || group.isOfConsumers() ? ErrorCode.NONE : ErrorCode.NON_EMPTY_GROUP;
    }

    /** These topics are gone, and how far anybody has read them with them. */
    public static Decision<GroupChange> topicsDeleted(Groups groups, Set<String> topics) {
        List<GroupChange> changes = new ArrayList<>();
        for (ClassicGroup group : groups.all()) {
            Offsets offsets = groups.offsets(group.id());
            for (String topic : topics) {
                offsets.of(topic)
                        .keySet()
                        .forEach(index -> changes.add(new GroupChange.OffsetForgotten(group.id(), topic, index)));
            }
        }
        return new Decision<>(changes, List.of()).inParts();
    }
}
