package io.ottla.wire.stored.control;

import io.ottla.wire.schema.Message;

/** The first record of a metadata snapshot. */
@Message(newest = 0, flexibleSince = 0)
public record SnapshotHeaderRecord(short version, long lastContainedLogTimestamp) {}
