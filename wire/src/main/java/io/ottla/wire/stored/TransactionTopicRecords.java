package io.ottla.wire.stored;

import io.ottla.wire.codec.KeyedCodecs;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.stored.transaction.TransactionLogRecordKeyCodec;
import io.ottla.wire.stored.transaction.TransactionLogRecordValueCodec;
import org.jspecify.annotations.Nullable;

/** Records of {@code __transaction_state}. Stateless. */
public final class TransactionTopicRecords extends KeyedCodecs {
    /** The only one; has no state. */
    public static final TransactionTopicRecords INSTANCE = new TransactionTopicRecords();

    private TransactionTopicRecords() {}

    @Override
    public @Nullable MessageCodec<? extends StoredKey> key(int type) {
        return switch (type) {
            case 0 -> TransactionLogRecordKeyCodec.INSTANCE;
            default -> null;
        };
    }

    @Override
    public @Nullable MessageCodec<? extends StoredValue> value(int type) {
        return switch (type) {
            case 0 -> TransactionLogRecordValueCodec.INSTANCE;
            default -> null;
        };
    }
}
