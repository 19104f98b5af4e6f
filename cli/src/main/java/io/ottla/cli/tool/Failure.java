package io.ottla.cli.tool;

import org.jspecify.annotations.Nullable;

/** The run ends here, for a reason that fits on one line. Printed without a stack trace; the exit code is 1. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param line the whole message, without a prefix and without a line end; empty if all is said */
    public Failure(String line) {
        this(line, null);
    }

    /** @param cause kept for {@code OTTLA_DEBUG=1} */
    public Failure(String line, @Nullable Throwable cause) {
        super(line, cause, true, cause != null);
    }

    /** The message, never null. */
    public String line() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
