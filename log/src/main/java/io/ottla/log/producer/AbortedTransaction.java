package io.ottla.log.producer;

/** A transaction that ended in an abort. {@code lastOffset} is that of its abort marker, inclusive. */
public record AbortedTransaction(long producerId, long firstOffset, long lastOffset) {}
