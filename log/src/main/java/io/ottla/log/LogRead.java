package io.ottla.log;

import io.ottla.base.Loop;
import java.util.function.Consumer;

/** What a read of a {@link LogView} found. */
public sealed interface LogRead permits LogSlice, ColdRead, LogRead.OutOfRange, LogRead.Failed {
    /** The offset lies before the log's start or behind its end, or the log has moved on while we looked. */
    record OutOfRange(long logStartOffset, long endOffset) implements LogRead {}

    /** The disk did not give the bytes. Kafka's answer is KAFKA_STORAGE_ERROR. */
    record Failed(String message) implements LogRead {}

    /**
     * The bytes, or the index that leads to them, are perhaps not in memory: handing them to a loop could stall it.
     * {@link #warm} fetches them in the background.
     */
    sealed interface Cold permits ColdRead {
        /**
         * Reads in the background, then hands the outcome to {@code onLoop} on {@code loop}: a slice, or why there is none;
         * never another cold one.
         */
        void warm(Loop loop, Consumer<LogRead> onLoop);
    }
}
