package io.ottla.log;

import io.ottla.base.Loop;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What a read of a {@link LogView} found. */
public sealed interface LogRead permits LogSlice, LogRead.Cold, LogRead.OutOfRange, LogRead.Failed {
    /** The offset lies before the log's start or behind its end, or the log has moved on while we looked. */
    record OutOfRange(long logStartOffset, long endOffset) implements LogRead {}

    /** The disk did not give the bytes. Kafka's answer is KAFKA_STORAGE_ERROR. */
    record Failed(String message) implements LogRead {}

    /**
     * The bytes, or the index that leads to them, are perhaps not in memory: handing them to a loop could stall it.
     * {@link #warm} fetches them in the background. Immutable.
     */
    final class Cold implements LogRead {
        private final LogReading reading;
        private final Executor background;

        Cold(LogReading reading, Executor background) {
            this.reading = reading;
            this.background = background;
        }

        /**
         * Reads in the background, then hands the outcome to {@code onLoop} on {@code loop}: a slice, or why there is none;
         * never another cold one.
         */
        public void warm(Loop loop, Consumer<LogRead> onLoop) {
            background.execute(() -> {
                var found = reading.patiently();
                loop.execute(() -> onLoop.accept(found));
            });
        }
    }
}
