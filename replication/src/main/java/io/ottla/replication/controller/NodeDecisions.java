package io.ottla.replication.controller;

import io.ottla.replication.change.Changes;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.NodeChange.BrokerChanged;
import io.ottla.replication.change.NodeChange.BrokerRegistered;
import io.ottla.replication.change.NodeChange.BrokerUnregistered;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Which brokers belong to the cluster, and what their coming and going does to the partitions. Pure. */
final class NodeDecisions {
    private final Rules rules;

    NodeDecisions(Rules rules) {
        this.rules = rules;
    }

    /**
     * A broker of its own process: fenced until a heartbeat says that it has read the metadata.
     *
     * @param isHeardOf the process that is registered under this id has a session: it is alive, as far as is known
     */
    Decision<Registered> register(State state, Registration registration, boolean isHeardOf) {
        return register(state, registration, isHeardOf, true);
    }

    /** The broker in the only controller's own process, which has read everything the controller has: never fenced. */
    Decision<Registered> registerLocal(State state, Registration registration) {
        return register(state, registration, false, false);
    }

    private Decision<Registered> register(State state, Registration registration, boolean isHeardOf, boolean isRemote) {
        ClusterImage image = state.image();
        BrokerImage before = image.nodes().broker(registration.brokerId());
        boolean sameProcess = before != null && before.incarnationId().equals(registration.incarnationId());
        try {
            new Registrations(rules, image).check(registration, isHeardOf && !sameProcess);
        } catch (Refusal refusal) {
            return Decision.nothing(new Registered(refusal.outcome(), -1));
        }
        BrokerImage broker = new BrokerImage(
                registration.brokerId(),
                before != null && sameProcess ? before.epoch() : state.nextOffset(),
                registration.incarnationId(),
                registration.endpoints(),
                registration.features(),
                registration.rack(),
                isRemote && (before == null || !sameProcess || before.fenced()),
                isRemote && before != null && sameProcess && before.inControlledShutdown(),
                registration.directories(),
                null);
        List<MetadataChange> changes = new ArrayList<>();
        changes.add(new BrokerRegistered(broker));
        ClusterImage after = changes.get(0).applyTo(image);
        if (!sameProcess) {
            boolean clean = before != null && before.epoch() == registration.previousEpoch();
            leaveBehind(after, broker, clean, changes);
        }
        if (!broker.fenced()) {
            electWhereLeaderless(Changes.apply(image, changes), changes);
        }
        return new Decision<>(changes, new Registered(Outcome.DONE, broker.epoch()));
    }

    /**
     * What the process before held. One that stopped in order has handed everything over, or hands it over now; one that did not may have
     * lost the tail of its logs, and of one that had been unregistered nobody knows anything. The local broker of before was the only one: stopped in order, it goes on where it was.
     */
    private void leaveBehind(ClusterImage after, BrokerImage broker, boolean clean, List<MetadataChange> changes) {
        int id = broker.id();
        if (!clean) {
            new Plans(rules, after).forEach(partition -> counts(partition, id), plan -> plan.losing(id), changes);
        } else if (broker.fenced()) {
            withdraw(after, id, changes);
        }
    }

    private static boolean counts(PartitionImage partition, int broker) {
        return partition.leader() == broker
                || partition.isr().contains(broker)
                || partition.elr().contains(broker);
    }

    /**
     * Hears that a broker lives.
     *
     * @param othersKnow every broker that may lead has read of all that this one handed over when it began to leave
     */
    Decision<HeartbeatReply> heartbeat(State state, Heartbeat heartbeat, boolean othersKnow) {
        BrokerImage broker = state.image().nodes().broker(heartbeat.brokerId());
        if (broker
                == null) { // it may register again; of an epoch of before it may not, for another has taken its place
            return refused(notRegistered(heartbeat.brokerId()));
        }
        Outcome refusal = Rules.checkEpoch(state.image(), heartbeat.brokerId(), heartbeat.brokerEpoch());
        if (!refusal.isDone()) {
            return refused(refusal);
        }
        List<MetadataChange> changes = new ArrayList<>();
        Standing standing = broker.fenced()
                ? whenFenced(state.image(), broker, heartbeat, changes)
                : broker.inControlledShutdown()
                        ? whenLeaving(state.image(), broker, othersKnow, changes)
                        : whenActive(state.image(), broker, heartbeat, changes);
        if (!heartbeat.offlineDirectories().isEmpty() || heartbeat.cordonedDirectories() != null) {
            new DirectoryDecisions(rules).tell(Changes.apply(state.image(), changes), broker, heartbeat, changes);
        }
        boolean isCaughtUp = heartbeat.metadataOffset() >= broker.epoch();
        return new Decision<>(
                changes, new HeartbeatReply(Outcome.DONE, isCaughtUp, standing.isFenced, standing == Standing.GONE));
    }

    private static Decision<HeartbeatReply> refused(Outcome why) {
        return Decision.nothing(new HeartbeatReply(why, false, true, false));
    }

    /** What a broker is after its heartbeat. */
    private enum Standing {
        FENCED(true),
        ACTIVE(false),
        LEAVING(false),
        GONE(true);

