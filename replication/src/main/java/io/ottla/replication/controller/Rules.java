package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import java.util.List;
import java.util.Random;

/**
 * What decisions depend on besides the image.
 *
 * @param clusterId brokers of another cluster are refused
 * @param defaultPartitions num.partitions
 * @param defaultReplicationFactor default.replication.factor
 * @param bootstrap what a cluster that has no metadata yet begins with
 * @param random for ids of topics and for where placement begins
 */
public record Rules(
        String clusterId,
        int defaultPartitions,
        int defaultReplicationFactor,
        ConfigRules configs,
        List<MetadataChange> bootstrap,
        Random random) {
    Decisions decisions() {
        return new Decisions(
                new TopicDecisions(this),
                new ConfigDecisions(this),
                new NodeDecisions(this),
                new ProducerIdDecisions());
    }
}
