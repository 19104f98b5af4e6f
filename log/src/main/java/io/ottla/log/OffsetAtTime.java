package io.ottla.log;

/** A record found by its time. {@code leaderEpoch} is -1 if its batch bears none. */
public record OffsetAtTime(long timestampMs, long offset, int leaderEpoch) {}