        private final boolean isFenced;

        Standing(boolean isFenced) {
            this.isFenced = isFenced;
        }
    }

    private Standing whenFenced(
            ClusterImage image, BrokerImage broker, Heartbeat heartbeat, List<MetadataChange> changes) {
        if (heartbeat.wantsShutDown()) {
            return Standing.GONE;
        }
        boolean isCaughtUp = heartbeat.metadataOffset() >= broker.epoch();
        if (heartbeat.wantsFence() || !isCaughtUp || hasNoDirectory(broker, heartbeat)) {
            return Standing.FENCED;
        }
        changes.add(BrokerChanged.fencing(broker, false));
        electWhereLeaderless(changes.get(0).applyTo(image), changes);
        return Standing.ACTIVE;
    }

    private Standing whenActive(
            ClusterImage image, BrokerImage broker, Heartbeat heartbeat, List<MetadataChange> changes) {
        boolean leaves = heartbeat.wantsShutDown();
        if (heartbeat.wantsFence() || hasNoDirectory(broker, heartbeat) || (leaves && !leadsAnything(image, broker))) {
            fence(image, broker, changes);
            return leaves ? Standing.GONE : Standing.FENCED;
        }
        if (!leaves) {
            return Standing.ACTIVE;
        }
        changes.add(new BrokerChanged(broker.id(), broker.epoch(), null, true, List.of(), null));
        withdraw(changes.get(0).applyTo(image), broker.id(), changes);
        return Standing.LEAVING;
    }

    private Standing whenLeaving(
            ClusterImage image, BrokerImage broker, boolean othersKnow, List<MetadataChange> changes) {
        if (!othersKnow || leadsAnything(image, broker)) {
            return Standing.LEAVING;
        }
        fence(image, broker, changes);
        return Standing.GONE;
    }

    private static boolean hasNoDirectory(BrokerImage broker, Heartbeat heartbeat) {
        return !broker.directories().isEmpty() && heartbeat.offlineDirectories().containsAll(broker.directories());
    }

    /** The session of a broker has ended. Nothing to do if it is fenced already, or another process has taken its place. */
    Decision<Outcome> expire(State state, int brokerId, long epoch) {
        BrokerImage broker = state.image().nodes().broker(brokerId);
        List<MetadataChange> changes = new ArrayList<>();
        if (broker != null && broker.epoch() == epoch && !broker.fenced()) {
            fence(state.image(), broker, changes);
        }
        return new Decision<>(changes, Outcome.DONE);
    }

    /** These directories of a broker take no new partitions, and all its others do (KIP-1066). */
    Decision<Outcome> cordon(State state, int brokerId, List<Uuid> directories) {
        BrokerImage broker = state.image().nodes().broker(brokerId);
        if (broker == null) {
            return Decision.nothing(notRegistered(brokerId));
        }
        List<MetadataChange> changes = new ArrayList<>();
        DirectoryDecisions.cordon(broker, directories).ifPresent(changes::add);
        return new Decision<>(changes, Outcome.DONE);
    }

    /** A broker that will not come back: it leads nothing any more, is in sync with nothing, and is forgotten. */
    Decision<Outcome> unregister(State state, int brokerId) {
        BrokerImage broker = state.image().nodes().broker(brokerId);
        if (broker == null) {
            return Decision.nothing(notRegistered(brokerId));
        }
        List<MetadataChange> changes = new ArrayList<>();
        BrokerUnregistered gone = new BrokerUnregistered(brokerId, broker.epoch());
        withdraw(gone.applyTo(state.image()), brokerId, changes);
        changes.add(gone);
        return new Decision<>(changes, Outcome.DONE);
    }

    private static Outcome notRegistered(int brokerId) {
        return Outcome.refused(
                ErrorCode.BROKER_ID_NOT_REGISTERED, "Broker ID " + brokerId + " is not currently registered");
    }

    private void fence(ClusterImage image, BrokerImage broker, List<MetadataChange> changes) {
        changes.add(BrokerChanged.fencing(broker, true));
        withdraw(changes.get(0).applyTo(image), broker.id(), changes);
    }

    /** The broker leads nothing and is in sync nowhere any more. */
    private void withdraw(ClusterImage image, int broker, List<MetadataChange> changes) {
        new Plans(rules, image).forEach(partition -> isInUse(partition, broker), plan -> plan.without(broker), changes);
    }

    private static boolean isInUse(PartitionImage partition, int broker) {
        return partition.leader() == broker || partition.isr().contains(broker);
    }

    private void electWhereLeaderless(ClusterImage image, List<MetadataChange> changes) {
        new Plans(rules, image).forEach(partition -> !partition.hasLeader(), UnaryOperator.identity(), changes);
    }

    private static boolean leadsAnything(ClusterImage image, BrokerImage broker) {
        for (TopicImage topic : image.topics().all()) {
            for (PartitionImage partition : topic.partitions()) {
                if (partition.leader() == broker.id()) {
                    return true;
                }
            }
        }
        return false;
    }
}
