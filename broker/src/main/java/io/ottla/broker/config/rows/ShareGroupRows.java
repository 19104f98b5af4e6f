package io.ottla.broker.config.rows;

/** Share groups and their coordinator. Columns: see {@link io.ottla.broker.config.rows}. */
public final class ShareGroupRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            group.share.assignment.interval.ms int 1000 >=0 medium cluster-wide without-effect:share-groups
                Shortest time between two assignments of a share group that sets none.
            group.share.assignors list simple unique medium read-only without-effect:share-groups
                Assignors that share groups may use.
            group.share.delivery.count.limit int 5 2..10 medium read-only without-effect:share-groups
                How often a record is delivered to a share group that sets nothing else, before it is given up.
            group.share.heartbeat.interval.ms int 5000 >=1 medium read-only without-effect:share-groups
                How often members of a share group that sets nothing else are to send heartbeats.
            group.share.initialize.retry.interval.ms int 30000 >=1 low read-only internal
                How long after a failure the state of a share group's partition is made again.
            group.share.max.assignment.interval.ms int 15000 >=0 medium read-only without-effect:share-groups
                The most a share group may set as its assignment interval.
            group.share.max.delivery.count.limit int 10 5..25 medium read-only without-effect:share-groups
                The most a share group may set as its delivery count limit.
            group.share.max.heartbeat.interval.ms int 15000 >=1 medium read-only without-effect:share-groups
                The most a share group may set as its heartbeat interval.
            group.share.max.partition.max.record.locks int 4000 2000..10000 medium read-only without-effect:share-groups
                The most a share group may set as its number of record locks.
            group.share.max.record.lock.duration.ms int 60000 30000..3600000 medium read-only without-effect:share-groups
                The most a share group may set as its lock duration.
            group.share.max.session.timeout.ms int 60000 >=1 medium read-only without-effect:share-groups
                The most a share group may set as its session timeout.
            group.share.max.share.sessions int 2000 >=1 medium read-only without-effect:share-groups
                Share sessions kept at a time.
            group.share.max.size int 200 1..1000 medium read-only without-effect:share-groups
                Members a share group may have.
            group.share.min.assignment.interval.ms int 0 >=0 medium read-only without-effect:share-groups
                The least a share group may set as its assignment interval.
            group.share.min.delivery.count.limit int 2 2..5 medium read-only without-effect:share-groups
                The least a share group may set as its delivery count limit.
            group.share.min.heartbeat.interval.ms int 5000 >=1 medium read-only without-effect:share-groups
                The least a share group may set as its heartbeat interval.
            group.share.min.partition.max.record.locks int 100 100..2000 medium read-only without-effect:share-groups
                The least a share group may set as its number of record locks.
            group.share.min.record.lock.duration.ms int 15000 1000..30000 medium read-only without-effect:share-groups
                The least a share group may set as its lock duration.
            group.share.min.session.timeout.ms int 45000 >=1 medium read-only without-effect:share-groups
                The least a share group may set as its session timeout.
            group.share.partition.max.record.locks int 2000 100..10000 medium read-only without-effect:share-groups
                Records of one partition that may be out with the consumers of a share group at a time.
            group.share.persister.class.name string org.apache.kafka.server.share.persister.DefaultStatePersister - medium read-only internal
                Where the state of share groups is kept.
            group.share.record.lock.duration.ms int 30000 1000..3600000 medium read-only without-effect:share-groups
                How long a consumer of a share group has a record to itself.
            group.share.session.timeout.ms int 45000 >=1 medium read-only without-effect:share-groups
                A member of a share group not heard of for this long is removed, where the group sets nothing else.
            share.coordinator.append.linger.ms int -1 >=-1 medium read-only without-effect:share-groups
                How long a share coordinator gathers writes; 0 for not at all, -1 for as it finds best.
            share.coordinator.cached.buffer.max.bytes int 1048588 >=524288 medium cluster-wide without-effect:share-groups
                The largest write buffer a share coordinator keeps for use again.
            share.coordinator.cold.partition.snapshot.interval.ms int 300000 >=1 low read-only internal
                How often the state of share partitions that nobody uses is written out whole.
            share.coordinator.load.buffer.size int 5242880 >=1 high read-only without-effect:share-groups
                Bytes of share state read at a time when a coordinator loads it.
            share.coordinator.snapshot.update.records.per.snapshot int 500 0..500 medium read-only without-effect:share-groups
                Changes of a share partition's state after which it is written out whole.
            share.coordinator.state.topic.compression.codec int 0 - high read-only without-effect:share-groups
                How share state is compressed: 0 not at all, 1 gzip, 2 snappy, 3 lz4, 4 zstd.
            share.coordinator.state.topic.min.isr short 2 >=1 high read-only
                Replicas of __share_group_state that must be in sync for a write. Unless set, no more than the topic
                has replicas.
            share.coordinator.state.topic.num.partitions int 50 >=1 high read-only
                Partitions of __share_group_state; not to be changed once it is there.
            share.coordinator.state.topic.prune.interval.ms int 300000 >=1 low read-only internal
                How often share state that is no longer needed is deleted.
            share.coordinator.state.topic.replication.factor short 3 >=1 high read-only
                Replicas of __share_group_state. Unless set, as many as there are brokers, up to this default.
            share.coordinator.state.topic.segment.bytes int 104857600 >=1 high read-only
                Size of the segments of __share_group_state.
            share.coordinator.threads int 1 >=1 medium read-only without-effect:share-groups
                Threads of share coordinators.
            share.coordinator.write.timeout.ms int 5000 >=1 high read-only without-effect:share-groups
                How long a write of share state may take until it is replicated.
            share.fetch.purgatory.purge.interval.requests int 1000 - medium read-only without-effect:share-groups
                Answered share fetches that may pile up before their bookkeeping is cleared.
            """;

    private ShareGroupRows() {}
}
