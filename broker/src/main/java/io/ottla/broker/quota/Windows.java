package io.ottla.broker.quota;

/**
 * Over how long a rate is measured. Immutable.
 *
 * @param count quota.window.num
 * @param lengthMs quota.window.size.seconds
 */
public record Windows(int count, long lengthMs) {
    /** All of them but the one that is under way. */
    double fullSeconds() {
        return Math.max(1, count - 1) * lengthMs / 1000.0;
    }
}
