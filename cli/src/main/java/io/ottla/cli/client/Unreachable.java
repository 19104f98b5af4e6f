package io.ottla.cli.client;

import org.jspecify.annotations.Nullable;

/** A broker that could not be reached, or a connection that broke; another address or another moment may do better. */
public final class Unreachable extends ClientFailure {
    private static final long serialVersionUID = 1;

    public Unreachable(String line, @Nullable Throwable cause) {
        super(line, cause);
    }
}
