package io.ottla.broker.config.rows;

/** Bounds of single requests and of what waits for them. Columns: see {@link io.ottla.broker.config.rows}. */
public final class RequestRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            delete.records.purgatory.purge.interval.requests int 1 - medium read-only without-effect:purgatory
                Answered DeleteRecords requests that may pile up before their bookkeeping is cleared.
            fetch.max.bytes int 57671680 >=1024 medium read-only
                The most one fetch is answered with, whatever it asks for; a first batch that is larger is still sent.
            fetch.purgatory.purge.interval.requests int 1000 - medium read-only without-effect:purgatory
                Answered fetches that may pile up before their bookkeeping is cleared.
            max.incremental.fetch.session.cache.slots int 1000 >=0 medium read-only
                Incremental fetch sessions kept at a time.
            max.request.partition.size.limit int 2000 >=1 medium read-only
                The most partitions in one answer of DescribeTopicPartitions.
            producer.purgatory.purge.interval.requests int 1000 - medium read-only without-effect:purgatory
                Answered produce requests that may pile up before their bookkeeping is cleared.
            """;

    private RequestRows() {}
}
