package io.ottla.broker.config.rows;

/** Consumer groups and the offsets they commit. Columns: see {@link io.ottla.broker.config.rows}. */
public final class GroupRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            group.consumer.assignment.interval.ms int 1000 >=0 medium cluster-wide without-effect:consumer-protocol
                Shortest time between two assignments of a consumer group that sets none.
            group.consumer.assignors list uniform,range unique medium read-only without-effect:consumer-protocol
                Assignors that consumer groups may use, the first by default.
            group.consumer.heartbeat.interval.ms int 5000 >=1 medium read-only without-effect:consumer-protocol
                How often members of a consumer group that sets nothing else are to send heartbeats.
            group.consumer.max.assignment.interval.ms int 15000 >=0 medium read-only without-effect:consumer-protocol
                The most a consumer group may set as its assignment interval.
            group.consumer.max.heartbeat.interval.ms int 15000 >=1 medium read-only without-effect:consumer-protocol
                The most a consumer group may set as its heartbeat interval.
            group.consumer.max.session.timeout.ms int 60000 >=1 medium read-only without-effect:consumer-protocol
                The most a consumer group may set as its session timeout.
            group.consumer.max.size int 2147483647 >=1 medium read-only without-effect:consumer-protocol
                Members a consumer group may have.
            group.consumer.migration.policy string bidirectional ~{DISABLED,DOWNGRADE,UPGRADE,BIDIRECTIONAL} medium read-only without-effect:consumer-protocol
                Which groups may change between the classic protocol and the consumer protocol while they run:
                upgrade, downgrade, bidirectional or disabled.
            group.consumer.min.assignment.interval.ms int 0 >=0 medium read-only without-effect:consumer-protocol
                The least a consumer group may set as its assignment interval.
            group.consumer.min.heartbeat.interval.ms int 5000 >=1 medium read-only without-effect:consumer-protocol
                The least a consumer group may set as its heartbeat interval.
            group.consumer.min.session.timeout.ms int 45000 >=1 medium read-only without-effect:consumer-protocol
                The least a consumer group may set as its session timeout.
            group.consumer.regex.refresh.interval.ms int 600000 >=10000 medium read-only internal
                How often subscriptions by pattern are compared with the topics there are.
            group.consumer.session.timeout.ms int 45000 >=1 medium read-only without-effect:consumer-protocol
                A member of a consumer group not heard of for this long is removed, where the group sets nothing else.
            group.coordinator.append.linger.ms int -1 >=-1 medium read-only without-effect:buffers
                How long a group coordinator gathers writes; 0 for not at all, -1 for as it finds best.
            group.coordinator.background.threads int 2 >=1 high read-only without-effect:threads
                Threads for long computations of group coordinators.
            group.coordinator.cached.buffer.max.bytes int 1048588 >=524288 medium cluster-wide without-effect:buffers
                The largest write buffer a group coordinator keeps for use again.
            group.coordinator.rebalance.protocols list classic,consumer,streams unique{consumer,classic,share,streams} medium read-only deprecated without-effect:consumer-protocol
                Protocols that groups may use.
            group.coordinator.threads int 4 >=1 high read-only without-effect:threads
                Threads of group coordinators.
            group.initial.rebalance.delay.ms int 3000 - medium read-only
                How long a new classic group waits for more members before its first assignment.
            group.max.session.timeout.ms int 1800000 - medium read-only
                The longest session timeout a member of a classic group may ask for.
            group.max.size int 2147483647 >=1 medium read-only
                Members a classic group may have.
            group.min.session.timeout.ms int 6000 - medium read-only
                The shortest session timeout a member of a classic group may ask for.
            offset.metadata.max.bytes int 4096 - high read-only
                Bytes of the text that may be committed with an offset.
            offsets.commit.timeout.ms int 5000 >=1 high read-only
                How long a commit may take until it is replicated, as a producer's timeout.
            offsets.load.buffer.size int 5242880 >=1 high read-only without-effect:buffers
                Bytes of committed offsets read at a time when a coordinator loads them.
            offsets.retention.check.interval.ms long 600000 >=1 high read-only
                How often it is looked for committed offsets to forget.
            offsets.retention.minutes int 10080 >=1 high read-only
                Minutes a committed offset is kept after its group has lost its last member, or its last commit where
                there are no members.
            offsets.topic.compression.codec int 0 - high read-only
                How committed offsets are compressed: 0 not at all, 1 gzip, 2 snappy, 3 lz4, 4 zstd.
            offsets.topic.num.partitions int 50 >=1 high read-only
                Partitions of __consumer_offsets; not to be changed once it is there.
            offsets.topic.replication.factor short 3 >=1 high read-only
                Replicas of __consumer_offsets. Unless set, as many as there are brokers, up to this default.
            offsets.topic.segment.bytes int 104857600 >=1 high read-only
                Size of the segments of __consumer_offsets; small, for faster loading and compaction.
            """;

    private GroupRows() {}
}
