package io.ottla.broker.quota;

import io.ottla.base.Clock;
import io.ottla.broker.config.BrokerConfig;
import io.ottla.replication.follower.Throttle;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.TopicPartition;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * leader.replication.throttled.rate or follower.replication.throttled.rate, for the replicas named by the topics' settings of the same
 * beginning. What goes by occupies the time it should have taken; while the time occupied reaches beyond now, whoever is named waits.
 * Any thread: one number is shared by the loops.
 */
public final class ReplicationThrottle implements Throttle {
    private static final long UNLIMITED = Long.MAX_VALUE;
    /** What was not used longer ago is not saved up: replication.quota.window.size.seconds. */
    private static final long SAVED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int nodeId;
    private final CommittedImage image;
    private final Clock clock;
    private final String replicasSetting;
    private final AtomicLong occupiedUntilNanos;
    private final Supplier<BrokerConfig> config;
    private final String rateSetting;
    private volatile Rate rate;

    /** What one configuration says. */
    private record Rate(BrokerConfig config, long bytesPerSecond) {}

    /** Which end of the way is meant. */
    public enum Side {
        LEADER("leader.replication.throttled.rate", "leader.replication.throttled.replicas"),
        FOLLOWER("follower.replication.throttled.rate", "follower.replication.throttled.replicas");

        private final String rateSetting;
        private final String replicasSetting;

        Side(String rateSetting, String replicasSetting) {
            this.rateSetting = rateSetting;
            this.replicasSetting = replicasSetting;
        }
    }

    /** @param config as it is now; any thread */
    public ReplicationThrottle(
            int nodeId, Side side, Supplier<BrokerConfig> config, CommittedImage image, Clock clock) {
        this.nodeId = nodeId;
        this.image = image;
        this.clock = clock;
        this.replicasSetting = side.replicasSetting;
        this.occupiedUntilNanos = new AtomicLong(clock.nanos());
        this.config = config;
        this.rateSetting = side.rateSetting;
        var now = config.get();
        this.rate = new Rate(now, now.longOf(rateSetting));
    }

    private long bytesPerSecond() {
        var now = config.get();
        var known = rate;
        if (known.config() != now) {
            known = new Rate(now, now.longOf(rateSetting));
            rate = known;
        }
        return known.bytesPerSecond();
    }

    @Override
    public boolean holdsBack(TopicPartition partition) {
        return bytesPerSecond() != UNLIMITED && occupiedUntilNanos.get() - clock.nanos() > 0 && isNamed(partition);
    }

    @Override
    public void used(TopicPartition partition, int bytes) {
        var limit = bytesPerSecond();
        if (limit != UNLIMITED && bytes > 0 && isNamed(partition)) {
            var nanos = (long) (bytes * 1e9 / Math.max(1, limit));
            var earliest = clock.nanos() - SAVED_NANOS;
            occupiedUntilNanos.updateAndGet(until -> (until - earliest < 0 ? earliest : until) + nanos);
        }
    }

    private boolean isNamed(TopicPartition partition) {
        var named = image.current().configs().ofTopic(partition.topic()).getOrDefault(replicasSetting, "");
        return named.equals("*") || ("," + named + ",").contains("," + partition.partition() + ":" + nodeId + ",");
    }
}
