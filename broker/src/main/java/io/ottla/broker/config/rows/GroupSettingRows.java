package io.ottla.broker.config.rows;

/** What each group may set for itself, and which of the broker's settings stand behind it. Columns: see {@link io.ottla.broker.config.rows}. */
public final class GroupSettingRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            consumer.assignment.interval.ms int 1000 >=0 medium - <-group.consumer.assignment.interval.ms without-effect:consumer-protocol
                Shortest time between two assignments of the group, if it is a consumer group.
            consumer.heartbeat.interval.ms int 5000 >=1 medium - <-group.consumer.heartbeat.interval.ms without-effect:consumer-protocol
                How often members are to send heartbeats, if it is a consumer group.
            consumer.session.timeout.ms int 45000 >=1 medium - <-group.consumer.session.timeout.ms without-effect:consumer-protocol
                A member not heard of for this long is removed, if it is a consumer group.
            share.assignment.interval.ms int 1000 >=0 medium - <-group.share.assignment.interval.ms without-effect:share-groups
                Shortest time between two assignments of the group, if it is a share group.
            share.auto.offset.reset string latest share-offset-reset medium - without-effect:share-groups
                Where a share group begins in a partition it has not read: latest, earliest, or by_duration: and how
                far back.
            share.delivery.count.limit int 5 >=2 medium - <-group.share.delivery.count.limit without-effect:share-groups
                How often a record is delivered to a share group before it is given up.
            share.heartbeat.interval.ms int 5000 >=1 medium - <-group.share.heartbeat.interval.ms without-effect:share-groups
                How often members are to send heartbeats, if it is a share group.
            share.isolation.level string read_uncommitted {read_committed,read_uncommitted} medium - without-effect:share-groups
                Does a share group see records of transactions that are open or were aborted?
            share.partition.max.record.locks int 2000 >=100 medium - <-group.share.partition.max.record.locks without-effect:share-groups
                Records of one partition that may be out with the consumers of a share group at a time.
            share.record.lock.duration.ms int 30000 >=1000 medium - <-group.share.record.lock.duration.ms without-effect:share-groups
                How long a consumer of a share group has a record to itself.
            share.renew.acknowledge.enable boolean true - medium - without-effect:share-groups
                May consumers of a share group ask for more time with a record?
            share.session.timeout.ms int 45000 >=1 medium - <-group.share.session.timeout.ms without-effect:share-groups
                A member not heard of for this long is removed, if it is a share group.
            streams.assignment.interval.ms int 1000 >=0 medium - <-group.streams.assignment.interval.ms without-effect:streams-groups
                Shortest time between two assignments of the group, if it is a Streams group.
            streams.heartbeat.interval.ms int 5000 >=1 medium - <-group.streams.heartbeat.interval.ms without-effect:streams-groups
                How often members are to send heartbeats, if it is a Streams group.
            streams.initial.rebalance.delay.ms int 3000 >=0 medium - <-group.streams.initial.rebalance.delay.ms without-effect:streams-groups
                How long a new Streams group waits for more members before its first assignment.
            streams.num.standby.replicas int 0 >=0 medium - <-group.streams.num.standby.replicas without-effect:streams-groups
                Standby replicas of each task of a Streams group.
            streams.session.timeout.ms int 45000 >=1 medium - <-group.streams.session.timeout.ms without-effect:streams-groups
                A member not heard of for this long is removed, if it is a Streams group.
            """;

    private GroupSettingRows() {}
}
