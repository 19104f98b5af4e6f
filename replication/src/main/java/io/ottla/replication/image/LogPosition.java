package io.ottla.replication.image;

/**
 * How much of the metadata log something contains.
 *
 * @param endOffset the first offset it does not contain
 * @param epoch the controller epoch of the last record it contains
 * @param timestampMs when that record was appended
 */
public record LogPosition(long endOffset, int epoch, long timestampMs) {
    public static final LogPosition NOTHING = new LogPosition(0, 0, -1);
}
