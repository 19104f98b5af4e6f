package io.ottla.broker.config.rows;

/** What each group may set for itself, and which of the broker's settings stand behind it. Columns: see {@link io.ottla.broker.config.rows}. */
public final class GroupSettingRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            consumer.assignment.interval.ms int 1000 >=0 medium - <-group.consumer.assignment.interval.ms
                TO BE WRITTEN
            consumer.heartbeat.interval.ms int 5000 >=1 medium - <-group.consumer.heartbeat.interval.ms
                TO BE WRITTEN
            consumer.session.timeout.ms int 45000 >=1 medium - <-group.consumer.session.timeout.ms
                TO BE WRITTEN
            share.assignment.interval.ms int 1000 >=0 medium - <-group.share.assignment.interval.ms
                TO BE WRITTEN
            share.auto.offset.reset string latest share-offset-reset medium -
                TO BE WRITTEN
            share.delivery.count.limit int 5 >=2 medium - <-group.share.delivery.count.limit
                TO BE WRITTEN
            share.heartbeat.interval.ms int 5000 >=1 medium - <-group.share.heartbeat.interval.ms
                TO BE WRITTEN
            share.isolation.level string read_uncommitted {read_committed,read_uncommitted} medium -
                TO BE WRITTEN
            share.partition.max.record.locks int 2000 >=100 medium - <-group.share.partition.max.record.locks
                TO BE WRITTEN
            share.record.lock.duration.ms int 30000 >=1000 medium - <-group.share.record.lock.duration.ms
                TO BE WRITTEN
            share.renew.acknowledge.enable boolean true - medium -
                TO BE WRITTEN
            share.session.timeout.ms int 45000 >=1 medium - <-group.share.session.timeout.ms
                TO BE WRITTEN
            streams.assignment.interval.ms int 1000 >=0 medium - <-group.streams.assignment.interval.ms
                TO BE WRITTEN
            streams.heartbeat.interval.ms int 5000 >=1 medium - <-group.streams.heartbeat.interval.ms
                TO BE WRITTEN
            streams.initial.rebalance.delay.ms int 3000 >=0 medium - <-group.streams.initial.rebalance.delay.ms
                TO BE WRITTEN
            streams.num.standby.replicas int 0 >=0 medium - <-group.streams.num.standby.replicas
                TO BE WRITTEN
            streams.session.timeout.ms int 45000 >=1 medium - <-group.streams.session.timeout.ms
                TO BE WRITTEN
            """;

    private GroupSettingRows() {}
}
