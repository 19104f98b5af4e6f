package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.Validation.Invalid;
import java.util.ArrayList;
import java.util.List;

/** The records of one batch that are refused. Exists only where there are any, and lists a bounded number of them. */
@OwnedBy(CREATOR)
final class Refusals {
    private final List<RecordError> errors = new ArrayList<>();
    private int count;
    private boolean anyTimestamp;

    /** What can be wrong with a single record. */
    enum Why {
        NONE,
        NO_KEY,
        TIMESTAMP
    }

    void add(int index, Why why, long timestamp) {
        count++;
        anyTimestamp |= why != Why.NO_KEY;
        if (errors.size() < Invalid.MAX_RECORD_ERRORS) {
            errors.add(new RecordError(index, message(why, timestamp)));
        }
    }

    private static String message(Why why, long timestamp) {
        return switch (why) {
            case NO_KEY -> "a compacted topic takes no record without a key";
            case TIMESTAMP -> "timestamp " + timestamp + " is out of range";
            case NONE -> "";
        };
    }

    /** One wrong timestamp names the whole refusal. */
    Invalid outcome(long nowMs, BatchRules rules) {
        ErrorCode error = anyTimestamp ? ErrorCode.INVALID_TIMESTAMP : ErrorCode.INVALID_RECORD;
        String message = count + " records are refused, the first (number "
                + errors.get(0).index() + ") because: " + errors.get(0).message();
        if (anyTimestamp) {
            message += "; timestamps may be " + rules.timestampBeforeMaxMs() + " ms before and "
                    + rules.timestampAfterMaxMs() + " ms after " + nowMs;
        }
        return new Invalid(error, message, errors);
    }
}
