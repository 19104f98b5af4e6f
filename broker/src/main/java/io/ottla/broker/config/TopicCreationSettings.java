package io.ottla.broker.config;

/**
 * What a topic gets when its creator does not say. Immutable.
 *
 * @param byMetadata auto.create.topics.enable: may asking for a topic create it?
 * @param mayBeDeleted delete.topic.enable
 */
public record TopicCreationSettings(boolean byMetadata, int partitions, short replicationFactor, boolean mayBeDeleted) {

    static TopicCreationSettings of(BrokerConfig config) {
        return new TopicCreationSettings(
                config.flag("auto.create.topics.enable"),
                config.intOf("num.partitions"),
                (short) config.intOf("default.replication.factor"),
                config.flag("delete.topic.enable"));
    }
}
