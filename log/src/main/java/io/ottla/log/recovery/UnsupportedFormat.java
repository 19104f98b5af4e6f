package io.ottla.log.recovery;

import java.io.IOException;

/** A log is in a format that this broker does not read; it is left alone. */
public final class UnsupportedFormat extends IOException {
    private static final long serialVersionUID = 1;

    UnsupportedFormat(String message) {
        super(message);
    }
}
