package io.ottla.broker.config.rows;

/** Transactions and idempotent producers. Columns: see {@link io.ottla.broker.config.rows}. */
public final class TransactionRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            add.partitions.to.txn.retry.backoff.max.ms int 100 >=0 high read-only without-effect:transactions
                The longest a broker goes on trying to add partitions to a transaction that is ending.
            add.partitions.to.txn.retry.backoff.ms int 20 >=1 high read-only without-effect:transactions
                How long a broker waits before it tries again to add partitions to a transaction.
            producer.id.expiration.check.interval.ms int 600000 >=1 low read-only internal
                How often it is looked for producers to forget.
            producer.id.expiration.ms int 86400000 >=1 low cluster-wide
                A partition forgets a producer that has not written to it for this long and has no open transaction
                there.
            transaction.abort.timed.out.transaction.cleanup.interval.ms int 10000 >=1 low read-only without-effect:transactions
                How often it is looked for transactions that have run out of time.
            transaction.max.timeout.ms int 900000 >=1 high read-only without-effect:transactions
                The longest timeout a producer may ask for its transactions.
            transaction.partition.verification.enable boolean true - low cluster-wide without-effect:transactions
                Is it checked with the coordinator that a partition belongs to the transaction that writes to it?
            transaction.remove.expired.transaction.cleanup.interval.ms int 3600000 >=1 low read-only without-effect:transactions
                How often it is looked for transactional ids to forget.
            transaction.state.log.load.buffer.size int 5242880 >=1 high read-only without-effect:transactions
                Bytes of transaction state read at a time when a coordinator loads it.
            transaction.state.log.min.isr int 2 >=1 high read-only
                Replicas of __transaction_state that must be in sync for a write. Unless set, no more than the topic
                has replicas.
            transaction.state.log.num.partitions int 50 >=1 high read-only
                Partitions of __transaction_state; not to be changed once it is there.
            transaction.state.log.replication.factor short 3 >=1 high read-only
                Replicas of __transaction_state. Unless set, as many as there are brokers, up to this default.
            transaction.state.log.segment.bytes int 104857600 >=1 high read-only
                Size of the segments of __transaction_state; small, for faster loading and compaction.
            transaction.two.phase.commit.enable boolean false - low read-only without-effect:transactions
                May producers take part in two-phase commits of others, with transactions that do not time out?
            transactional.id.expiration.ms int 604800000 >=1 high read-only without-effect:transactions
                A transactional id unused for this long is forgotten.
            """;

    private TransactionRows() {}
}
