package io.ottla.replication.controller;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.TopicChange;
import io.ottla.replication.controller.plan.Placement;
import io.ottla.replication.controller.plan.Replicas;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.NodesImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Makes one new topic out of what was asked, or says why not. */
final class TopicCreation {
    private final Rules rules;
    private final ClusterImage image;
    private final NewTopic wish;

    TopicCreation(Rules rules, ClusterImage image, NewTopic wish) {
        this.rules = rules;
        this.image = image;
        this.wish = wish;
    }

    /** The topic, and the changes that make it. */
    record Made(CreatedTopic topic, List<MetadataChange> changes) {}

    Made make() throws Refusal {
        Refusal.unless(TopicNames.check(wish.name()));
        Refusal.unless(TopicNames.checkAgainst(image.topics(), wish.name()));
        Map<String, String> configs = configs();
        List<PartitionImage> partitions = wish.assignment().isEmpty() ? placed() : byHand();
        Uuid id = Uuid.random(rules.random());
        List<MetadataChange> changes = new ArrayList<>(1 + configs.size() + partitions.size());
        changes.add(new TopicChange.TopicCreated(id, wish.name()));
        ConfigResource resource = ConfigResource.topic(wish.name());
        configs.forEach((name, value) -> changes.add(new ConfigChanged(resource, name, value)));
        for (int i = 0; i < partitions.size(); i++) {
            changes.add(new TopicChange.PartitionSet(id, i, partitions.get(i)));
        }
        int replicationFactor = partitions.get(0).replicas().size();
        return new Made(
                new CreatedTopic(wish.name(), Outcome.DONE, id, partitions.size(), replicationFactor, configs),
                changes);
    }

    private Map<String, String> configs() throws Refusal {
        Map<String, String> configs = new HashMap<>();
        for (var entry : wish.configs().entrySet()) {
            String value = entry.getValue();
            if (value == null) {
                throw new Refusal(
                        ErrorCode.INVALID_CONFIG, "Null value not supported for topic configs: " + entry.getKey());
            }
            configs.put(entry.getKey(), value);
        }
        Refusal.unless(rules.configs().check(ConfigResource.topic(wish.name()), configs));
        return configs;
    }

    private List<PartitionImage> byHand() throws Refusal {
        if (wish.replicationFactor() != -1) {
            throw new Refusal(
                    ErrorCode.INVALID_REQUEST,
                    "A manual partition assignment was specified, but replication factor was not set to -1.");
        }
        if (wish.partitionCount() != -1) {
            throw new Refusal(
                    ErrorCode.INVALID_REQUEST,
                    "A manual partition assignment was specified, but numPartitions was not set to -1.");
        }
        NodesImage nodes = image.nodes();
        List<PartitionImage> partitions = new ArrayList<>();
        OptionalInt replicationFactor = OptionalInt.empty();
        for (int i = 0; i < wish.assignment().size(); i++) {
            List<Integer> replicas = wish.assignment().get(i);
            if (replicas == null) {
                throw Replicas.badAssignment("partitions should be a consecutive 0-based integer sequence");
            }
            Replicas.check(nodes, replicas, replicationFactor);
            replicationFactor = OptionalInt.of(replicas.size());
            partitions.add(Replicas.bornByHand(nodes, i, replicas));
        }
        return partitions;
    }

    private List<PartitionImage> placed() throws Refusal {
        if (wish.replicationFactor() < -1 || wish.replicationFactor() == 0) {
            throw new Refusal(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "Replication factor must be larger than 0, or -1 to use the default value.");
        }
        if (wish.partitionCount() < -1 || wish.partitionCount() == 0) {
            throw new Refusal(
                    ErrorCode.INVALID_PARTITIONS, "Number of partitions was set to an invalid non-positive value.");
        }
        int count = wish.partitionCount() == -1 ? rules.defaultPartitions() : wish.partitionCount();
        int factor = wish.replicationFactor() == -1 ? rules.defaultReplicationFactor() : wish.replicationFactor();
        TopicDecisions.checkCount(count);
        try {
            return placed(count, factor);
        } catch (Refusal why) {
            throw new Refusal(
                    why.outcome().error(),
                    "Unable to replicate the partition " + factor + " time(s): "
                            + why.outcome().message());
        }
    }

    private List<PartitionImage> placed(int count, int factor) throws Refusal {
        Placement placement = Replicas.placement(image.nodes(), rules.random());
        List<PartitionImage> partitions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            partitions.add(Replicas.bornPlaced(image.nodes(), placement.next(factor)));
        }
        return partitions;
    }
}
