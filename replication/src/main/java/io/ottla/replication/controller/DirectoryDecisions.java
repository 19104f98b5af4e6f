package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.NodeChange.BrokerChanged;
import io.ottla.replication.change.TopicChange.PartitionChanged;
import io.ottla.replication.controller.request.DirectoriesAssigned;
import io.ottla.replication.controller.request.DirectoryAssignment;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.Directories;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In which directories brokers keep replicas, and what the failure of one does (KIP-858, KIP-1066). Pure. */
final class DirectoryDecisions {
    private final Rules rules;

    DirectoryDecisions(Rules rules) {
        this.rules = rules;
    }

    /** What a heartbeat says of the broker's directories: those that have failed lead nothing and are in sync nowhere any more. */
    void tell(ClusterImage image, BrokerImage broker, Heartbeat heartbeat, List<MetadataChange> changes) {
        List<Uuid> failed = new ArrayList<>(broker.directories());
        failed.retainAll(heartbeat.offlineDirectories());
        if (!failed.isEmpty() && Plans.namesDirectories(image)) {
            List<Uuid> working = new ArrayList<>(broker.directories());
            working.removeAll(failed);
            BrokerChanged change = new BrokerChanged(broker.id(), broker.epoch(), null, false, working, null);
            changes.add(change);
            int id = broker.id();
            new Plans(rules, change.applyTo(image))
                    .forEach(
                            partition -> partition.isr().contains(id) && failed.contains(partition.directoryOf(id)),
                            plan -> plan.without(id),
                            changes);
        }
        List<Uuid> cordoned = heartbeat.cordonedDirectories();
        if (cordoned != null && Plans.cordonsDirectories(image)) {
            cordon(broker, cordoned).ifPresent(changes::add);
        }
    }

    /** These directories take no new replicas, all others do; empty if that is so already. */
    static Optional<BrokerChanged> cordon(BrokerImage broker, List<Uuid> directories) {
        List<Uuid> before = broker.cordonedDirectories();
        boolean isSame = new HashSet<>(before == null ? List.of() : before).equals(new HashSet<>(directories));
        return isSame
                ? Optional.empty()
                : Optional.of(new BrokerChanged(broker.id(), broker.epoch(), null, false, List.of(), directories));
    }

    /** AssignReplicasToDirs: each replica stands for itself; one answer each, in the order asked. */
    Decision<DirectoriesAssigned> assign(
            State state, int brokerId, long brokerEpoch, List<DirectoryAssignment> assignments) {
        ClusterImage image = state.image();
        if (!Plans.namesDirectories(image)) {
            return refused(
                    Outcome.refused(ErrorCode.UNSUPPORTED_VERSION, "Directory assignment is not supported yet."));
        }
        Outcome refusal = Rules.checkEpoch(image, brokerId, brokerEpoch);
        BrokerImage broker = image.nodes().broker(brokerId);
        if (broker == null || !refusal.isDone()) {
            return refused(refusal);
        }
        List<MetadataChange> changes = new ArrayList<>();
        List<ErrorCode> answers = new ArrayList<>(assignments.size());
        for (DirectoryAssignment assignment : assignments) {
            TopicImage topic = image.topics().byId(assignment.topicId());
            PartitionImage partition = topic == null ? null : topic.partition(assignment.partition());
            ErrorCode error = check(topic, partition, brokerId);
            answers.add(error);
            if (topic != null && partition != null && error == ErrorCode.NONE) {
                PartitionChanged change = assign(image, broker, topic, assignment, partition);
                if (change != null) {
                    changes.add(change);
                    image = change.applyTo(image);
                }
            }
        }
        return new Decision<>(changes, new DirectoriesAssigned(Outcome.DONE, answers));
    }

    private static Decision<DirectoriesAssigned> refused(Outcome why) {
        return Decision.nothing(new DirectoriesAssigned(why, List.of()));
    }

    private static ErrorCode check(@Nullable TopicImage topic, @Nullable PartitionImage partition, int brokerId) {
        if (topic == null) {
            return ErrorCode.UNKNOWN_TOPIC_ID;
        }
        if (partition == null) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        return partition.isReplica(brokerId) ? ErrorCode.NONE : ErrorCode.NOT_LEADER_OR_FOLLOWER;
    }

    /** One that says its replica is in a directory that does not work has lost it for now. */
    private @Nullable PartitionChanged assign(
            ClusterImage image,
            BrokerImage broker,
            TopicImage topic,
            DirectoryAssignment assignment,
            PartitionImage partition) {
        var plan = new Plans(rules, image).of(topic, partition).inDirectory(broker.id(), assignment.directory());
        if (!Directories.isWorking(assignment.directory(), broker.directories())) {
            plan.without(broker.id());
        }
        return plan.change(topic.id(), assignment.partition()).orElse(null);
    }
}
