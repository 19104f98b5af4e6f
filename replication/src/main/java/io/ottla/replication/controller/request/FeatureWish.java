package io.ottla.replication.controller.request;

/**
 * A feature that shall be finalised at a level.
 *
 * @param level 0 to be rid of it
 */
public record FeatureWish(String feature, short level, Direction direction) {
    /** Which way the level may move, with Kafka's numbers: 0 to 3 in this order. */
    public enum Direction {
        UNKNOWN,
        UPGRADE,
        /** Down, if nothing is lost by it. */
        SAFE_DOWNGRADE,
        /** Down, whatever is lost by it. */
        UNSAFE_DOWNGRADE;

        /** The one with Kafka's number. */
        public static Direction of(byte code) {
            return code >= 0 && code < values().length ? values()[code] : UNKNOWN;
        }
    }
}
