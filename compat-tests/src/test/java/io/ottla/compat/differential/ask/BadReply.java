package io.ottla.compat.differential.ask;

import java.io.Serial;

/** A broker's answer that is none: too late, of another question, or not of the protocol. */
final class BadReply extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BadReply(String what) {
        super(what);
    }

    BadReply(String what, Throwable cause) {
        super(what, cause);
    }
}
