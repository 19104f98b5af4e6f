package io.ottla.broker.config.rows;

/** Consumer groups and the offsets they commit. Columns: see {@link io.ottla.broker.config.rows}. */
public final class GroupRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            group.consumer.assignment.interval.ms int 1000 >=0 medium cluster-wide
                TO BE WRITTEN
            group.consumer.assignors list uniform,range unique medium read-only
                TO BE WRITTEN
            group.consumer.heartbeat.interval.ms int 5000 >=1 medium read-only
                TO BE WRITTEN
            group.consumer.max.assignment.interval.ms int 15000 >=0 medium read-only
                TO BE WRITTEN
            group.consumer.max.heartbeat.interval.ms int 15000 >=1 medium read-only
                TO BE WRITTEN
            group.consumer.max.session.timeout.ms int 60000 >=1 medium read-only
                TO BE WRITTEN
            group.consumer.max.size int 2147483647 >=1 medium read-only
                TO BE WRITTEN
            group.consumer.migration.policy string bidirectional ~{DISABLED,DOWNGRADE,UPGRADE,BIDIRECTIONAL} medium read-only
                TO BE WRITTEN
            group.consumer.min.assignment.interval.ms int 0 >=0 medium read-only
                TO BE WRITTEN
            group.consumer.min.heartbeat.interval.ms int 5000 >=1 medium read-only
                TO BE WRITTEN
            group.consumer.min.session.timeout.ms int 45000 >=1 medium read-only
                TO BE WRITTEN
            group.consumer.regex.refresh.interval.ms int 600000 >=10000 medium read-only internal
                TO BE WRITTEN
            group.consumer.session.timeout.ms int 45000 >=1 medium read-only
                TO BE WRITTEN
            group.coordinator.append.linger.ms int -1 >=-1 medium read-only
                TO BE WRITTEN
            group.coordinator.background.threads int 2 >=1 high read-only
                TO BE WRITTEN
            group.coordinator.cached.buffer.max.bytes int 1048588 >=524288 medium cluster-wide
                TO BE WRITTEN
            group.coordinator.rebalance.protocols list classic,consumer,streams unique{consumer,classic,share,streams} medium read-only deprecated
                TO BE WRITTEN
            group.coordinator.threads int 4 >=1 high read-only
                TO BE WRITTEN
            group.initial.rebalance.delay.ms int 3000 - medium read-only
                TO BE WRITTEN
            group.max.session.timeout.ms int 1800000 - medium read-only
                TO BE WRITTEN
            group.max.size int 2147483647 >=1 medium read-only
                TO BE WRITTEN
            group.min.session.timeout.ms int 6000 - medium read-only
                TO BE WRITTEN
            offset.metadata.max.bytes int 4096 - high read-only
                TO BE WRITTEN
            offsets.commit.timeout.ms int 5000 >=1 high read-only
                TO BE WRITTEN
            offsets.load.buffer.size int 5242880 >=1 high read-only
                TO BE WRITTEN
            offsets.retention.check.interval.ms long 600000 >=1 high read-only
                TO BE WRITTEN
            offsets.retention.minutes int 10080 >=1 high read-only
                TO BE WRITTEN
            offsets.topic.compression.codec int 0 - high read-only
                TO BE WRITTEN
            offsets.topic.num.partitions int 50 >=1 high read-only
                TO BE WRITTEN
            offsets.topic.replication.factor short 3 >=1 high read-only
                TO BE WRITTEN
            offsets.topic.segment.bytes int 104857600 >=1 high read-only
                TO BE WRITTEN
            """;

    private GroupRows() {}
}
