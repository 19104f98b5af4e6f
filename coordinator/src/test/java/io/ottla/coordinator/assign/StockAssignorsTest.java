package io.ottla.coordinator.assign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.base.Seeds;
import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

/** Ours against those of kafka-clients. */
class StockAssignorsTest {
    private static final Node[] NODES = {new Node(1, "host", 9092)};

    @Test
    void range_deals_out_as_the_stock_one_does() {
        Seeds.run(
                500, seed -> compare(seed, new RangeAssignor(), new org.apache.kafka.clients.consumer.RangeAssignor()));
    }

    @Test
    void round_robin_deals_out_as_the_stock_one_does() {
        Seeds.run(
                500,
                seed -> compare(
                        seed, new RoundRobinAssignor(), new org.apache.kafka.clients.consumer.RoundRobinAssignor()));
    }

    private static void compare(long seed, Assignor ours, ConsumerPartitionAssignor stock) {
        var random = Seeds.random(seed);
        assertEquals(stock.name(), ours.name());
        Map<String, Integer> partitions = new HashMap<>();
        for (int topic = random.nextInt(6); topic >= 0; topic--) {
            partitions.put("topic" + topic, 1 + random.nextInt(12));
        }
        List<Subscriber> subscribers = new ArrayList<>();
        for (int member = random.nextInt(9); member >= 0; member--) {
            var instance = random.nextInt(3) == 0 ? "i" + random.nextInt(1000) + "-" + member : null;
            subscribers.add(new Subscriber(
                    "m" + random.nextInt(1000) + "-" + member, instance, topics(partitions.keySet(), random)));
        }
        assertEquals(stock(stock, partitions, subscribers), inSets(ours.assign(partitions, subscribers)));
    }

    private static Set<String> topics(Set<String> all, Random random) {
        Set<String> some = new HashSet<>();
        for (var topic : new TreeSet<>(all)) {
            if (random.nextInt(4) > 0) {
                some.add(topic);
            }
        }
        if (random.nextInt(5) == 0) {
            some.add("there is no such topic");
        }
        return some;
    }

    private static Map<String, Set<String>> stock(
            ConsumerPartitionAssignor stock, Map<String, Integer> partitions, List<Subscriber> subscribers) {
        List<PartitionInfo> infos = new ArrayList<>();
        partitions.forEach((topic, count) -> {
            for (int i = 0; i < count; i++) {
                infos.add(new PartitionInfo(topic, i, NODES[0], NODES, NODES));
            }
        });
        var cluster = new Cluster("id", List.of(NODES), infos, Set.of(), Set.of());
        Map<String, Subscription> subscriptions = new HashMap<>();
        for (var subscriber : subscribers) {
            var subscription = new Subscription(new ArrayList<>(subscriber.topics()));
            subscription.setGroupInstanceId(Optional.ofNullable(subscriber.instanceId()));
            subscriptions.put(subscriber.memberId(), subscription);
        }
        Map<String, Set<String>> assignment = new HashMap<>();
        stock.assign(cluster, new GroupSubscription(subscriptions))
                .groupAssignment()
                .forEach((member, part) -> assignment.put(
                        member,
                        part.partitions().stream()
                                .map(one -> one.topic() + "/" + one.partition())
                                .collect(Collectors.toSet())));
        return assignment;
    }

    private static Map<String, Set<String>> inSets(Map<String, List<TopicPartition>> assignment) {
        Map<String, Set<String>> sets = new HashMap<>();
        assignment.forEach((member, part) -> sets.put(
                member,
                part.stream().map(one -> one.topic() + "/" + one.partition()).collect(Collectors.toSet())));
        return sets;
    }
}
