package io.ottla.coordinator.group.record;

import io.ottla.base.Check;
import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Member;
import io.ottla.coordinator.group.request.Client;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.coordinator.group.state.CommittedOffset;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.GroupChange.GroupForgotten;
import io.ottla.coordinator.group.state.GroupChange.GroupMoved;
import io.ottla.coordinator.group.state.GroupChange.OffsetCommitted;
import io.ottla.coordinator.group.state.GroupChange.OffsetForgotten;
import io.ottla.replication.machine.ChangeCodec;
import io.ottla.replication.machine.StoredRecord;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.group.JoinGroup;
import io.ottla.wire.stored.OffsetsTopicRecords;
import io.ottla.wire.stored.group.GroupMetadataRecord;
import io.ottla.wire.stored.group.LegacyOffsetCommitRecord;
import io.ottla.wire.stored.group.OffsetCommitRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of groups as records of {@code __consumer_offsets}, in the versions Apache Kafka 4.3 writes. Stateless. */
public final class GroupRecords implements ChangeCodec<GroupChange> {
    private static final int GROUP_VERSION = 3;
    private static final int OFFSET_VERSION = 3;
    /** The one that says when an offset is to be forgotten. */
    private static final int OFFSET_VERSION_WITH_EXPIRY = 1;

    private static final int NOT_SAID = -1;

    @Override
    public @Nullable StoredRecord write(GroupChange change) {
        if (change instanceof OffsetCommitted committed) {
            return offset(committed);
        }
        if (change instanceof GroupMoved moved) {
            ClassicGroup group = moved.after();
            return moved.isKept() ? stored(new GroupMetadataRecord.Key(group.id()), value(group), GROUP_VERSION) : null;
        }
        if (change instanceof OffsetForgotten gone) {
            return stored(new OffsetCommitRecord.Key(gone.group(), gone.topic(), gone.partition()), null, 0);
        }
        return change instanceof GroupForgotten gone
                ? stored(new GroupMetadataRecord.Key(gone.group()), null, 0)
                : null;
    }

    private static StoredRecord stored(StoredKey key, @Nullable StoredValue value, int version) {
        WireWriter keyBytes = new WireWriter();
        OffsetsTopicRecords.INSTANCE.writeKey(key, keyBytes);
        if (value == null) {
            return new StoredRecord(keyBytes.toByteBuffer(), null);
        }
        WireWriter valueBytes = new WireWriter();
        OffsetsTopicRecords.INSTANCE.writeValue(key, value, valueBytes, version);
        return new StoredRecord(keyBytes.toByteBuffer(), valueBytes.toByteBuffer());
    }

    private static StoredRecord offset(OffsetCommitted committed) {
        CommittedOffset offset = committed.offset();
        boolean expires = offset.expireMs() != CommittedOffset.NONE;
        var value = new OffsetCommitRecord.Value(
                offset.offset(),
                offset.leaderEpoch(),
                offset.metadata(),
                offset.commitMs(),
                offset.expireMs(),
                Uuid.ZERO);
        var key = new OffsetCommitRecord.Key(committed.group(), committed.topic(), committed.partition());
        return stored(key, value, expires ? OFFSET_VERSION_WITH_EXPIRY : OFFSET_VERSION);
    }

    /** Members are kept together with their assignment; as long as there is none, the group is one without members. */
    private static GroupMetadataRecord.Value value(ClassicGroup group) {
        boolean isStable = group.state() == GroupState.STABLE;
        List<GroupMetadataRecord.Member> members = new ArrayList<>();
        for (Member member : isStable ? group.all() : List.<Member>of()) {
            members.add(new GroupMetadataRecord.Member(
                    member.id(),
                    member.instanceId(),
                    member.client().clientId(),
                    member.client().host(),
                    member.timeouts().rebalanceMs(),
                    member.timeouts().sessionMs(),
                    member.metadata(group.protocol()),
                    member.assignment()));
        }
        boolean hasType = group.protocolType() != null && group.generation() > 0;
        return new GroupMetadataRecord.Value(
                hasType ? Check.present(group.protocolType(), "a type") : "",
                group.generation(),
                isStable ? group.protocol() : null,
                isStable ? group.leader() : null,
                group.sinceMs(),
                members);
    }

    @Override
    public @Nullable GroupChange read(StoredRecord stored) {
        StoredKey key = OffsetsTopicRecords.INSTANCE.readKey(new WireReader(stored.key()));
        if (key == null) {
            return null;
        }
        ByteBuffer bytes = stored.value();
        StoredValue value = bytes == null ? null : OffsetsTopicRecords.INSTANCE.readValue(key, new WireReader(bytes));
        if (key instanceof OffsetCommitRecord.Key of) {
            return offset(of, (OffsetCommitRecord.@Nullable Value) value);
        }
        if (key instanceof LegacyOffsetCommitRecord.Key of) {
            return legacyOffset(of, (LegacyOffsetCommitRecord.@Nullable Value) value);
        }
        return key instanceof GroupMetadataRecord.Key of
                ? group(of, (GroupMetadataRecord.@Nullable Value) value)
                : null;
    }

    private static GroupChange offset(OffsetCommitRecord.Key key, OffsetCommitRecord.@Nullable Value value) {
        if (value == null) {
            return new OffsetForgotten(key.group(), key.topic(), key.partition());
        }
        var offset = new CommittedOffset(
                value.offset(),
                value.leaderEpoch(),
                value.metadata(),
                value.commitTimestamp(),
                value.expireTimestamp());
        return new OffsetCommitted(key.group(), key.topic(), key.partition(), offset);
    }

    private static GroupChange legacyOffset(
            LegacyOffsetCommitRecord.Key key, LegacyOffsetCommitRecord.@Nullable Value value) {
        if (value == null) {
            return new OffsetForgotten(key.group(), key.topic(), key.partition());
        }
        var offset = new CommittedOffset(
                value.offset(), NOT_SAID, value.metadata(), value.commitTimestamp(), CommittedOffset.NONE);
        return new OffsetCommitted(key.group(), key.topic(), key.partition(), offset);
    }

    private static GroupChange group(GroupMetadataRecord.Key key, GroupMetadataRecord.@Nullable Value value) {
        if (value == null) {
            return new GroupForgotten(key.group());
        }
        String type = value.protocolType();
        ClassicGroup group = ClassicGroup.empty(key.group(), value.currentStateTimestamp());
        for (GroupMetadataRecord.Member member : value.members()) {
            group = group.plus(member(member, value.protocol()), type);
        }
        return new GroupMoved(
                group.restored(value.generation(), type.isEmpty() ? null : type, value.protocol(), value.leader()),
                true);
    }

    private static Member member(GroupMetadataRecord.Member member, @Nullable String protocol) {
        boolean hasTimeout = member.rebalanceTimeout() != NOT_SAID;
        return new Member(
                member.memberId(),
                member.groupInstanceId(),
                new Client(member.clientId(), member.clientHost()),
                new Member.Timeouts(
                        member.sessionTimeout(), hasTimeout ? member.rebalanceTimeout() : member.sessionTimeout()),
                List.of(new JoinGroup.Protocol(protocol == null ? "" : protocol, member.subscription())),
                member.assignment(),
                false,
                null,
                null);
    }
}
