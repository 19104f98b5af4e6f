package io.ottla.wire.stored.control;

import io.ottla.wire.schema.Message;

/** A transaction was committed or aborted here. */
@Message(newest = 0)
public record EndTxnMarker(int coordinatorEpoch) {}
