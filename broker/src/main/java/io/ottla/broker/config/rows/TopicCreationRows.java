package io.ottla.broker.config.rows;

/** What a topic gets when its creator does not say. Columns: see {@link io.ottla.broker.config.rows}. */
public final class TopicCreationRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            alter.config.policy.class.name class null - low read-only
                TO BE WRITTEN
            auto.create.topics.enable boolean true - high read-only
                TO BE WRITTEN
            create.topic.policy.class.name class null - low read-only
                TO BE WRITTEN
            default.replication.factor int 1 - medium read-only
                TO BE WRITTEN
            delete.topic.enable boolean true - high read-only
                TO BE WRITTEN
            num.partitions int 1 >=1 medium read-only
                TO BE WRITTEN
            """;

    private TopicCreationRows() {}
}
