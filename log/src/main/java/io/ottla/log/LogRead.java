package io.ottla.log;

import io.ottla.base.Loop;
import java.util.function.Consumer;

/** What a read of a {@link LogView} found. */
public sealed interface LogRead permits LogSlice, LogRead.Cold, LogRead.OutOfRange {
    /** The offset lies before the log's start or behind its end. */
    record OutOfRange(long logStartOffset, long endOffset) implements LogRead {}

    /**
     * The bytes, or the index that leads to them, are perhaps not in memory: handing them to a loop could stall it.
     * {@link #warm} fetches them in the background.
     */
    non-sealed interface Cold extends LogRead {
        /**
         * Reads in the background, then hands the slice (or {@link OutOfRange}, if the log has moved on) to {@code onLoop}
         * on {@code loop}. Called once at most. If the disk fails, an empty slice is handed over and the directory told.
         */
        void warm(Loop loop, Consumer<LogRead> onLoop);
    }
}
