package io.ottla.compat.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsAssignment;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopicCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignmentCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfigCollection;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.CreatePartitionsRequest;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.DeleteTopicsRequest;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.jspecify.annotations.Nullable;

/** Topics and partitions: made, enlarged, deleted. */
final class TopicCases {
    private static final short NEWEST_CREATE = 7;
    private static final int TIMEOUT_MS = 10_000;

    private TopicCases() {}

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        create(cases);
        createBadly(cases);
        assign(cases);
        configure(cases);
        enlarge(cases);
        delete(cases);
        return cases;
    }

    private static void create(List<Case> cases) {
        for (short version = 2; version <= NEWEST_CREATE; version++) {
            short v = version;
            cases.add(new Case("create v" + v, w -> w.change(createTopics(v, false, topic("create-v" + v, 3, 1)))));
        }
        cases.add(new Case("create with defaults", w -> w.change(createTopics(topic("defaults", -1, -1)))));
        cases.add(new Case(
                "validate only",
                w -> List.of(w.change(createTopics((short) 7, true, topic("dry", 2, 1))), describe(w, "dry"))));
        cases.add(new Case(
                "create again",
                w -> List.of(
                        w.change(createTopics(topic("twice", 1, 1))), w.change(createTopics(topic("twice", 1, 1))))));
        cases.add(new Case(
                "validate only of what is there",
                w -> List.of(
                        w.change(createTopics(topic("there", 1, 1))),
                        w.change(createTopics((short) 7, true, topic("there", 1, 1))))));
        cases.add(new Case("create none", w -> w.change(createTopics())));
        cases.add(new Case(
                "create good and bad together",
                w -> List.of(
                        w.change(createTopics(topic("good", 1, 1), topic("bad name", 1, 1))), describe(w, "good"))));
        cases.add(new Case(
                "create one twice in a request",
                w -> List.of(w.change(createTopics(topic("same", 1, 1), topic("same", 2, 1))), describe(w, "same"))));
        cases.add(new Case("describe after create", w -> {
            w.change(createTopics(topic("seen", 2, 1)));
            return describe(w, "seen");
        }));
    }

    private static void createBadly(List<Case> cases) {
        for (var name : List.of("", ".", "..", "a b", "ä", "x".repeat(250), "a/b")) {
            cases.add(new Case("create named '" + name + "'", w -> w.change(createTopics(topic(name, 1, 1)))));
        }
        cases.add(new Case("create with the longest name", w -> w.change(createTopics(topic("y".repeat(249), 1, 1)))));
        cases.add(new Case(
                "create colliding",
                w -> List.of(w.change(createTopics(topic("c.d", 1, 1))), w.change(createTopics(topic("c_d", 1, 1))))));
        for (int partitions : List.of(0, -2)) {
            cases.add(new Case(
                    "create with " + partitions + " partitions",
                    w -> w.change(createTopics(topic("partitions" + partitions, partitions, 1)))));
        }
        for (int replicas : List.of(0, -2, 2)) {
            cases.add(new Case(
                    "create with " + replicas + " replicas",
                    w -> w.change(createTopics(topic("replicas" + replicas, 1, replicas)))));
        }
        cases.add(
                new Case("create an internal topic", w -> w.change(createTopics(topic("__transaction_state", 1, 1)))));
        cases.add(
                new Case("create the metadata topic", w -> w.change(createTopics(topic("__cluster_metadata", 1, 1)))));
        cases.add(new Case("create too many partitions", w -> w.change(createTopics(topic("vast", 100_000, 1)))));
    }

    private static void assign(List<Case> cases) {
        cases.add(new Case(
                "assign", w -> w.change(createTopics(assigned("assigned", Map.of(0, List.of(1), 1, List.of(1)))))));
        cases.add(new Case(
                "assign to nobody", w -> w.change(createTopics(assigned("to-nobody", Map.of(0, List.of()))))));
        cases.add(new Case(
                "assign to a stranger", w -> w.change(createTopics(assigned("to-stranger", Map.of(0, List.of(99)))))));
        cases.add(new Case(
                "assign twice to one", w -> w.change(createTopics(assigned("to-twice", Map.of(0, List.of(1, 1)))))));
        cases.add(new Case(
                "assign a gap", w -> w.change(createTopics(assigned("gap", Map.of(0, List.of(1), 2, List.of(1)))))));
        cases.add(new Case(
                "assign from one", w -> w.change(createTopics(assigned("from-one", Map.of(1, List.of(1)))))));
        cases.add(new Case(
                "assign unevenly",
                w -> w.change(createTopics(assigned("uneven", Map.of(0, List.of(1), 1, List.of(1, 2)))))));
        cases.add(new Case(
                "assign and count partitions",
                w -> w.change(createTopics(
                        assigned("and-partitions", Map.of(0, List.of(1))).setNumPartitions(1)))));
        cases.add(new Case(
                "assign and count replicas",
                w -> w.change(createTopics(
                        assigned("and-replicas", Map.of(0, List.of(1))).setReplicationFactor((short) 1)))));
    }

    private static void configure(List<Case> cases) {
        cases.add(new Case(
                "create configured",
                w -> w.change(createTopics(configured(
                        "configured",
                        "retention.ms",
                        "1000",
                        "cleanup.policy",
                        "compact",
                        "min.insync.replicas",
                        "1")))));
        cases.add(new Case(
                "create with an unknown config", w -> w.change(createTopics(configured("colour", "colour", "blue")))));
        cases.add(new Case(
                "create with a bad config", w -> w.change(createTopics(configured("bad", "retention.ms", "soon")))));
        cases.add(new Case(
                "create with a config out of range",
                w -> w.change(createTopics(configured("oor", "segment.bytes", "1")))));
        cases.add(new Case(
                "create with a null config", w -> w.change(createTopics(configured("nil", "retention.ms", null)))));
        cases.add(new Case(
                "create with an empty list", w -> w.change(createTopics(configured("el", "cleanup.policy", "")))));
        cases.add(new Case(
                "create tiered", w -> w.change(createTopics(configured("tiered", "remote.storage.enable", "true")))));
        cases.add(new Case(
                "create with contradicting lags",
                w -> w.change(createTopics(
                        configured("lags", "min.compaction.lag.ms", "10", "max.compaction.lag.ms", "5")))));
        cases.add(new Case(
                "create with contradicting retention",
                w -> w.change(createTopics(configured("local", "retention.ms", "10", "local.retention.ms", "50")))));
        cases.add(new Case(
                "create with throttled replicas",
                w -> w.change(
                        createTopics(configured("throttled", "leader.replication.throttled.replicas", "0:1,1:1")))));
        cases.add(new Case(
                "create with bad throttled replicas",
                w -> w.change(
                        createTopics(configured("throttled-badly", "leader.replication.throttled.replicas", "0-1")))));
    }

    private static void enlarge(List<Case> cases) {
        for (short version = 0; version <= 3; version++) {
            short v = version;
            cases.add(new Case("enlarge v" + v, w -> {
                w.change(createTopics(topic("enlarge" + v, 1, 1)));
                return List.of(w.change(enlarge(v, false, part("enlarge" + v, 3, null))), describe(w, "enlarge" + v));
            }));
        }
        enlargeCase(cases, "validate only", true, 3, null);
        enlargeCase(cases, "to the same", false, 2, null);
        enlargeCase(cases, "to less", false, 1, null);
        enlargeCase(cases, "to zero", false, 0, null);
        enlargeCase(cases, "to minus one", false, -1, null);
        enlargeCase(cases, "far too much", true, 200_000, null);
        enlargeCase(cases, "assigned", false, 4, List.of(List.of(1), List.of(1)));
        enlargeCase(cases, "assigned too few", false, 4, List.of(List.of(1)));
        enlargeCase(cases, "assigned too many", false, 3, List.of(List.of(1), List.of(1)));
        enlargeCase(cases, "assigned to a stranger", false, 3, List.of(List.of(7)));
        enlargeCase(cases, "assigned to nobody", false, 3, List.of(List.of()));
        enlargeCase(cases, "assigned twice to one", false, 3, List.of(List.of(1, 1)));
        enlargeCase(cases, "assigned to more", false, 3, List.of(List.of(1, 2)));
        cases.add(new Case("enlarge an unknown", w -> w.change(enlarge((short) 3, false, part("unknown", 3, null)))));
        cases.add(new Case("enlarge a bad name", w -> w.change(enlarge((short) 3, false, part("a b", 3, null)))));
        cases.add(new Case("enlarge none", w -> w.change(enlarge((short) 3, false))));
        cases.add(new Case("enlarge one twice in a request", w -> {
            w.change(createTopics(topic("en2", 1, 1)));
            return w.change(enlarge((short) 3, false, part("en2", 2, null), part("en2", 3, null)));
        }));
    }

    private static void enlargeCase(
            List<Case> cases, String name, boolean dry, int count, @Nullable List<List<Integer>> assignments) {
        var topic = "enlarge-" + name.replace(' ', '-');
        cases.add(new Case("enlarge " + name, w -> {
            w.change(createTopics(topic(topic, 2, 1)));
            return List.of(w.change(enlarge((short) 3, dry, part(topic, count, assignments))), describe(w, topic));
        }));
    }

    private static void delete(List<Case> cases) {
        for (short version = 1; version <= 5; version++) {
            short v = version;
            cases.add(new Case("delete v" + v, w -> {
                w.change(createTopics(topic("delete" + v, 1, 1)));
                return w.change(delete(v, "delete" + v, "not-there"));
            }));
        }
        cases.add(new Case("delete by name", w -> {
            w.change(createTopics(topic("by-name", 1, 1)));
            return List.of(w.change(delete(named("by-name"), named("nowhere"))), describe(w, "by-name"));
        }));
        cases.add(new Case(
                "delete by id",
                w -> List.of(
                        w.change(delete(new DeleteTopicState().setName(null).setTopicId(idOf(w, "by-id")))),
                        describe(w, "by-id"))));
        cases.add(new Case(
                "delete an unknown id",
                w -> w.change(delete(new DeleteTopicState().setName(null).setTopicId(new Uuid(1, 2))))));
        cases.add(new Case("delete neither name nor id", w -> w.change(delete(new DeleteTopicState().setName(null)))));
        cases.add(new Case(
                "delete by name and id",
                w -> w.change(delete(new DeleteTopicState().setName("both").setTopicId(idOf(w, "both"))))));
        cases.add(new Case("delete one twice by name", w -> {
            w.change(createTopics(topic("del2", 1, 1)));
            return w.change(delete(named("del2"), named("del2")));
        }));
        cases.add(new Case("delete one by name and by id", w -> {
            var id = idOf(w, "del3");
            return w.change(
                    delete(named("del3"), new DeleteTopicState().setName(null).setTopicId(id)));
        }));
        cases.add(new Case("delete none", w -> w.change(delete())));
        cases.add(new Case("delete a bad name", w -> w.change(delete(named("a b")))));
        cases.add(new Case("delete and create again", w -> {
            w.change(createTopics(configured("again", "retention.ms", "5")));
            w.change(delete(named("again")));
            return List.of(w.change(createTopics(topic("again", 2, 1))), describe(w, "again"));
        }));
    }

    static Uuid idOf(Wire wire, String name) {
        var answer = (CreateTopicsResponseData) wire.change(createTopics(topic(name, 1, 1)));
        return answer.topics().find(name).topicId();
    }

    static CreatableTopic topic(String name, int partitions, int replicas) {
        return new CreatableTopic().setName(name).setNumPartitions(partitions).setReplicationFactor((short) replicas);
    }

    private static CreatableTopic assigned(String name, Map<Integer, List<Integer>> replicas) {
        var assignments = new CreatableReplicaAssignmentCollection();
        replicas.forEach((partition, brokers) -> assignments.add(
                new CreatableReplicaAssignment().setPartitionIndex(partition).setBrokerIds(brokers)));
        return topic(name, -1, -1).setAssignments(assignments);
    }

    static CreatableTopic configured(String name, @Nullable String... namesAndValues) {
        var configs = new CreatableTopicConfigCollection();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            configs.add(new CreatableTopicConfig().setName(namesAndValues[i]).setValue(namesAndValues[i + 1]));
        }
        return topic(name, 1, 1).setConfigs(configs);
    }

    static AbstractRequest createTopics(CreatableTopic... topics) {
        return createTopics(NEWEST_CREATE, false, topics);
    }

    private static AbstractRequest createTopics(short version, boolean dry, CreatableTopic... topics) {
        var collection = new CreatableTopicCollection();
        collection.addAll(List.of(topics));
        return new CreateTopicsRequest.Builder(new CreateTopicsRequestData()
                        .setTopics(collection)
                        .setTimeoutMs(TIMEOUT_MS)
                        .setValidateOnly(dry))
                .build(version);
    }

    private static CreatePartitionsTopic part(String name, int count, @Nullable List<List<Integer>> assignments) {
        return new CreatePartitionsTopic()
                .setName(name)
                .setCount(count)
                .setAssignments(
                        assignments == null
                                ? null
                                : assignments.stream()
                                        .map(brokers -> new CreatePartitionsAssignment().setBrokerIds(brokers))
                                        .toList());
    }

    private static AbstractRequest enlarge(short version, boolean dry, CreatePartitionsTopic... topics) {
        var collection = new CreatePartitionsTopicCollection();
        collection.addAll(List.of(topics));
        return new CreatePartitionsRequest.Builder(new CreatePartitionsRequestData()
                        .setTopics(collection)
                        .setTimeoutMs(TIMEOUT_MS)
                        .setValidateOnly(dry))
                .build(version);
    }

    private static DeleteTopicState named(String name) {
        return new DeleteTopicState().setName(name);
    }

    private static AbstractRequest delete(short version, String... names) {
        return new DeleteTopicsRequest.Builder(new DeleteTopicsRequestData()
                        .setTopicNames(List.of(names))
                        .setTimeoutMs(TIMEOUT_MS))
                .build(version);
    }

    static AbstractRequest delete(DeleteTopicState... topics) {
        return new DeleteTopicsRequest.Builder(
                        new DeleteTopicsRequestData().setTopics(List.of(topics)).setTimeoutMs(TIMEOUT_MS))
                .build((short) 6);
    }

    private static Object describe(Wire wire, String topic) {
        return wire.ask(new DescribeTopicPartitionsRequest.Builder(
                        new DescribeTopicPartitionsRequestData().setTopics(List.of(new TopicRequest().setName(topic))))
                .build((short) 0));
    }
}
