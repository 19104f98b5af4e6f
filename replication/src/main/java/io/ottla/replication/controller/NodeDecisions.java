package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.NodeChange;
import io.ottla.replication.change.TopicChange.PartitionChanged;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Which brokers belong to the cluster, and what their coming and going does to the partitions. Pure. */
final class NodeDecisions {
    private final Rules rules;

    NodeDecisions(Rules rules) {
        this.rules = rules;
    }

    /** A broker of its own process: fenced until a heartbeat says that it has read the metadata. */
    Decision<Registered> register(State state, Registration registration) {
        return register(state, registration, true);
    }

    /** The broker in the only controller's own process, which has read everything the controller has: never fenced. */
    Decision<Registered> registerLocal(State state, Registration registration) {
        return register(state, registration, false);
    }

    private Decision<Registered> register(State state, Registration registration, boolean fenced) {
        ClusterImage image = state.image();
        Outcome refusal = check(image, registration);
        if (!refusal.isDone()) {
            return Decision.nothing(new Registered(refusal, -1));
        }
        BrokerImage before = image.nodes().broker(registration.brokerId());
        boolean sameProcess = before != null && before.incarnationId().equals(registration.incarnationId());
        long epoch = before != null && sameProcess ? before.epoch() : state.nextOffset();
        boolean clean = before == null || sameProcess || before.epoch() == registration.previousEpoch();
        boolean keepsFenced = fenced && (before == null || before.fenced() || !clean);
        BrokerImage broker = new BrokerImage(
                registration.brokerId(),
                epoch,
                registration.incarnationId(),
                registration.endpoints(),
                registration.features(),
                registration.rack(),
                keepsFenced,
                false,
                registration.directories(),
                null);
        List<MetadataChange> changes = new ArrayList<>();
        changes.add(new NodeChange.BrokerRegistered(broker));
        ClusterImage after = changes.get(0).applyTo(image);
        if (!clean) {
            forEach(
                    after,
                    (elections, place) -> elections.cameBackUncleanly(
                            broker.id(), place.topic().id(), place.index()),
                    changes);
        }
        if (!broker.fenced()) {
            electWhereLeaderless(applied(image, changes), changes);
        }
        return new Decision<>(changes, new Registered(Outcome.DONE, epoch));
    }

    private Outcome check(ClusterImage image, Registration registration) {
        if (!registration.clusterId().equals(rules.clusterId())) {
            return Outcome.refused(
                    ErrorCode.INCONSISTENT_CLUSTER_ID,
                    "Expected cluster ID " + rules.clusterId() + ", but got cluster ID " + registration.clusterId());
        }
        if (registration.directories().isEmpty()) {
            return Outcome.refused(ErrorCode.INVALID_REQUEST, "No directories specified in request");
        }
        for (Map.Entry<String, VersionRange> feature : registration.features().entrySet()) {
            short level = image.featureLevel(feature.getKey());
            VersionRange range = feature.getValue();
            if (level != 0 && !range.includes(level)) {
                return Outcome.refused(
                        ErrorCode.UNSUPPORTED_VERSION,
                        "Unable to register because the broker does not support finalized version " + level + " of "
                                + feature.getKey() + ". The broker wants a version between " + range.min() + " and "
                                + range.max() + ", inclusive.");
            }
        }
        return Outcome.DONE;
    }

    Decision<HeartbeatReply> heartbeat(State state, Heartbeat heartbeat) {
        BrokerImage broker = state.image().nodes().broker(heartbeat.brokerId());
        if (broker == null) {
            return refused(notRegistered(heartbeat.brokerId()));
        }
        if (broker.epoch() != heartbeat.brokerEpoch()) {
            return refused(Outcome.refused(
                    ErrorCode.STALE_BROKER_EPOCH,
                    "Expected broker epoch " + broker.epoch() + ", but got broker epoch " + heartbeat.brokerEpoch()));
        }
        boolean caughtUp = heartbeat.metadataOffset() >= broker.epoch();
        List<MetadataChange> changes = new ArrayList<>();
        boolean fenced = broker.fenced();
        if (fenced && caughtUp && !heartbeat.wantsFence() && !heartbeat.wantsShutDown()) {
            fenced = false;
            changes.add(NodeChange.BrokerChanged.fencing(broker, false));
            electWhereLeaderless(changes.get(0).applyTo(state.image()), changes);
        } else if (!fenced && heartbeat.wantsFence()) {
            fenced = true;
            changes.add(NodeChange.BrokerChanged.fencing(broker, true));
            handOver(changes.get(0).applyTo(state.image()), broker.id(), changes);
        } else if (!fenced && heartbeat.wantsShutDown() && !broker.inControlledShutdown()) {
            leave(state.image(), broker, changes);
        }
        boolean goes = heartbeat.wantsShutDown() && (fenced || !leadsAnything(state.image(), broker.id(), changes));
        return new Decision<>(changes, new HeartbeatReply(Outcome.DONE, caughtUp, fenced, goes));
    }

