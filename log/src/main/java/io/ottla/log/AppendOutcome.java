package io.ottla.log;

import io.ottla.wire.ErrorCode;

/** What became of a wish to append. Immutable. */
public sealed interface AppendOutcome {
    /**
     * Has its place and is written by the next {@link PartitionLog#flushTurn}; until then the buffer must not change.
     * Offsets are inclusive. {@code logStartOffset} is the one the client is told.
     */
    record Staged(long baseOffset, long lastOffset, long logStartOffset) implements AppendOutcome {}

    /**
     * This very batch has been appended before (idempotent producer, one of its last five): nothing is written.
     * {@code timestampMs} is the largest timestamp it had then.
     */
    record Duplicate(long baseOffset, long lastOffset, long timestampMs, long logStartOffset)
            implements AppendOutcome {}

    /** Not appended, and nothing changed. */
    record Refused(ErrorCode error, String message) implements AppendOutcome {}
}
