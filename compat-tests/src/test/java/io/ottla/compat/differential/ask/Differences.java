package io.ottla.compat.differential.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where two trees differ, one line each: path, what Apache Kafka says, what Ottla says. */
final class Differences {
    private static final List<String> NAMES = List.of(
            "name",
            "topicName",
            "topic",
            "partitionIndex",
            "partition",
            "partitionId",
            "apiKey",
            "groupId",
            "nodeId",
            "brokerId");

    private final List<String> found = new ArrayList<>();

    private Differences() {}

    static List<String> between(JsonNode kafka, JsonNode ottla) {
        var differences = new Differences();
        differences.compare("", kafka, ottla);
        return differences.found;
    }

    private void compare(String path, JsonNode kafka, JsonNode ottla) {
        if (kafka.equals(ottla)) {
            return;
        }
        if (kafka instanceof ObjectNode left && ottla instanceof ObjectNode right) {
            compareFields(path, left, right);
        } else if (kafka instanceof ArrayNode left && ottla instanceof ArrayNode right) {
            compareElements(path, left, right);
        } else {
            say(path, kafka.toString(), ottla.toString());
        }
    }

    private void compareFields(String path, ObjectNode kafka, ObjectNode ottla) {
        var names = new TreeSet<String>();
        kafka.fieldNames().forEachRemaining(names::add);
        ottla.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            compareEither(path + "." + name, kafka.get(name), ottla.get(name));
        }
    }

    /** Elements are paired by what names them, else by their place. */
    private void compareElements(String path, ArrayNode kafka, ArrayNode ottla) {
        var left = named(kafka);
        var right = named(ottla);
        var names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        for (var name : names) {
            compareEither(path + "[" + name + "]", left.get(name), right.get(name));
        }
    }

    private void compareEither(String path, @Nullable JsonNode kafka, @Nullable JsonNode ottla) {
        if (kafka == null || ottla == null) {
            say(path, kafka == null ? "nothing" : kafka.toString(), ottla == null ? "nothing" : ottla.toString());
        } else {
            compare(path, kafka, ottla);
        }
    }

    private static Map<String, JsonNode> named(ArrayNode array) {
        var all = new TreeMap<String, JsonNode>();
        for (var element : array) {
            var name = NAMES.stream()
                    .filter(element::has)
                    .map(field -> element.get(field).asText())
                    .collect(Collectors.joining("-"));
            int copies = 1;
            while (all.containsKey(name + "#" + copies)) {
                copies++;
            }
            all.put(name + "#" + copies, element);
        }
        return all;
    }

    private void say(String path, String kafka, String ottla) {
        found.add(path + ": kafka " + kafka + ", ottla " + ottla);
    }
}