    /** These directories of a broker take no new partitions, and all its others do (KIP-1066). */
    Decision<Outcome> cordon(State state, int brokerId, List<Uuid> directories) {
        BrokerImage broker = state.image().nodes().broker(brokerId);
        if (broker == null) {
            return Decision.nothing(notRegistered(brokerId));
        }
        List<Uuid> before = broker.cordonedDirectories();
        if (new HashSet<>(before == null ? List.of() : before).equals(new HashSet<>(directories))) {
            return Decision.nothing(Outcome.DONE);
        }
        return new Decision<>(
                List.of(new NodeChange.BrokerChanged(brokerId, broker.epoch(), null, false, List.of(), directories)),
                Outcome.DONE);
    }

    /** A broker that will not come back: it leads nothing any more, is in sync with nothing, and is forgotten. */
    Decision<Outcome> unregister(State state, int brokerId) {
        BrokerImage broker = state.image().nodes().broker(brokerId);
        if (broker == null) {
            return Decision.nothing(notRegistered(brokerId));
        }
        List<MetadataChange> changes = new ArrayList<>();
        NodeChange.BrokerUnregistered gone = new NodeChange.BrokerUnregistered(brokerId, broker.epoch());
        handOver(gone.applyTo(state.image()), brokerId, changes);
        changes.add(gone);
        return new Decision<>(changes, Outcome.DONE);
    }

    private static Outcome notRegistered(int brokerId) {
        return Outcome.refused(
                ErrorCode.BROKER_ID_NOT_REGISTERED, "Broker ID " + brokerId + " is not currently registered");
    }

    private static Decision<HeartbeatReply> refused(Outcome why) {
        return Decision.nothing(new HeartbeatReply(why, false, true, false));
    }

    /** Controlled shutdown: what others can lead, they lead from now on; the rest stays, and will be there when the broker is back. */
    private void leave(ClusterImage image, BrokerImage broker, List<MetadataChange> changes) {
        changes.add(new NodeChange.BrokerChanged(broker.id(), broker.epoch(), null, true, List.of(), null));
        ClusterImage after = changes.get(0).applyTo(image);
        forEach(
                after,
                (elections, place) -> hasOther(place.partition(), broker.id())
                        ? elections.fence(broker.id(), place.topic().id(), place.index())
                        : Optional.empty(),
                changes);
    }

    private static boolean hasOther(PartitionImage partition, int broker) {
        return partition.isr().stream().anyMatch(replica -> replica != broker);
    }

    private void handOver(ClusterImage image, int broker, List<MetadataChange> changes) {
        forEach(
                image,
                (elections, place) -> elections.fence(broker, place.topic().id(), place.index()),
                changes);
    }

    private void electWhereLeaderless(ClusterImage image, List<MetadataChange> changes) {
        forEach(image, (elections, place) -> elections.elect(place.topic().id(), place.index()), changes);
    }

    private static boolean leadsAnything(ClusterImage image, int broker, List<MetadataChange> changes) {
        for (TopicImage topic : applied(image, changes).topics().all()) {
            for (PartitionImage partition : topic.partitions()) {
                if (partition.leader() == broker && hasOther(partition, broker)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static ClusterImage applied(ClusterImage image, List<MetadataChange> changes) {
        ClusterImage after = image;
        for (MetadataChange change : changes) {
            after = change.applyTo(after);
        }
        return after;
    }

    /** One partition in its topic. */
    private record Place(TopicImage topic, int index, PartitionImage partition) {}

    private interface Election {
        Optional<PartitionChanged> hold(Elections elections, Place place);
    }

    private void forEach(ClusterImage image, Election election, List<MetadataChange> changes) {
        IntPredicate mayLead = id -> {
            BrokerImage broker = image.nodes().broker(id);
            return broker != null && broker.mayLead();
        };
        for (TopicImage topic : image.topics().all()) {
            Map<String, String> configs = image.configs().ofTopic(topic.name());
            Elections.Terms terms = new Elections.Terms(
                    rules.configs().minInSyncReplicas(configs), rules.configs().uncleanLeaderElection(configs));
            for (int i = 0; i < topic.partitionCount(); i++) {
                PartitionImage partition = topic.partitions().get(i);
                Place place = new Place(topic, i, partition);
                election.hold(new Elections(partition, mayLead, terms), place).ifPresent(changes::add);
            }
        }
    }
}
