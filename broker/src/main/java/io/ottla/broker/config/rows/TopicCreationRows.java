package io.ottla.broker.config.rows;

/** What a topic gets when its creator does not say. Columns: see {@link io.ottla.broker.config.rows}. */
public final class TopicCreationRows {
    /** One definition per line, its documentation indented below it. */
    public static final String ROWS = """
            alter.config.policy.class.name class null - low read-only without-effect:plug-ins
                A plug-in that may refuse changes of configuration; none by default.
            auto.create.topics.enable boolean true - high read-only
                Does asking for the metadata of a topic that is not there create it?
            create.topic.policy.class.name class null - low read-only without-effect:plug-ins
                A plug-in that may refuse new topics; none by default.
            default.replication.factor int 1 - medium read-only
                Replicas of a topic that is created without saying how many.
            delete.topic.enable boolean true - high read-only
                May topics be deleted?
            num.partitions int 1 >=1 medium read-only
                Partitions of a topic that is created without saying how many.
            """;

    private TopicCreationRows() {}
}
