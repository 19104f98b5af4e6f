package io.ottla.broker.config.rows;

/** Share groups and their coordinator. Columns: see {@link io.ottla.broker.config.rows}. */
public final class ShareGroupRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            group.share.assignment.interval.ms int 1000 >=0 medium cluster-wide
                TO BE WRITTEN
            group.share.assignors list simple unique medium read-only
                TO BE WRITTEN
            group.share.delivery.count.limit int 5 2..10 medium read-only
                TO BE WRITTEN
            group.share.heartbeat.interval.ms int 5000 >=1 medium read-only
                TO BE WRITTEN
            group.share.initialize.retry.interval.ms int 30000 >=1 low read-only internal
                TO BE WRITTEN
            group.share.max.assignment.interval.ms int 15000 >=0 medium read-only
                TO BE WRITTEN
            group.share.max.delivery.count.limit int 10 5..25 medium read-only
                TO BE WRITTEN
            group.share.max.heartbeat.interval.ms int 15000 >=1 medium read-only
                TO BE WRITTEN
            group.share.max.partition.max.record.locks int 4000 2000..10000 medium read-only
                TO BE WRITTEN
            group.share.max.record.lock.duration.ms int 60000 30000..3600000 medium read-only
                TO BE WRITTEN
            group.share.max.session.timeout.ms int 60000 >=1 medium read-only
                TO BE WRITTEN
            group.share.max.share.sessions int 2000 >=1 medium read-only
                TO BE WRITTEN
            group.share.max.size int 200 1..1000 medium read-only
                TO BE WRITTEN
            group.share.min.assignment.interval.ms int 0 >=0 medium read-only
                TO BE WRITTEN
            group.share.min.delivery.count.limit int 2 2..5 medium read-only
                TO BE WRITTEN
            group.share.min.heartbeat.interval.ms int 5000 >=1 medium read-only
                TO BE WRITTEN
            group.share.min.partition.max.record.locks int 100 100..2000 medium read-only
                TO BE WRITTEN
            group.share.min.record.lock.duration.ms int 15000 1000..30000 medium read-only
                TO BE WRITTEN
            group.share.min.session.timeout.ms int 45000 >=1 medium read-only
                TO BE WRITTEN
            group.share.partition.max.record.locks int 2000 100..10000 medium read-only
                TO BE WRITTEN
            group.share.persister.class.name string org.apache.kafka.server.share.persister.DefaultStatePersister - medium read-only internal
                TO BE WRITTEN
            group.share.record.lock.duration.ms int 30000 1000..3600000 medium read-only
                TO BE WRITTEN
            group.share.session.timeout.ms int 45000 >=1 medium read-only
                TO BE WRITTEN
            share.coordinator.append.linger.ms int -1 >=-1 medium read-only
                TO BE WRITTEN
            share.coordinator.cached.buffer.max.bytes int 1048588 >=524288 medium cluster-wide
                TO BE WRITTEN
            share.coordinator.cold.partition.snapshot.interval.ms int 300000 >=1 low read-only internal
                TO BE WRITTEN
            share.coordinator.load.buffer.size int 5242880 >=1 high read-only
                TO BE WRITTEN
            share.coordinator.snapshot.update.records.per.snapshot int 500 0..500 medium read-only
                TO BE WRITTEN
            share.coordinator.state.topic.compression.codec int 0 - high read-only
                TO BE WRITTEN
            share.coordinator.state.topic.min.isr short 2 >=1 high read-only
                TO BE WRITTEN
            share.coordinator.state.topic.num.partitions int 50 >=1 high read-only
                TO BE WRITTEN
            share.coordinator.state.topic.prune.interval.ms int 300000 >=1 low read-only internal
                TO BE WRITTEN
            share.coordinator.state.topic.replication.factor short 3 >=1 high read-only
                TO BE WRITTEN
            share.coordinator.state.topic.segment.bytes int 104857600 >=1 high read-only
                TO BE WRITTEN
            share.coordinator.threads int 1 >=1 medium read-only
                TO BE WRITTEN
            share.coordinator.write.timeout.ms int 5000 >=1 high read-only
                TO BE WRITTEN
            share.fetch.purgatory.purge.interval.requests int 1000 - medium read-only
                TO BE WRITTEN
            """;

    private ShareGroupRows() {}
}
