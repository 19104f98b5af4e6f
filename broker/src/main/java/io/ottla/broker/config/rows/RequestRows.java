package io.ottla.broker.config.rows;

/** Bounds of single requests and of what waits for them. Columns: see {@link io.ottla.broker.config.rows}. */
public final class RequestRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            delete.records.purgatory.purge.interval.requests int 1 - medium read-only
                TO BE WRITTEN
            fetch.max.bytes int 57671680 >=1024 medium read-only
                TO BE WRITTEN
            fetch.purgatory.purge.interval.requests int 1000 - medium read-only
                TO BE WRITTEN
            max.incremental.fetch.session.cache.slots int 1000 >=0 medium read-only
                TO BE WRITTEN
            max.request.partition.size.limit int 2000 >=1 medium read-only
                TO BE WRITTEN
            producer.purgatory.purge.interval.requests int 1000 - medium read-only
                TO BE WRITTEN
            """;

    private RequestRows() {}
}
