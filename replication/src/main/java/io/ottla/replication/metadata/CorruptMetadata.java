package io.ottla.replication.metadata;

import java.io.IOException;

/** The metadata on disk is not what was written there. The message is one line for a person; nothing was changed. */
public final class CorruptMetadata extends IOException {
    private static final long serialVersionUID = 1;

    CorruptMetadata(String message) {
        super(message);
    }
}
