package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.TopicChange;
import io.ottla.replication.controller.plan.Placement;
import io.ottla.replication.controller.plan.Replicas;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.DeletedTopic;
import io.ottla.replication.controller.request.MorePartitions;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.controller.request.TopicToDelete;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Which topics there shall be, and how many partitions of each. Pure but for the ids drawn. */
final class TopicDecisions {
    /** Partitions one request may make: what is decided is one batch of the metadata log. */
    static final int MOST_PARTITIONS = 10_000;

    private final Rules rules;

    TopicDecisions(Rules rules) {
        this.rules = rules;
    }

    static void checkCount(int partitions) throws Refusal {
        if (partitions > MOST_PARTITIONS) {
            throw new Refusal(
                    ErrorCode.POLICY_VIOLATION,
                    "Excessively large number of partitions per request: " + partitions + ", at most " + MOST_PARTITIONS
                            + " are made at once.");
        }
    }

    Decision<List<CreatedTopic>> create(State state, List<NewTopic> topics, boolean validateOnly) {
        Map<String, Integer> times = new LinkedHashMap<>();
        topics.forEach(topic -> times.merge(topic.name(), 1, Integer::sum));
        List<CreatedTopic> replies = new ArrayList<>(times.size());
        List<MetadataChange> changes = new ArrayList<>();
        ClusterImage image = state.image();
        Set<String> answered = new HashSet<>();
        for (NewTopic wish : topics) {
            if (!answered.add(wish.name())) {
                continue;
            }
            if (times.getOrDefault(wish.name(), 0) > 1) {
                replies.add(CreatedTopic.refused(wish.name(), duplicateName()));
                continue;
            }
            try {
                TopicCreation.Made made = new TopicCreation(rules, image, wish).make();
                checkCount(changes.size() + made.changes().size());
                image = made.changes().get(0).applyTo(image); // the name is taken for those that follow
                changes.addAll(made.changes());
                replies.add(made.topic());
            } catch (Refusal refusal) {
                replies.add(CreatedTopic.refused(wish.name(), refusal.outcome()));
            }
        }
        return validateOnly ? Decision.nothing(withoutIds(replies)) : new Decision<>(changes, replies);
    }

    /** What was not created has no id. */
    private static List<CreatedTopic> withoutIds(List<CreatedTopic> replies) {
        return replies.stream()
                .map(r -> new CreatedTopic(
                        r.name(), r.outcome(), Uuid.ZERO, r.partitionCount(), r.replicationFactor(), r.configs()))
                .toList();
    }

    private static Outcome duplicateName() {
        return Outcome.refused(ErrorCode.INVALID_REQUEST, "Duplicate topic name.");
    }

    Decision<List<DeletedTopic>> delete(State state, List<TopicToDelete> topics) {
        List<DeletedTopic> replies = new ArrayList<>(topics.size());
        List<MetadataChange> changes = new ArrayList<>();
        Set<Uuid> deleted = new HashSet<>();
        for (TopicToDelete wish : topics) {
            try {
                TopicImage topic = find(state.image(), wish);
                if (!deleted.add(topic.id())) {
                    throw new Refusal(duplicateName());
                }
                changes.add(new TopicChange.TopicRemoved(topic.id()));
                replies.add(new DeletedTopic(topic.name(), topic.id(), Outcome.DONE));
            } catch (Refusal refusal) {
                replies.add(new DeletedTopic(wish.name(), wish.id(), refusal.outcome()));
            }
        }
        return new Decision<>(changes, replies);
    }

    private static TopicImage find(ClusterImage image, TopicToDelete wish) throws Refusal {
        String name = wish.name();
        if (name != null && !wish.id().equals(Uuid.ZERO)) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "You may not specify both topic name and topic id.");
        }
        TopicImage topic =
                name == null ? image.topics().byId(wish.id()) : image.topics().byName(name);
        if (topic == null) {
            throw new Refusal(unknown(name != null));
        }
        return topic;
    }

    private static Outcome unknown(boolean named) {
        return named
                ? Outcome.refused(
                        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "This server does not host this topic-partition.")
                : Outcome.refused(ErrorCode.UNKNOWN_TOPIC_ID, "This server does not host this topic ID.");
    }

    Decision<List<Outcome>> grow(State state, List<MorePartitions> topics, boolean validateOnly) {
        Map<String, Integer> times = new HashMap<>();
        topics.forEach(topic -> times.merge(topic.topic(), 1, Integer::sum));
        List<Outcome> replies = new ArrayList<>(topics.size());
        List<MetadataChange> changes = new ArrayList<>();
        for (MorePartitions wish : topics) {
            if (times.getOrDefault(wish.topic(), 0) > 1) {
                replies.add(duplicateName());
                continue;
            }
            try {
                List<MetadataChange> more = more(state.image(), wish);
                checkCount(changes.size() + more.size());
                changes.addAll(more);
                replies.add(Outcome.DONE);
            } catch (Refusal refusal) {
                replies.add(refusal.outcome());
            }
        }
        return validateOnly ? Decision.nothing(replies) : new Decision<>(changes, replies);
    }

    private List<MetadataChange> more(ClusterImage image, MorePartitions wish) throws Refusal {
        TopicImage topic = image.topics().byName(wish.topic());
        if (topic == null) {
            throw new Refusal(unknown(true));
        }
        int present = topic.partitionCount();
        int additional = wish.count() - present;
        if (additional == 0) {
            throw new Refusal(ErrorCode.INVALID_PARTITIONS, "Topic already has " + present + " partition(s).");
        }
        if (additional < 0) {
            throw new Refusal(
                    ErrorCode.INVALID_PARTITIONS,
                    "The topic " + wish.topic() + " currently has " + present + " partition(s); " + wish.count()
                            + " would not be an increase.");
        }
        checkCount(additional);
        List<List<Integer>> byHand = wish.assignment();
        if (byHand != null && byHand.size() != additional) {
            throw Replicas.badAssignment("Attempted to add " + additional + " additional partition(s), but only "
                    + byHand.size() + " assignment(s) were specified.");
        }
        int factor = topic.partitions().get(0).replicas().size();
        Placement placement = Replicas.placement(image.nodes(), rules.random());
        List<MetadataChange> changes = new ArrayList<>(additional);
        for (int i = 0; i < additional; i++) {
            PartitionImage partition;
            if (byHand == null) {
                partition = Replicas.bornPlaced(image.nodes(), placement.next(factor));
            } else {
                Replicas.check(image.nodes(), byHand.get(i), OptionalInt.of(factor));
                partition = Replicas.bornByHand(image.nodes(), present + i, byHand.get(i));
            }
            changes.add(new TopicChange.PartitionSet(topic.id(), present + i, partition));
        }
        return changes;
    }
}
