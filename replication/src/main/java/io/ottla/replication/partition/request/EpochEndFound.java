package io.ottla.replication.partition.request;

import io.ottla.log.EpochEnd;
import io.ottla.wire.ErrorCode;

/** One answer of OffsetForLeaderEpoch. Immutable. */
public record EpochEndFound(ErrorCode error, EpochEnd end) {}
