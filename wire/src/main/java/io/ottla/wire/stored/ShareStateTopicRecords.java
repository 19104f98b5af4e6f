package io.ottla.wire.stored;

import io.ottla.wire.codec.KeyedCodecs;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.stored.share.ShareSnapshotRecordKeyCodec;
import io.ottla.wire.stored.share.ShareSnapshotRecordValueCodec;
import io.ottla.wire.stored.share.ShareUpdateRecordKeyCodec;
import io.ottla.wire.stored.share.ShareUpdateRecordValueCodec;
import org.jspecify.annotations.Nullable;

/** Records of {@code __share_group_state}. Stateless. */
public final class ShareStateTopicRecords extends KeyedCodecs {
    /** The only one; has no state. */
    public static final ShareStateTopicRecords INSTANCE = new ShareStateTopicRecords();

    private ShareStateTopicRecords() {}

    @Override
    public @Nullable MessageCodec<? extends StoredKey> key(int type) {
        return switch (type) {
            case 0 -> ShareSnapshotRecordKeyCodec.INSTANCE;
            case 1 -> ShareUpdateRecordKeyCodec.INSTANCE;
            default -> null;
        };
    }

    @Override
    public @Nullable MessageCodec<? extends StoredValue> value(int type) {
        return switch (type) {
            case 0 -> ShareSnapshotRecordValueCodec.INSTANCE;
            case 1 -> ShareUpdateRecordValueCodec.INSTANCE;
            default -> null;
        };
    }
}
