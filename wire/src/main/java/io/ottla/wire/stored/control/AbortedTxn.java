package io.ottla.wire.stored.control;

import io.ottla.wire.schema.Message;

/** An entry of a transaction index: which offsets an aborted transaction spans. */
@Message(newest = 0)
public record AbortedTxn(long producerId, long firstOffset, long lastOffset, long lastStableOffset) {}
