package io.ottla.broker.config.rows;

/** The metadata log, its quorum and the controller. Columns: see {@link io.ottla.broker.config.rows}. */
public final class ControllerRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            controller.listener.names list '' unique-or-none high read-only
                TO BE WRITTEN
            controller.performance.always.log.threshold.ms long 2000 >=0 medium read-only internal
                TO BE WRITTEN
            controller.performance.sample.period.ms long 60000 >=100 medium read-only internal
                TO BE WRITTEN
            controller.quorum.append.linger.ms int 25 >=0 medium read-only
                TO BE WRITTEN
            controller.quorum.auto.join.enable boolean false - low read-only
                TO BE WRITTEN
            controller.quorum.bootstrap.servers list '' addresses high read-only
                TO BE WRITTEN
            controller.quorum.election.backoff.max.ms int 1000 >=0 high read-only
                TO BE WRITTEN
            controller.quorum.election.timeout.ms int 1000 >=0 high read-only
                TO BE WRITTEN
            controller.quorum.fetch.max.bytes int 1048576 >=1 low read-only
                TO BE WRITTEN
            controller.quorum.fetch.snapshot.max.bytes int 1048576 >=1 low read-only
                TO BE WRITTEN
            controller.quorum.fetch.timeout.ms int 2000 >=0 high read-only
                TO BE WRITTEN
            controller.quorum.request.timeout.ms int 2000 >=0 medium read-only
                TO BE WRITTEN
            controller.quorum.retry.backoff.ms int 20 >=0 low read-only
                TO BE WRITTEN
            controller.quorum.voters list '' voters high read-only
                TO BE WRITTEN
            controller.socket.timeout.ms int 30000 - medium read-only
                TO BE WRITTEN
            internal.metadata.delete.delay.millis long 60000 - low read-only internal
                TO BE WRITTEN
            internal.metadata.log.segment.bytes int null - low read-only internal
                TO BE WRITTEN
            internal.metadata.max.batch.size.in.bytes int 8388608 - low read-only internal
                TO BE WRITTEN
            metadata.log.dir string null - high read-only
                TO BE WRITTEN
            metadata.log.max.record.bytes.between.snapshots long 20971520 >=1 high read-only
                TO BE WRITTEN
            metadata.log.max.snapshot.interval.ms long 3600000 >=0 high read-only
                TO BE WRITTEN
            metadata.log.segment.bytes int 1073741824 >=8388608 high read-only
                TO BE WRITTEN
            metadata.log.segment.ms long 604800000 - high read-only
                TO BE WRITTEN
            metadata.max.idle.interval.ms int 500 >=0 low read-only
                TO BE WRITTEN
            metadata.max.retention.bytes long 104857600 - high read-only
                TO BE WRITTEN
            metadata.max.retention.ms long 604800000 - high read-only
                TO BE WRITTEN
            """;

    private ControllerRows() {}
}
