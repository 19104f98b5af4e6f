package io.ottla.wire.stored;

import io.ottla.wire.codec.KeyedCodecs;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.stored.group.ConsumerGroupCurrentMemberAssignmentRecordKeyCodec;
import io.ottla.wire.stored.group.ConsumerGroupCurrentMemberAssignmentRecordValueCodec;
import io.ottla.wire.stored.group.ConsumerGroupMemberMetadataRecordKeyCodec;
import io.ottla.wire.stored.group.ConsumerGroupMemberMetadataRecordValueCodec;
import io.ottla.wire.stored.group.ConsumerGroupMetadataRecordKeyCodec;
import io.ottla.wire.stored.group.ConsumerGroupMetadataRecordValueCodec;
import io.ottla.wire.stored.group.ConsumerGroupPartitionMetadataRecordKeyCodec;
import io.ottla.wire.stored.group.ConsumerGroupPartitionMetadataRecordValueCodec;
import io.ottla.wire.stored.group.ConsumerGroupRegularExpressionRecordKeyCodec;
import io.ottla.wire.stored.group.ConsumerGroupRegularExpressionRecordValueCodec;
import io.ottla.wire.stored.group.ConsumerGroupTargetAssignmentMemberRecordKeyCodec;
import io.ottla.wire.stored.group.ConsumerGroupTargetAssignmentMemberRecordValueCodec;
import io.ottla.wire.stored.group.ConsumerGroupTargetAssignmentMetadataRecordKeyCodec;
import io.ottla.wire.stored.group.ConsumerGroupTargetAssignmentMetadataRecordValueCodec;
import io.ottla.wire.stored.group.GroupMetadataRecordKeyCodec;
import io.ottla.wire.stored.group.GroupMetadataRecordValueCodec;
import io.ottla.wire.stored.group.LegacyOffsetCommitRecordKeyCodec;
import io.ottla.wire.stored.group.LegacyOffsetCommitRecordValueCodec;
import io.ottla.wire.stored.group.OffsetCommitRecordKeyCodec;
import io.ottla.wire.stored.group.OffsetCommitRecordValueCodec;
import io.ottla.wire.stored.share.ShareGroupCurrentMemberAssignmentRecordKeyCodec;
import io.ottla.wire.stored.share.ShareGroupCurrentMemberAssignmentRecordValueCodec;
import io.ottla.wire.stored.share.ShareGroupMemberMetadataRecordKeyCodec;
import io.ottla.wire.stored.share.ShareGroupMemberMetadataRecordValueCodec;
import io.ottla.wire.stored.share.ShareGroupMetadataRecordKeyCodec;
import io.ottla.wire.stored.share.ShareGroupMetadataRecordValueCodec;
import io.ottla.wire.stored.share.ShareGroupStatePartitionMetadataRecordKeyCodec;
import io.ottla.wire.stored.share.ShareGroupStatePartitionMetadataRecordValueCodec;
import io.ottla.wire.stored.share.ShareGroupTargetAssignmentMemberRecordKeyCodec;
import io.ottla.wire.stored.share.ShareGroupTargetAssignmentMemberRecordValueCodec;
import io.ottla.wire.stored.share.ShareGroupTargetAssignmentMetadataRecordKeyCodec;
import io.ottla.wire.stored.share.ShareGroupTargetAssignmentMetadataRecordValueCodec;
import io.ottla.wire.stored.streams.StreamsGroupCurrentMemberAssignmentRecordKeyCodec;
import io.ottla.wire.stored.streams.StreamsGroupCurrentMemberAssignmentRecordValueCodec;
import io.ottla.wire.stored.streams.StreamsGroupMemberMetadataRecordKeyCodec;
import io.ottla.wire.stored.streams.StreamsGroupMemberMetadataRecordValueCodec;
import io.ottla.wire.stored.streams.StreamsGroupMetadataRecordKeyCodec;
import io.ottla.wire.stored.streams.StreamsGroupMetadataRecordValueCodec;
import io.ottla.wire.stored.streams.StreamsGroupTargetAssignmentMemberRecordKeyCodec;
import io.ottla.wire.stored.streams.StreamsGroupTargetAssignmentMemberRecordValueCodec;
import io.ottla.wire.stored.streams.StreamsGroupTargetAssignmentMetadataRecordKeyCodec;
import io.ottla.wire.stored.streams.StreamsGroupTargetAssignmentMetadataRecordValueCodec;
import io.ottla.wire.stored.streams.StreamsGroupTopologyRecordKeyCodec;
import io.ottla.wire.stored.streams.StreamsGroupTopologyRecordValueCodec;
import org.jspecify.annotations.Nullable;

/** Records of {@code __consumer_offsets}: of classic, consumer, share and streams groups. Stateless. */
public final class OffsetsTopicRecords extends KeyedCodecs {
    /** The only one; has no state. */
    public static final OffsetsTopicRecords INSTANCE = new OffsetsTopicRecords();

