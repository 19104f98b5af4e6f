package io.ottla.replication.follower;

import io.ottla.wire.TopicPartition;

/** How fast copies that are not in sync may catch up, so that a reassignment leaves room for clients (KIP-73). Any thread. */
public interface Throttle {
    /** As fast as they can. */
    Throttle NONE = new Throttle() {
        @Override
        public boolean holdsBack(TopicPartition partition) {
            return false;
        }

        @Override
        public void used(TopicPartition partition, int bytes) {}
    };

    /** Must this partition wait for now, unless it is in sync? */
    boolean holdsBack(TopicPartition partition);

    /** So many bytes of it went by; those of partitions that are never held back do not count. */
    void used(TopicPartition partition, int bytes);
}
