package io.ottla.log;

/**
 * The numbers of a log at one moment. Immutable.
 *
 * @param activeBytes how much of the last segment's file is written
 */
record LogMarks(
        long logStartOffset,
        long endOffset,
        long highWatermark,
        long lastStableOffset,
        long recoveryPoint,
        int activeBytes) {}
