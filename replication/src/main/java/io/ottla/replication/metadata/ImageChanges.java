package io.ottla.replication.metadata;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.NodeChange;
import io.ottla.replication.change.ProducerIdsGiven;
import io.ottla.replication.change.QuotaChanged;
import io.ottla.replication.change.SecurityChange;
import io.ottla.replication.change.TopicChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.TopicImage;
import java.util.function.Consumer;

/** The changes that lead from nothing to an image: what a snapshot holds. metadata.version comes first, as a reader must know it. */
final class ImageChanges {
    /** Stands where the block's owner is not known any more; only the next id counts. */
    private static final int NO_BROKER = -1;

    private ImageChanges() {}

    static void of(ClusterImage image, Consumer<MetadataChange> out) {
        features(image, out);
        image.nodes().brokers().values().forEach(b -> out.accept(new NodeChange.BrokerRegistered(b)));
        image.nodes().controllers().values().forEach(c -> out.accept(new NodeChange.ControllerRegistered(c)));
        image.topics().all().forEach(topic -> topic(topic, out));
        image.configs()
                .byResource()
                .forEach((resource, configs) ->
                        configs.forEach((name, value) -> out.accept(new ConfigChanged(resource, name, value))));
        image.quotas()
                .forEach((entity, limits) ->
                        limits.forEach((key, value) -> out.accept(new QuotaChanged(entity, key, value))));
        if (image.nextProducerId() > 0) {
            out.accept(new ProducerIdsGiven(NO_BROKER, -1, image.nextProducerId()));
        }
        image.accessRules().values().forEach(rule -> out.accept(new SecurityChange.AccessRuleAdded(rule)));
        image.scram().forEach((key, credential) -> out.accept(new SecurityChange.ScramSet(key, credential)));
        image.tokens().values().forEach(token -> out.accept(new SecurityChange.TokenSet(token)));
    }

    private static void features(ClusterImage image, Consumer<MetadataChange> out) {
        short version = image.featureLevel(ClusterImage.METADATA_VERSION);
        if (version > 0) {
            out.accept(new FeatureChanged(ClusterImage.METADATA_VERSION, version));
        }
        image.features().forEach((feature, level) -> {
            if (!feature.equals(ClusterImage.METADATA_VERSION)) {
                out.accept(new FeatureChanged(feature, level));
            }
        });
    }

    private static void topic(TopicImage topic, Consumer<MetadataChange> out) {
        out.accept(new TopicChange.TopicCreated(topic.id(), topic.name()));
        for (int i = 0; i < topic.partitionCount(); i++) {
            out.accept(new TopicChange.PartitionSet(
                    topic.id(), i, topic.partitions().get(i)));
        }
    }
}
