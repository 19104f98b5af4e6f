package io.ottla.cli.topic;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.topic.CreatePartitions;
import io.ottla.wire.message.topic.CreateTopics;
import io.ottla.wire.message.topic.DeleteTopics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** {@code --create}, {@code --alter} and {@code --delete}. */
final class TopicChanges {
    private final Cluster cluster;
    private final Arguments given;
    private final int timeoutMs;

    TopicChanges(Cluster cluster, Arguments given) {
        this.cluster = cluster;
        this.given = given;
        timeoutMs = Math.toIntExact(cluster.settings().requestTimeout().toMillis());
    }

    void create(Terminal terminal) {
        var name = given.required("--topic");
        var assignment =
                given.text("--replica-assignment").map(this::assignment).orElse(List.of());
        var partitions = given.number("--partitions", -1, 1, Integer.MAX_VALUE);
        var replicas = given.number("--replication-factor", -1, 1, Short.MAX_VALUE);
        var topic = new CreateTopics.Topic(name, (int) partitions, (short) replicas, numbered(assignment), configs());
        if (name.indexOf('.') >= 0 || name.indexOf('_') >= 0) {
            terminal.out()
                    .println("WARNING: Due to limitations in metric names, topics with a period ('.') or underscore"
                            + " ('_') could collide. To avoid issues it is best to use either, but not both.");
        }
        var request = new CreateTopics.Request(List.of(topic), timeoutMs, false);
        var result = cluster.tellController(
                request, answer -> Optional.of(ErrorCode.of(resultOf(answer).errorCode())));
        var outcome = resultOf(result);
        if (outcome.errorCode() == ErrorCode.TOPIC_ALREADY_EXISTS.code() && given.has("--if-not-exists")) {
            return;
        }
        BrokerRefused.unlessNone(outcome.errorCode(), outcome.errorMessage());
        terminal.out().println("Created topic " + name + ".");
    }

    private static CreateTopics.TopicResult resultOf(CreateTopics.Response answer) {
        if (answer.topics().size() != 1) {
            throw new Failure("the broker answered for " + answer.topics().size() + " topics instead of one");
        }
        return answer.topics().get(0);
    }

    private List<CreateTopics.TopicConfig> configs() {
        var configs = new ArrayList<CreateTopics.TopicConfig>();
        var names = new HashSet<String>();
        for (var config : given.texts("--config")) {
            var equals = config.indexOf('=');
            if (equals <= 0) {
                throw given.mistake("--config " + config + " is not of the form name=value");
            }
            var name = config.substring(0, equals).strip();
            if (!names.add(name)) {
                throw given.mistake("--config " + name + " is given more than once");
            }
            configs.add(new CreateTopics.TopicConfig(
                    name, config.substring(equals + 1).strip()));
        }
        return configs;
    }

    private static List<CreateTopics.ReplicaAssignment> numbered(List<List<Integer>> assignment) {
        var numbered = new ArrayList<CreateTopics.ReplicaAssignment>();
        for (int partition = 0; partition < assignment.size(); partition++) {
            numbered.add(new CreateTopics.ReplicaAssignment(partition, assignment.get(partition)));
        }
        return numbered;
    }

    /** {@code 1:2,2:3}: partition 0 on brokers 1 and 2, partition 1 on 2 and 3. */
    private List<List<Integer>> assignment(String text) {
        var partitions = new ArrayList<List<Integer>>();
        for (var partition : text.split(",", -1)) {
            var brokers = new ArrayList<Integer>();
            for (var broker : partition.strip().split(":", -1)) {
                try {
                    brokers.add(Integer.valueOf(broker.strip()));
                } catch (NumberFormatException notANumber) {
                    throw given.mistake("--replica-assignment takes ids like 1:2,2:3, not '" + text + "'");
                }
            }
            if (new HashSet<>(brokers).size() != brokers.size()) {
                throw new Failure("Partition replica lists may not contain duplicate entries: " + partition.strip());
            }
            if (!partitions.isEmpty() && partitions.get(0).size() != brokers.size()) {
                throw new Failure("all partitions of --replica-assignment must have the same number of replicas");
            }
            partitions.add(brokers);
        }
        return partitions;
    }

    void addPartitions() {
        var count = (int) given.number("--partitions", 0, 1, Integer.MAX_VALUE);
        var topics = new ArrayList<CreatePartitions.Topic>();
        for (var topic : existing()) {
            var assignments = given.text("--replica-assignment").map(this::assignment);
            if (assignments.isPresent() && assignments.get().size() != count) {
                throw given.mistake("--replica-assignment lists "
                        + assignments.get().size() + " partitions, --partitions asks for " + count);
            }
            var there = topic.partitions().size();
            var added = assignments
                    .map(all -> all.subList(Math.min(there, all.size()), all.size()))
                    .map(all ->
                            all.stream().map(CreatePartitions.Assignment::new).toList())
                    .orElse(null);
            topics.add(new CreatePartitions.Topic(String.valueOf(topic.name()), count, added));
        }
        if (topics.isEmpty()) {
            return;
        }
        var request = new CreatePartitions.Request(topics, timeoutMs, false);
        var answer = cluster.tellController(request, TopicChanges::firstError);
        for (var result : answer.results()) {
            BrokerRefused.unlessNone(result.errorCode(), result.errorMessage());
        }
    }

    private static Optional<ErrorCode> firstError(CreatePartitions.Response answer) {
        return answer.results().stream()
                .map(result -> ErrorCode.of(result.errorCode()))
                .findFirst();
    }

    void delete() {
        var names =
                existing().stream().map(topic -> String.valueOf(topic.name())).toList();
        if (names.isEmpty()) {
            return;
        }
        var byName = names.stream()
                .map(name -> new DeleteTopics.Topic(name, Uuid.ZERO))
                .toList();
        var answer = cluster.tellController(
                new DeleteTopics.Request(byName, names, timeoutMs),
                response -> response.responses().stream()
                        .map(result -> ErrorCode.of(result.errorCode()))
                        .findFirst());
        for (var result : answer.responses()) {
            BrokerRefused.unlessNone(result.errorCode(), refusal(result));
        }
    }

    private static String refusal(DeleteTopics.TopicResult result) {
        var why =
                result.errorMessage() == null ? ErrorCode.of(result.errorCode()).message() : result.errorMessage();
        return "topic " + result.name() + " cannot be deleted: " + why;
    }

    private List<io.ottla.wire.message.topic.Metadata.Topic> existing() {
        var chosen = new TopicList(cluster, given).chosen();
        if (chosen.isEmpty() && !given.has("--if-exists")) {
            throw new Failure("Topic '" + given.required("--topic") + "' does not exist as expected");
        }
        return chosen;
    }
}
