package io.ottla.broker.config.rows;

/** The metadata log, its quorum and the controller. Columns: see {@link io.ottla.broker.config.rows}. */
public final class ControllerRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            controller.listener.names list '' unique-or-none high read-only
                Listeners of the controller quorum, separated by commas; clients do not use them. A single node needs
                none.
            controller.performance.always.log.threshold.ms long 2000 >=0 medium read-only internal
                Events of the controller slower than this are written to the log.
            controller.performance.sample.period.ms long 60000 >=100 medium read-only internal
                How often the slowest event of the controller is written to the log.
            controller.quorum.append.linger.ms int 25 >=0 medium read-only without-effect:cluster
                How long the quorum's leader gathers writes before it forces them to disk.
            controller.quorum.auto.join.enable boolean false - low read-only without-effect:cluster
                Does a controller join the voters by itself?
            controller.quorum.bootstrap.servers list '' addresses high read-only without-effect:cluster
                Some controllers of the quorum, as host:port,..., from which the others are learned. A single node
                needs none.
            controller.quorum.election.backoff.max.ms int 1000 >=0 high read-only without-effect:cluster
                The longest a candidate waits before it stands again.
            controller.quorum.election.timeout.ms int 1000 >=0 high read-only
                How long a voter without a leader waits before it stands for election.
            controller.quorum.fetch.max.bytes int 1048576 >=1 low read-only without-effect:cluster
                Bytes of the metadata log fetched at a time.
            controller.quorum.fetch.snapshot.max.bytes int 1048576 >=1 low read-only without-effect:cluster
                Bytes of a metadata snapshot fetched at a time.
            controller.quorum.fetch.timeout.ms int 2000 >=0 high read-only
                A voter that could not fetch from the leader for this long stands for election; a leader that was not
                fetched from by a majority resigns.
            controller.quorum.request.timeout.ms int 2000 >=0 medium read-only
                How long a member of the quorum waits for an answer.
            controller.quorum.retry.backoff.ms int 20 >=0 low read-only without-effect:cluster
                How long a member of the quorum waits before it asks again.
            controller.quorum.voters list '' voters high read-only
                The voters of a quorum that does not change, as id@host:port,... . A single node needs none.
            controller.socket.timeout.ms int 30000 - medium read-only without-effect:cluster
                How long the controller's connections wait for an answer.
            internal.metadata.delete.delay.millis long 60000 - low read-only internal
                How long deleted files of the metadata log stay before they are removed.
            internal.metadata.log.segment.bytes int null - low read-only internal
                Size of the metadata log's segments, for tests.
            internal.metadata.max.batch.size.in.bytes int 8388608 - low read-only internal
                The largest batch of the metadata log.
            metadata.log.dir string null - high read-only
                The directory of the metadata log; the first of log.dirs unless set.
            metadata.log.max.record.bytes.between.snapshots long 20971520 >=1 high read-only
                Bytes of metadata records after which a snapshot is made.
            metadata.log.max.snapshot.interval.ms long 3600000 >=0 high read-only
                The longest time without a snapshot while there is something new; 0 for no such rule.
            metadata.log.segment.bytes int 1073741824 >=8388608 high read-only without-effect:metadata-log
                The largest a segment of the metadata log may become.
            metadata.log.segment.ms long 604800000 - high read-only without-effect:metadata-log
                The longest a segment of the metadata log is written to.
            metadata.max.idle.interval.ms int 500 >=0 low read-only without-effect:cluster
                How often the quorum's leader writes an empty record when nothing happens; 0 for never.
            metadata.max.retention.bytes long 104857600 - high read-only without-effect:metadata-log
                Bytes of metadata log and snapshots that are kept beyond those needed.
            metadata.max.retention.ms long 604800000 - high read-only without-effect:metadata-log
                How long metadata log and snapshots are kept beyond those needed.
            """;

    private ControllerRows() {}
}
