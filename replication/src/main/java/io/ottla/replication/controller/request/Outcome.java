package io.ottla.replication.controller.request;

import io.ottla.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Done, or why not. Immutable.
 *
 * @param message for a person; null if it was done
 */
public record Outcome(ErrorCode error, @Nullable String message) {
    public static final Outcome DONE = new Outcome(ErrorCode.NONE, null);

    public static Outcome refused(ErrorCode error, String message) {
        return new Outcome(error, message);
    }

    public boolean isDone() {
        return error == ErrorCode.NONE;
    }
}
