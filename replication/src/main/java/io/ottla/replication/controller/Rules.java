package io.ottla.replication.controller;

import java.util.Random;

/**
 * What decisions depend on besides the image.
 *
 * @param clusterId brokers of another cluster are refused
 * @param defaultPartitions num.partitions
 * @param defaultReplicationFactor default.replication.factor
 * @param random for ids of topics and for where placement begins
 */
public record Rules(
        String clusterId, int defaultPartitions, int defaultReplicationFactor, ConfigRules configs, Random random) {
    Decisions decisions() {
        return new Decisions(
                new TopicDecisions(this),
                new ConfigDecisions(this),
                new NodeDecisions(this),
                new ProducerIdDecisions());
    }
}
