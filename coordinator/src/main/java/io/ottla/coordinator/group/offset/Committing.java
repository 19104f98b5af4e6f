package io.ottla.coordinator.group.offset;

import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Member;
import io.ottla.coordinator.group.membership.Sessions;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.coordinator.group.state.CommittedOffset;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.OffsetCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides OffsetCommit: who may commit, and what is kept. Stateless. */
public final class Committing {
    private Committing() {}

    /** Every partition of {@code request} gets {@code error}. */
    public static OffsetCommit.Response refused(OffsetCommit.Request request, ErrorCode error) {
        return answer(request, partition -> error);
    }

    private static OffsetCommit.Response answer(
            OffsetCommit.Request request, Function<OffsetCommit.Partition, ErrorCode> error) {
        List<OffsetCommit.TopicResponse> topics =
                new ArrayList<>(request.topics().size());
        for (OffsetCommit.Topic topic : request.topics()) {
            List<OffsetCommit.PartitionResponse> partitions =
                    new ArrayList<>(topic.partitions().size());
            for (OffsetCommit.Partition partition : topic.partitions()) {
                partitions.add(new OffsetCommit.PartitionResponse(
                        partition.partitionIndex(), error.apply(partition).code()));
            }
            topics.add(new OffsetCommit.TopicResponse(topic.name(), topic.topicId(), partitions));
        }
        return new OffsetCommit.Response(0, topics);
    }

    /**
     * Keeps how far a group has read, if the one who says so may.
     *
     * @param request names its topics, whatever its version
     */
    public static Decision<GroupChange> commit(
            Groups groups, OffsetCommit.Request request, Asker<OffsetCommit.Response> asker, Moment now) {
        ClassicGroup group = groups.find(request.groupId());
        ErrorCode error = group == null ? checkNew(request) : check(group, request);
        if (error != ErrorCode.NONE) {
            return Decision.answer(asker, refused(request, error));
        }
        List<GroupChange> changes = new ArrayList<>();
        Member member = group == null ? null : group.member(request.memberId());
        if (group != null && member != null) { // a commit is a sign of life
            changes.add(Sessions.heard(group, member, now));
        }
        for (OffsetCommit.Topic topic : request.topics()) {
            for (OffsetCommit.Partition partition : topic.partitions()) {
                if (fits(groups, partition.committedMetadata())) {
                    changes.add(new GroupChange.OffsetCommitted(
                            request.groupId(),
                            topic.name(),
                            partition.partitionIndex(),
                            offset(request, partition, now)));
                }
            }
        }
        OffsetCommit.Response answer = answer(
                request,
                partition -> fits(groups, partition.committedMetadata())
                        ? ErrorCode.NONE
                        : ErrorCode.OFFSET_METADATA_TOO_LARGE);
        return Decision.of(changes, asker, answer);
    }

    private static boolean fits(Groups groups, @Nullable String metadata) {
        return metadata == null || metadata.length() <= groups.settings().metadataMaxChars();
    }

    private static CommittedOffset offset(OffsetCommit.Request request, OffsetCommit.Partition partition, Moment now) {
        String metadata = partition.committedMetadata();
        return new CommittedOffset(
                partition.committedOffset(),
                partition.committedLeaderEpoch(),
                metadata == null ? "" : metadata,
                partition.commitTimestamp() == CommittedOffset.NONE ? now.wallMs() : partition.commitTimestamp(),
                request.retentionTimeMs() == CommittedOffset.NONE
                        ? CommittedOffset.NONE
                        : now.wallMs() + request.retentionTimeMs());
    }

    /** A group nobody knows: only somebody who is no member may commit for it, which makes it. */
    private static ErrorCode checkNew(OffsetCommit.Request request) {
        return request.generationIdOrMemberEpoch() < 0 ? ErrorCode.NONE : ErrorCode.GROUP_ID_NOT_FOUND;
    }

    private static ErrorCode check(ClassicGroup group, OffsetCommit.Request request) {
        boolean isMember = request.generationIdOrMemberEpoch() >= 0;
        if (!isMember && group.isEmpty()) {
            return ErrorCode.NONE;
        }
        if (!isMember && request.memberId().isEmpty() && request.groupInstanceId() == null) {
            return ErrorCode.UNKNOWN_MEMBER_ID; // members are at work
        }
        ErrorCode error = group.check(request.memberId(), request.groupInstanceId());
        if (error != ErrorCode.NONE) {
            return error;
        }
        if (request.generationIdOrMemberEpoch() != group.generation()) {
            return ErrorCode.ILLEGAL_GENERATION;
        }
        return group.state() == GroupState.COMPLETING_REBALANCE ? ErrorCode.REBALANCE_IN_PROGRESS : ErrorCode.NONE;
    }
}
