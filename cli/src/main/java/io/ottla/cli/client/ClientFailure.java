package io.ottla.cli.client;

import org.jspecify.annotations.Nullable;

/** Something the client cannot do or reach, in one line for the person who asked. */
public class ClientFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String line;

    public ClientFailure(String line) {
        this(line, null);
    }

    public ClientFailure(String line, @Nullable Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    /** The message. */
    public String line() {
        return line;
    }
}
