package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.TopicChange.PartitionChanged;
import io.ottla.replication.controller.plan.PartitionPlan;
import io.ottla.replication.controller.request.ElectionKind;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Elections somebody asks for (KIP-183, KIP-460). Pure. */
final class ElectionDecisions {
    private final Rules rules;

    ElectionDecisions(Rules rules) {
        this.rules = rules;
    }

    /**
     * ElectLeaders.
     *
     * @param partitions null for all
     */
    Decision<Map<TopicPartition, Outcome>> elect(
            State state, ElectionKind kind, @Nullable List<TopicPartition> partitions) {
        Map<TopicPartition, Outcome> replies = new LinkedHashMap<>();
        List<MetadataChange> changes = new ArrayList<>();
        Plans plans = new Plans(rules, state.image());
        List<TopicPartition> wanted = partitions == null ? all(state.image()) : partitions;
        for (TopicPartition name : wanted) {
            if (!replies.containsKey(name)) {
                replies.put(name, elect(plans, state.image(), kind, name, changes));
            }
        }
        return new Decision<>(changes, replies);
    }

    /** Nobody leads the partition any more; who is in sync stays so. Nothing to do if nobody did. */
    Decision<Outcome> unseat(State state, TopicPartition name) {
        TopicImage topic = state.image().topics().byName(name.topic());
        PartitionImage partition = topic == null ? null : topic.partition(name.partition());
        if (topic == null || partition == null) {
            return Decision.nothing(unknown(name));
        }
        return partition.hasLeader()
                ? new Decision<>(List.of(vacancy(topic.id(), name.partition())), Outcome.DONE)
                : Decision.nothing(Outcome.DONE);
    }

    private static PartitionChanged vacancy(Uuid topicId, int index) {
        return new PartitionChanged(
                topicId, index, null, PartitionImage.NO_LEADER, null, null, null, null, null, null, null);
    }

    private static Outcome unknown(TopicPartition name) {
        return Outcome.refused(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "There is no partition " + name);
    }

    private static List<TopicPartition> all(ClusterImage image) {
        List<TopicPartition> all = new ArrayList<>();
        for (TopicImage topic : image.topics().all()) {
            for (int i = 0; i < topic.partitionCount(); i++) {
                all.add(new TopicPartition(topic.name(), i));
            }
        }
        return all;
    }

    private Outcome elect(
            Plans plans, ClusterImage image, ElectionKind kind, TopicPartition name, List<MetadataChange> changes) {
        TopicImage topic = image.topics().byName(name.topic());
        PartitionImage partition = topic == null ? null : topic.partition(name.partition());
        if (topic == null || partition == null) {
            return unknown(name);
        }
        boolean isPreferred = kind == ElectionKind.PREFERRED;
        boolean isAsWished = isPreferred ? partition.leader() == partition.preferredLeader() : partition.hasLeader();
        if (isAsWished) {
            return Outcome.refused(ErrorCode.ELECTION_NOT_NEEDED, name + " is led as wished");
        }
        PartitionPlan plan = isPreferred ? plans.of(topic, partition).preferFirst() : plans.uncleanly(topic, partition);
        Optional<PartitionChanged> change = plan.change(topic.id(), name.partition());
        if (change.isEmpty()) {
            return isPreferred
                    ? Outcome.refused(
                            ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE,
                            "The first replica of " + name + " is not alive and in sync")
                    : Outcome.refused(
                            ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE, "No replica of " + name + " may lead now");
        }
        changes.add(change.get());
        return Outcome.DONE;
    }

    /**
     * Gives leadership back to first replicas, where those are alive and in sync (auto.leader.rebalance.enable).
     *
     * @return whether there is more to do
     */
    Decision<Boolean> balance(State state, int most) {
        return some(
                state,
                most,
                (plans, topic, partition) -> partition.leader() == partition.preferredLeader()
                        ? null
                        : plans.of(topic, partition).preferFirst());
    }

    /**
     * Gives leaders to partitions that have none, where their topics allow that records are lost (unclean.leader.election.interval.ms).
     *
     * @return whether there is more to do
     */
    Decision<Boolean> electUncleanly(State state, int most) {
        return some(
                state,
                most,
                (plans, topic, partition) ->
                        partition.hasLeader() || !plans.terms(topic).unclean() ? null : plans.of(topic, partition));
    }

    private interface Wish {
        @Nullable
        PartitionPlan plan(Plans plans, TopicImage topic, PartitionImage partition);
    }

    private Decision<Boolean> some(State state, int most, Wish wish) {
        List<MetadataChange> changes = new ArrayList<>();
        Plans plans = new Plans(rules, state.image());
        for (TopicImage topic : state.image().topics().all()) {
            for (int i = 0; i < topic.partitionCount(); i++) {
                PartitionPlan plan = wish.plan(plans, topic, topic.partitions().get(i));
                if (plan != null) {
                    plan.change(topic.id(), i).ifPresent(changes::add);
                }
                if (changes.size() >= most) {
                    return new Decision<>(changes, true);
                }
            }
        }
        return new Decision<>(changes, false);
    }
}
