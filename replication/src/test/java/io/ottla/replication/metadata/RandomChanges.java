package io.ottla.replication.metadata;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.NodeChange;
import io.ottla.replication.change.ProducerIdsGiven;
import io.ottla.replication.change.QuotaChanged;
import io.ottla.replication.change.SecurityChange;
import io.ottla.replication.change.TopicChange;
import io.ottla.replication.image.AccessRule;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.ControllerImage;
import io.ottla.replication.image.DelegationToken;
import io.ottla.replication.image.Endpoint;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.QuotaEntity;
import io.ottla.replication.image.ScramCredential;
import io.ottla.replication.image.TopicImage;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.Uuid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Changes that make sense one after the other, drawn from a seed. */
final class RandomChanges {
    private final Random random;
    private ClusterImage image = ClusterImage.EMPTY;

    RandomChanges(Random random) {
        this.random = random;
    }

    RandomChanges(Random random, ClusterImage image) {
        this.random = random;
        this.image = image;
    }

    /** Some changes, as one append might hold. */
    List<MetadataChange> some() {
        List<MetadataChange> changes = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        while (changes.size() < count) {
            MetadataChange change = next();
            image = change.applyTo(image);
            changes.add(change);
        }
        return changes;
    }

    private MetadataChange next() {
        List<TopicImage> topics = List.copyOf(image.topics().all());
        List<BrokerImage> brokers = List.copyOf(image.nodes().brokers().values());
        return switch (random.nextInt(14)) {
            case 0, 1 -> new TopicChange.TopicCreated(uuid(), "topic-" + random.nextInt(1_000_000));
            case 2, 3 ->
                topics.isEmpty()
                        ? feature()
                        : new TopicChange.PartitionSet(
                                topics.get(0).id(), topics.get(0).partitionCount(), partition());
            case 4 ->
                topics.stream()
                        .filter(topic -> topic.partitionCount() > 0)
                        .findFirst()
                        .map(this::changed)
                        .orElseGet(this::feature);
            case 5 ->
                topics.size() > 3 ? new TopicChange.TopicRemoved(topics.get(0).id()) : feature();
            case 6 ->
                new ConfigChanged(
                        random.nextBoolean()
                                ? ConfigResource.topic("t" + random.nextInt(3))
                                : ConfigResource.allBrokers(),
                        "name-" + random.nextInt(3),
                        random.nextInt(4) == 0 ? null : "wert-ü-" + random.nextInt());
            case 7 -> new NodeChange.BrokerRegistered(broker(random.nextInt(4)));
            case 8 -> brokers.isEmpty() ? feature() : brokerChange(brokers.get(random.nextInt(brokers.size())));
            case 9 -> new ProducerIdsGiven(1, 7, image.nextProducerId() + 1000);
            case 10 -> quota();
            case 11 -> security();
            case 12 ->
                new NodeChange.ControllerRegistered(new ControllerImage(
                        random.nextInt(3),
                        uuid(),
                        List.of(new Endpoint("CONTROLLER", "h", 9093, (short) 0)),
                        features()));
            default -> feature();
        };
    }

    private MetadataChange feature() {
        return new FeatureChanged("feature-" + random.nextInt(3), (short) random.nextInt(4));
    }

    private MetadataChange quota() {
        return new QuotaChanged(
                new QuotaEntity(List.of(
                        new QuotaEntity.Part("user", random.nextBoolean() ? null : "u"),
                        new QuotaEntity.Part("client-id", "c"))),
                "producer_byte_rate",
                random.nextInt(4) == 0 ? null : random.nextDouble());
    }

    private MetadataChange changed(TopicImage topic) {
        return new TopicChange.PartitionChanged(
                topic.id(),
                random.nextInt(topic.partitionCount()),
                maybe(List.of(1, 2)),
                random.nextInt(4) - 2,
                maybe(List.of(1, 2, 3)),
                maybe(List.of(3)),
                maybe(List.of(2)),
                maybe(random.nextBoolean()),
                maybe(List.of(uuid(), uuid())),
                maybe(List.of(3)),
                maybe(List.of(1)));
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    private PartitionImage partition() {
        return new PartitionImage(
                List.of(1, 2),
                List.of(uuid(), uuid()),
                List.of(1),
                random.nextBoolean() ? List.of() : List.of(2),
                random.nextBoolean() ? List.of() : List.of(1),
                List.of(),
                List.of(2),
                random.nextInt(3) - 1,
                random.nextBoolean(),
                random.nextInt(9),
                random.nextInt(9));
    }

    private BrokerImage broker(int id) {
        return new BrokerImage(
                id,
                random.nextInt(100),
                uuid(),
                List.of(new Endpoint("PLAINTEXT", "host", 65_535, (short) 0), new Endpoint("SSL", "h", 1, (short) 1)),
                features(),
                maybe("rack"),
                random.nextBoolean(),
                random.nextBoolean(),
                List.of(uuid()),
                maybe(List.of(uuid())));
    }

    private static Map<String, VersionRange> features() {
        return Map.of("metadata.version", new VersionRange((short) 1, (short) 30));
    }

    private MetadataChange brokerChange(BrokerImage broker) {
        return switch (random.nextInt(4)) {
            case 0 -> new NodeChange.BrokerUnregistered(broker.id(), broker.epoch());
            case 1 -> new NodeChange.BrokerFenced(broker.id(), broker.epoch());
            case 2 -> new NodeChange.BrokerUnfenced(broker.id(), broker.epoch());
            default ->
                new NodeChange.BrokerChanged(
                        broker.id(),
                        broker.epoch(),
                        maybe(random.nextBoolean()),
                        random.nextBoolean(),
                        random.nextBoolean() ? List.of() : List.of(uuid()),
                        maybe(List.of(uuid())));
        };
    }

    private MetadataChange security() {
        var user = new ScramCredential.Key("user-" + random.nextInt(2), (byte) (1 + random.nextInt(2)));
        return switch (random.nextInt(6)) {
            case 0 -> new SecurityChange.ScramSet(user, new ScramCredential(bytes(), bytes(), bytes(), 4096));
            case 1 -> new SecurityChange.ScramRemoved(user);
            case 2 ->
                new SecurityChange.AccessRuleAdded(
                        new AccessRule(uuid(), (byte) 2, "t", (byte) 3, "User:a", "*", (byte) 4, (byte) 3));
            case 3 ->
                image.accessRules().isEmpty()
                        ? new SecurityChange.ScramRemoved(user)
                        : new SecurityChange.AccessRuleRemoved(
                                image.accessRules().keySet().iterator().next());
            case 4 ->
                new SecurityChange.TokenSet(
                        new DelegationToken("t" + random.nextInt(3), "User:o", "User:r", List.of("User:x"), 1, 2, 3));
            default -> new SecurityChange.TokenRemoved("t" + random.nextInt(3));
        };
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private Uuid uuid() {
        return Uuid.random(random);
    }
}
