package io.ottla.cli.reassign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's files of assignments: {@code {"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1,2],"log_dirs":["any","/d"]}]}},
 * and of topics: {@code {"version":1,"topics":[{"topic":"t"}]}}. Immutable.
 *
 * @param targets where each partition is to be, in the order of the file; a partition may stand there twice
 * @param directories where a replica is to be on its broker, for those of which it is said
 */
record AssignmentFile(List<Target> targets, SortedMap<Replica, String> directories) {
    private static final String ANY_DIRECTORY = "any";

    /** One line of the file. */
    record Target(TopicPartition partition, List<Integer> replicas) {}

    static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new Failure("Unable to read file " + file + ": it does not exist", e);
        } catch (IOException e) {
            throw new Failure("Unable to read file " + file + ": " + e.getMessage(), e);
        }
    }

    /** @throws Failure saying what is wrong */
    static AssignmentFile parse(String text) {
        var targets = new ArrayList<Target>();
        var directories = new TreeMap<Replica, String>();
        for (var each : items(text, "partitions")) {
            var partition = new TopicPartition(string(each, "topic"), number(each.get("partition"), "partition"));
            var replicas = list(each, "replicas").stream()
                    .map(id -> number(id, "replica"))
                    .toList();
            targets.add(new Target(partition, replicas));
            if (each.containsKey("log_dirs")) {
                var paths = list(each, "log_dirs");
                if (paths.size() != replicas.size()) {
                    throw new Failure("Size of replicas list " + replicas + " is different from size of log dirs list "
                            + paths + " for partition " + partition);
                }
                for (int i = 0; i < paths.size(); i++) {
                    if (!ANY_DIRECTORY.equals(paths.get(i))) {
                        directories.put(new Replica(partition, replicas.get(i)), String.valueOf(paths.get(i)));
                    }
                }
            }
        }
        return new AssignmentFile(targets, Collections.unmodifiableSortedMap(directories));
    }

    /** The topics that --generate is to move. */
    static List<String> parseTopics(String text) {
        var topics = items(text, "topics").stream()
                .map(each -> string(each, "topic"))
                .toList();
        var twice = duplicates(topics);
        if (!twice.isEmpty()) {
            throw new Failure("List of topics to reassign contains duplicate entries: " + twice);
        }
        return topics;
    }

    /** Each partition with its replicas; what must not stand in a file that is carried out is refused. */
    SortedMap<TopicPartition, List<Integer>> executable() {
        if (targets.isEmpty()) {
            throw new Failure("Partition reassignment list cannot be empty");
        }
        var twice = duplicates(targets.stream().map(Target::partition).toList());
        if (!twice.isEmpty()) {
            throw new Failure("Partition reassignment contains duplicate topic partitions: " + joined(twice));
        }
        for (var target : targets) {
            if (target.replicas().isEmpty()) {
                throw new Failure("Partition replica list cannot be empty");
            }
            var again = duplicates(target.replicas());
            if (!again.isEmpty()) {
                throw new Failure("Partition replica lists may not contain duplicate entries: " + target.partition()
                        + " contains multiple entries for " + joined(again));
            }
        }
        var byPartition = new TreeMap<TopicPartition, List<Integer>>(Replica.PARTITIONS);
        targets.forEach(target -> byPartition.put(target.partition(), target.replicas()));
        return byPartition;
    }

    /** An assignment as such a file, in one line, with the directories that are known. */
    static String format(SortedMap<TopicPartition, List<Integer>> assignment, Map<Replica, String> directories) {
        var partitions = new ArrayList<Map<String, Object>>();
        assignment.forEach((partition, replicas) -> {
            var value = new LinkedHashMap<String, Object>();
            value.put("topic", partition.topic());
            value.put("partition", partition.partition());
            value.put("replicas", replicas);
            value.put(
                    "log_dirs",
                    replicas.stream()
                            .map(broker -> directories.getOrDefault(new Replica(partition, broker), ANY_DIRECTORY))
                            .toList());
            partitions.add(value);
        });
        var file = new LinkedHashMap<String, Object>();
        file.put("version", 1);
        file.put("partitions", partitions);
        return Json.text(file);
    }

    static <T> List<T> duplicates(List<T> values) {
        var seen = new HashSet<T>();
        return values.stream().filter(value -> !seen.add(value)).distinct().toList();
    }

    static String joined(Iterable<?> values) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(String.valueOf(value)));
        return texts.stream().collect(Collectors.joining(","));
    }

    private static List<Map<?, ?>> items(String text, String field) {
        if (!(parsed(text) instanceof Map<?, ?> file)) {
            throw new Failure("The file is not as expected: it needs an object");
        }
        var version = file.containsKey("version") ? number(file.get("version"), "version") : 1;
        if (version != 1) {
            throw new Failure("Not supported version field value " + version);
        }
        var items = new ArrayList<Map<?, ?>>();
        if (file.containsKey(field)) {
            for (var item : list(file, field)) {
                if (!(item instanceof Map<?, ?> map)) {
                    throw new Failure("The file is not as expected: it needs objects in the array `" + field + "`");
                }
                items.add(map);
            }
        }
        return items;
    }

    private static List<?> list(Map<?, ?> map, String field) {
        if (map.get(field) instanceof List<?> list) {
            return list;
        }
        throw new Failure("The file is not as expected: it needs an array `" + field + "`");
    }

    private static String string(Map<?, ?> map, String field) {
        if (map.get(field) instanceof String text) {
            return text;
        }
        throw new Failure("The file is not as expected: it needs a string `" + field + "`");
    }

    private static int number(@Nullable Object value, String field) {
        if (value instanceof Integer number) {
            return number;
        }
        throw new Failure("The file is not as expected: it needs a number as " + field);
    }

    private static @Nullable Object parsed(String text) {
        try (var json = new JsonFactory().createParser(text)) {
            json.nextToken();
            return value(json);
        } catch (JsonProcessingException e) {
            throw new Failure("The file is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new Failure("The file cannot be read: " + e.getMessage(), e);
        }
    }

    /** The value that begins at the current token: a map, a list, a text, a whole number; null for anything else. */
    private static @Nullable Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                map.put(name, value(json));
            }
            return map;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            var list = new ArrayList<@Nullable Object>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        return json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : null;
    }
}
