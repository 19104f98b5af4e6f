package io.ottla.replication.partition;

import io.ottla.wire.ErrorCode;

/** The end of a wait for a partition's log to be open. */
public sealed interface Readiness {
    /** It is. */
    record Ready(PartitionView view) implements Readiness {}

    /** It will not be, for now. */
    record Refused(ErrorCode error, String message) implements Readiness {}
}
