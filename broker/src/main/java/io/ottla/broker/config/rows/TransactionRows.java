package io.ottla.broker.config.rows;

/** Transactions and idempotent producers. Columns: see {@link io.ottla.broker.config.rows}. */
public final class TransactionRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            add.partitions.to.txn.retry.backoff.max.ms int 100 >=0 high read-only
                TO BE WRITTEN
            add.partitions.to.txn.retry.backoff.ms int 20 >=1 high read-only
                TO BE WRITTEN
            producer.id.expiration.check.interval.ms int 600000 >=1 low read-only internal
                TO BE WRITTEN
            producer.id.expiration.ms int 86400000 >=1 low cluster-wide
                TO BE WRITTEN
            transaction.abort.timed.out.transaction.cleanup.interval.ms int 10000 >=1 low read-only
                TO BE WRITTEN
            transaction.max.timeout.ms int 900000 >=1 high read-only
                TO BE WRITTEN
            transaction.partition.verification.enable boolean true - low cluster-wide
                TO BE WRITTEN
            transaction.remove.expired.transaction.cleanup.interval.ms int 3600000 >=1 low read-only
                TO BE WRITTEN
            transaction.state.log.load.buffer.size int 5242880 >=1 high read-only
                TO BE WRITTEN
            transaction.state.log.min.isr int 2 >=1 high read-only
                TO BE WRITTEN
            transaction.state.log.num.partitions int 50 >=1 high read-only
                TO BE WRITTEN
            transaction.state.log.replication.factor short 3 >=1 high read-only
                TO BE WRITTEN
            transaction.state.log.segment.bytes int 104857600 >=1 high read-only
                TO BE WRITTEN
            transaction.two.phase.commit.enable boolean false - low read-only
                TO BE WRITTEN
            transactional.id.expiration.ms int 604800000 >=1 high read-only
                TO BE WRITTEN
            """;

    private TransactionRows() {}
}
