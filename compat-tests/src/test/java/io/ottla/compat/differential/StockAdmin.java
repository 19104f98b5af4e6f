package io.ottla.compat.differential;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks a broker for access rules and for moves of replicas through the stock client's Admin, and prints what came of each, a line
 * each. Run in a JVM of its own with one version of kafka-clients.
 */
public final class StockAdmin {
    private static final String TOPIC = "moved-by-admin";

    private final Admin admin;

    private StockAdmin(Admin admin) {
        this.admin = admin;
    }

    /** Argument: the broker's address. */
    public static void main(String[] args) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
            var stock = new StockAdmin(admin);
            stock.tell(
                    "a topic",
                    admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1)))
                            .values());
            stock.askForRules();
            stock.askForMoves();
        }
    }

    private void askForRules() throws InterruptedException {
        tell("rules made", admin.createAcls(List.of(rule("t"), rule("u"))).values());
        tell("no rules made", admin.createAcls(List.of()).values());
        for (var filter : List.of(AclBindingFilter.ANY, filter("t"))) {
            tell(
                    "rules told: " + filter,
                    Map.of("all", admin.describeAcls(filter).values()));
            tell("rules taken: " + filter, admin.deleteAcls(List.of(filter)).values());
        }
        tell(
                "rules taken, two",
                admin.deleteAcls(List.of(filter("t"), filter("u"))).values());
    }

    private static AclBinding rule(String topic) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:anna", "*", AclOperation.READ, AclPermissionType.ALLOW));
    }

    private static AclBindingFilter filter(String topic) {
        return new AclBindingFilter(
                new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.MATCH), AccessControlEntryFilter.ANY);
    }

    private void askForMoves() throws InterruptedException {
        move("to where it is", 0, List.of(1));
        move("to nobody we know", 0, List.of(9));
        move("to one twice", 0, List.of(1, 1));
        move("to two, of whom one is known", 0, List.of(1, 2));
        move("to less than nobody", 0, List.of(-1));
        move("of what is not there", 7, List.of(1));
        var mixed = new LinkedHashMap<TopicPartition, Optional<NewPartitionReassignment>>();
        mixed.put(new TopicPartition(TOPIC, 0), Optional.of(new NewPartitionReassignment(List.of(1))));
        mixed.put(new TopicPartition(TOPIC, 1), Optional.of(new NewPartitionReassignment(List.of(9))));
        mixed.put(new TopicPartition(TOPIC, 2), Optional.empty());
        mixed.put(new TopicPartition("absent", 0), Optional.of(new NewPartitionReassignment(List.of(1))));
        mixed.put(new TopicPartition("absent", 1), Optional.empty());
        tell("moves, some good", admin.alterPartitionReassignments(mixed).values());
        tell("no moves", admin.alterPartitionReassignments(Map.of()).values());
        tell("moves under way", Map.of("all", admin.listPartitionReassignments().reassignments()));
        for (var partition :
                List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 7), new TopicPartition("absent", 0))) {
            tell(
                    "moves under way of " + partition,
                    Map.of(
                            "all",
                            admin.listPartitionReassignments(Set.of(partition)).reassignments()));
        }
    }

    private void move(String what, int partition, List<Integer> brokers) throws InterruptedException {
        var wish = Optional.of(new NewPartitionReassignment(brokers));
        tell(
                "a move " + what,
                admin.alterPartitionReassignments(Map.of(new TopicPartition(TOPIC, partition), wish))
                        .values());
    }

    private void tell(String what, Map<?, ? extends KafkaFuture<?>> futures) throws InterruptedException {
        var told = new TreeMap<String, String>();
        for (var future : futures.entrySet()) {
            told.put(future.getKey().toString(), outcome(future.getValue()));
        }
        System.out.println(what + ": " + told);
    }

    private static String outcome(KafkaFuture<?> future) throws InterruptedException {
        try {
            var value = future.get();
            return value instanceof Collection<?> all
                    ? all.stream().map(Object::toString).sorted().collect(Collectors.joining(" "))
                    : String.valueOf(value);
        } catch (ExecutionException e) {
            return String.valueOf(
                    e.getCause() == null ? e : e.getCause().getClass().getName());
        }
    }
}
