package io.ottla.cli.client;

import org.jspecify.annotations.Nullable;

/** A broker that could not be reached, or a connection that broke. */
public final class Unreachable extends ClientFailure {
    private static final long serialVersionUID = 1;

    private final boolean mayPass;

    /** Another address or another moment may do better. */
    public Unreachable(String line, @Nullable Throwable cause) {
        this(line, cause, true);
    }

    /** @param mayPass may the same address do better in a moment? */
    Unreachable(String line, @Nullable Throwable cause, boolean mayPass) {
        super(line, cause);
        this.mayPass = mayPass;
    }

    /** Is it worth while to try again? */
    boolean mayPass() {
        return mayPass;
    }
}
