package io.ottla.cli.reassign;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.IncrementalAlterConfigs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings of topics and brokers that hold moves to a rate, in bytes per second. */
@OwnedBy(CREATOR)
final class Throttles {
    private static final byte TOPIC = 2;
    private static final byte BROKER = 4;
    private static final byte SET = 0;
    private static final byte DELETE = 1;
    private static final String LEADER_RATE = "leader.replication.throttled.rate";
    private static final String FOLLOWER_RATE = "follower.replication.throttled.rate";
    private static final String DIRECTORY_RATE = "replica.alter.log.dirs.io.max.bytes.per.second";
    private static final String LEADERS = "leader.replication.throttled.replicas";
    private static final String FOLLOWERS = "follower.replication.throttled.replicas";

    private final Cluster cluster;

    Throttles(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Names the replicas that move, and gives their brokers the rate. */
    void betweenBrokers(Moves moves, long rate) {
        var followers = moves.followers();
        var topics = new ArrayList<IncrementalAlterConfigs.Resource>();
        moves.leaders()
                .forEach((topic, leaders) -> topics.add(new IncrementalAlterConfigs.Resource(
                        TOPIC,
                        topic,
                        List.of(set(LEADERS, leaders), set(FOLLOWERS, followers.getOrDefault(topic, ""))))));
        ofTopics(topics);
        var text = String.valueOf(rate);
        moves.brokers().forEach(broker -> ofBroker(broker, List.of(set(LEADER_RATE, text), set(FOLLOWER_RATE, text))));
    }

    /** Gives brokers the rate for moves between their directories. */
    void betweenDirectories(Collection<Integer> brokers, long rate) {
        new TreeSet<>(brokers).forEach(broker -> ofBroker(broker, List.of(set(DIRECTORY_RATE, String.valueOf(rate)))));
    }

    /** Takes all rates from brokers. */
    void clearBrokers(Collection<Integer> brokers) {
        brokers.forEach(broker ->
                ofBroker(broker, List.of(delete(LEADER_RATE), delete(FOLLOWER_RATE), delete(DIRECTORY_RATE))));
    }

    /** The replicas of these topics are held no more. */
    void clearTopics(Collection<String> topics) {
        ofTopics(topics.stream()
                .map(topic ->
                        new IncrementalAlterConfigs.Resource(TOPIC, topic, List.of(delete(LEADERS), delete(FOLLOWERS))))
                .toList());
    }

    private static IncrementalAlterConfigs.Config set(String name, String value) {
        return new IncrementalAlterConfigs.Config(name, SET, value);
    }

    private static IncrementalAlterConfigs.Config delete(String name) {
        return new IncrementalAlterConfigs.Config(name, DELETE, null);
    }

    private void ofTopics(List<IncrementalAlterConfigs.Resource> topics) {
        if (!topics.isEmpty()) {
            take(cluster.tellController(
                    new IncrementalAlterConfigs.Request(topics, false),
                    answer -> answer.responses().stream()
                            .map(result -> ErrorCode.of(result.errorCode()))
                            .findFirst()));
        }
    }

    /** A broker is asked itself, as it knows what it can do. */
    private void ofBroker(int broker, List<IncrementalAlterConfigs.Config> configs) {
        var resource = new IncrementalAlterConfigs.Resource(BROKER, String.valueOf(broker), configs);
        take(cluster.tell(broker, new IncrementalAlterConfigs.Request(List.of(resource), false)));
    }

    private static void take(IncrementalAlterConfigs.Response answer) {
        answer.responses().forEach(result -> BrokerRefused.unlessNone(result.errorCode(), message(result)));
    }

    private static @Nullable String message(IncrementalAlterConfigs.ResourceResponse result) {
        return Optional.ofNullable(result.errorMessage())
                .map(text -> result.resourceName() + ": " + text)
                .orElse(null);
    }
}
