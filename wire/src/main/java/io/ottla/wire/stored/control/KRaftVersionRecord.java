package io.ottla.wire.stored.control;

import io.ottla.wire.schema.Message;

/** The version the metadata quorum works by (KIP-853). */
@Message(newest = 0, flexibleSince = 0)
public record KRaftVersionRecord(short version, short kRaftVersion) {}
