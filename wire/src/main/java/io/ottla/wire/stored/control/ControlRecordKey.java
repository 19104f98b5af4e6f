package io.ottla.wire.stored.control;

import io.ottla.wire.schema.Message;

/** What kind of control record it is; stands behind a version of two bytes. */
@Message(newest = 0)
public record ControlRecordKey(short type) {}