    private OffsetsTopicRecords() {}

    @Override
    public @Nullable MessageCodec<? extends StoredKey> key(int type) {
        return switch (type) {
            case 0 -> LegacyOffsetCommitRecordKeyCodec.INSTANCE;
            case 1 -> OffsetCommitRecordKeyCodec.INSTANCE;
            case 2 -> GroupMetadataRecordKeyCodec.INSTANCE;
            case 3 -> ConsumerGroupMetadataRecordKeyCodec.INSTANCE;
            case 4 -> ConsumerGroupPartitionMetadataRecordKeyCodec.INSTANCE;
            case 5 -> ConsumerGroupMemberMetadataRecordKeyCodec.INSTANCE;
            case 6 -> ConsumerGroupTargetAssignmentMetadataRecordKeyCodec.INSTANCE;
            case 7 -> ConsumerGroupTargetAssignmentMemberRecordKeyCodec.INSTANCE;
            case 8 -> ConsumerGroupCurrentMemberAssignmentRecordKeyCodec.INSTANCE;
            case 10 -> ShareGroupMemberMetadataRecordKeyCodec.INSTANCE;
            case 11 -> ShareGroupMetadataRecordKeyCodec.INSTANCE;
            case 12 -> ShareGroupTargetAssignmentMetadataRecordKeyCodec.INSTANCE;
            case 13 -> ShareGroupTargetAssignmentMemberRecordKeyCodec.INSTANCE;
            case 14 -> ShareGroupCurrentMemberAssignmentRecordKeyCodec.INSTANCE;
            case 15 -> ShareGroupStatePartitionMetadataRecordKeyCodec.INSTANCE;
            case 16 -> ConsumerGroupRegularExpressionRecordKeyCodec.INSTANCE;
            case 17 -> StreamsGroupMetadataRecordKeyCodec.INSTANCE;
            case 19 -> StreamsGroupMemberMetadataRecordKeyCodec.INSTANCE;
            case 20 -> StreamsGroupTargetAssignmentMetadataRecordKeyCodec.INSTANCE;
            case 21 -> StreamsGroupTargetAssignmentMemberRecordKeyCodec.INSTANCE;
            case 22 -> StreamsGroupCurrentMemberAssignmentRecordKeyCodec.INSTANCE;
            case 23 -> StreamsGroupTopologyRecordKeyCodec.INSTANCE;
            default -> null;
        };
    }

    @Override
    public @Nullable MessageCodec<? extends StoredValue> value(int type) {
        return switch (type) {
            case 0 -> LegacyOffsetCommitRecordValueCodec.INSTANCE;
            case 1 -> OffsetCommitRecordValueCodec.INSTANCE;
            case 2 -> GroupMetadataRecordValueCodec.INSTANCE;
            case 3 -> ConsumerGroupMetadataRecordValueCodec.INSTANCE;
            case 4 -> ConsumerGroupPartitionMetadataRecordValueCodec.INSTANCE;
            case 5 -> ConsumerGroupMemberMetadataRecordValueCodec.INSTANCE;
            case 6 -> ConsumerGroupTargetAssignmentMetadataRecordValueCodec.INSTANCE;
            case 7 -> ConsumerGroupTargetAssignmentMemberRecordValueCodec.INSTANCE;
            case 8 -> ConsumerGroupCurrentMemberAssignmentRecordValueCodec.INSTANCE;
            case 10 -> ShareGroupMemberMetadataRecordValueCodec.INSTANCE;
            case 11 -> ShareGroupMetadataRecordValueCodec.INSTANCE;
            case 12 -> ShareGroupTargetAssignmentMetadataRecordValueCodec.INSTANCE;
            case 13 -> ShareGroupTargetAssignmentMemberRecordValueCodec.INSTANCE;
            case 14 -> ShareGroupCurrentMemberAssignmentRecordValueCodec.INSTANCE;
            case 15 -> ShareGroupStatePartitionMetadataRecordValueCodec.INSTANCE;
            case 16 -> ConsumerGroupRegularExpressionRecordValueCodec.INSTANCE;
            case 17 -> StreamsGroupMetadataRecordValueCodec.INSTANCE;
            case 19 -> StreamsGroupMemberMetadataRecordValueCodec.INSTANCE;
            case 20 -> StreamsGroupTargetAssignmentMetadataRecordValueCodec.INSTANCE;
            case 21 -> StreamsGroupTargetAssignmentMemberRecordValueCodec.INSTANCE;
            case 22 -> StreamsGroupCurrentMemberAssignmentRecordValueCodec.INSTANCE;
            case 23 -> StreamsGroupTopologyRecordValueCodec.INSTANCE;
            default -> null;
        };
    }
}
