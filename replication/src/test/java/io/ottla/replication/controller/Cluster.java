package io.ottla.replication.controller;

import io.ottla.replication.change.Changes;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.Endpoint;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.replication.image.VersionRange;
import io.ottla.replication.metadata.Bootstrap;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An image that decisions are made on and applied to at once, as the controller would. */
final class Cluster {
    static final String ID = "cluster";

    private static final VersionRange UP_TO_2 = new VersionRange((short) 0, (short) 2);

    /** What brokers say they can, as those of a fresh cluster do. */
    static final Map<String, VersionRange> SUPPORTED = Map.of(
            ClusterImage.METADATA_VERSION,
            new VersionRange((short) 7, (short) 30),
            "eligible.leader.replicas.version",
            UP_TO_2,
            "group.version",
            UP_TO_2,
            "share.version",
            UP_TO_2,
            "streams.version",
            UP_TO_2,
            "transaction.version",
            UP_TO_2);

    final Decisions decisions;
    ClusterImage image = ClusterImage.EMPTY;
    long nextOffset;
    List<MetadataChange> lastChanges = List.of();

    Cluster() {
        Rules rules = new Rules(ID, 3, 1, new SomeConfigs(), Bootstrap.defaults(), new Random(1));
        decisions = rules.decisions();
        for (MetadataChange change : rules.beginning()) {
            image = change.applyTo(image);
        }
    }

    static Cluster of(int brokers) {
        Cluster cluster = new Cluster();
        for (int id = 1; id <= brokers; id++) {
            long epoch = cluster.take(
                            cluster.decisions.nodes().register(cluster.state(), registration(id, -1, 0), false))
                    .brokerEpoch();
            cluster.take(cluster.decisions.nodes().heartbeat(cluster.state(), alive(id, epoch), true));
        }
        return cluster;
    }

    static Registration registration(int id, long previousEpoch, int incarnation) {
        return new Registration(
                id,
                ID,
                new Uuid(id, incarnation),
                List.of(new Endpoint("PLAINTEXT", "localhost", 9092, (short) 0)),
                SUPPORTED,
                null,
                List.of(new Uuid(77, id)),
                previousEpoch);
    }

    static Heartbeat alive(int id, long epoch) {
        return new Heartbeat(id, epoch, epoch, false, false, List.of(), null);
    }

    State state() {
        return new State(image, nextOffset);
    }

    /** Applies the changes and gives back the reply. */
    <R> R take(Decision<R> decision) {
        image = Changes.apply(image, decision.changes());
        nextOffset += decision.changes().size();
        lastChanges = decision.changes();
        return decision.reply();
    }

    void apply(MetadataChange change) {
        take(new Decision<>(List.of(change), true));
    }

    CreatedTopic create(NewTopic topic) {
        return take(decisions.topics().create(state(), List.of(topic), false)).get(0);
    }

    void create(String name, int partitions, int replicationFactor) {
        Outcome outcome = create(new NewTopic(name, partitions, replicationFactor, Map.of(), Map.of()))
                .outcome();
        if (!outcome.isDone()) {
            throw new AssertionError(outcome);
        }
    }

    TopicImage topic(String name) {
        TopicImage topic = image.topics().byName(name);
        if (topic == null) {
            throw new AssertionError("no topic " + name);
        }
        return topic;
    }

    PartitionImage partition(String topic, int index) {
        return topic(topic).partitions().get(index);
    }

    BrokerImage broker(int id) {
        BrokerImage broker = image.nodes().broker(id);
        if (broker == null) {
            throw new AssertionError("no broker " + id);
        }
        return broker;
    }

    /** Knows cleanup.policy, a list, and retention.ms, a number; nothing else may be set. */
    static final class SomeConfigs implements ConfigRules {
        @Override
        public Outcome check(ConfigResource resource, Map<String, String> configs) {
            for (var entry : configs.entrySet()) {
                boolean known = List.of(
                                "cleanup.policy",
                                "retention.ms",
                                "min.insync.replicas",
                                "unclean.leader.election.enable")
                        .contains(entry.getKey());
                if (!known) {
                    return Outcome.refused(ErrorCode.INVALID_CONFIG, "Unknown topic config name: " + entry.getKey());
                }
                if (entry.getKey().equals("retention.ms") && !entry.getValue().matches("-?\\d+")) {
                    return Outcome.refused(ErrorCode.INVALID_CONFIG, "Not a number of type LONG");
                }
            }
            return Outcome.DONE;
        }

        @Override
        public boolean isList(ConfigResource.Type type, String name) {
            return name.equals("cleanup.policy");
        }

        @Override
        public String defaultValue(ConfigResource.Type type, String name) {
            return name.equals("cleanup.policy") ? "delete" : "";
        }

        @Override
        public int minInSyncReplicas(Map<String, String> topicConfigs) {
            return number(topicConfigs.get("min.insync.replicas"));
        }

        private static int number(@Nullable String value) {
            return value == null ? 1 : Integer.parseInt(value);
        }

        @Override
        public boolean uncleanLeaderElection(Map<String, String> topicConfigs) {
            return Boolean.parseBoolean(topicConfigs.get("unclean.leader.election.enable"));
        }
    }
}
