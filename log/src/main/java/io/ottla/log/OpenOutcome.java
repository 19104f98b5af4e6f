package io.ottla.log;

import io.ottla.wire.ErrorCode;

/** What became of a wish to open a log. */
public sealed interface OpenOutcome {
    /** Ready for reads and appends; the log now lives on the loop it was opened for. */
    record Opened(PartitionLog log) implements OpenOutcome {}

    /** Cannot be served from here now, for the reason given. */
    record Refused(ErrorCode error, String message) implements OpenOutcome {}
}
