package io.ottla.cli.client;

import io.ottla.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The broker's answer was an error. */
public final class BrokerRefused extends ClientFailure {
    private static final long serialVersionUID = 1;

    private final ErrorCode error;

    /** @param message what the broker said; if nothing, the error's own sentence is used */
    public BrokerRefused(ErrorCode error, @Nullable String message) {
        super(message == null || message.isBlank() ? String.valueOf(error.message()) : message);
        this.error = error;
    }

    public ErrorCode error() {
        return error;
    }

    /** Throws unless {@code code} is 0. */
    public static void unlessNone(int code, @Nullable String message) {
        if (code != ErrorCode.NONE.code()) {
            throw new BrokerRefused(ErrorCode.of(code), message);
        }
    }
}
