package io.ottla.compat.differential.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;

/**
 * Replies without what may differ between two brokers that behave the same: ids, addresses, times of day, free space,
 * messages for people, and the order of arrays that have none.
 */
final class Normal {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long DAY_MS = 24L * 3600 * 1000;

    /** Told only whether they are there: not null, not empty, not negative. */
    private static final Set<String> PRESENCE = Set.of(
            "documentation",
            "clusterId",
            "finalizedFeaturesEpoch",
            "logDir",
            "port",
            "producerId",
            "sessionId",
            "totalBytes",
            "usableBytes");

    /** Ids of members, which each broker makes up: told by the names that questions have for them. */
    private static final Set<String> MEMBERS = Set.of("memberId", "leader");

    /** Not told at all. */
    private static final Set<String> DROPPED =
            Set.of("throttleTimeMs", "recordsSizeInBytes", "errorMessage", "batchIndexErrorMessage");

    /** Told in the order they come: it is what was asked for. */
    private static final Set<String> ORDERED = Set.of("records", "replicas", "replicaNodes", "isrNodes");

    private Normal() {}

    static JsonNode of(JsonNode tree, Peer peer) {
        return of("", tree, peer);
    }

    private static JsonNode of(String name, JsonNode node, Peer peer) {
        if (PRESENCE.contains(name)) {
            return presence(node);
        }
        if (MEMBERS.contains(name)) {
            var member = peer.memberOf(node.asText());
            return member.equals(node.asText()) ? presence(node) : new TextNode(member);
        }
        if (name.equals("topicId")) {
            return new TextNode(peer.nameOf(node.asText()));
        }
        if (node instanceof ObjectNode object) {
            return ofObject(object, peer);
        }
        if (node instanceof ArrayNode array) {
            return ofArray(name, array, peer);
        }
        return node.isIntegralNumber() ? ofNumber(node) : node;
    }

    private static JsonNode presence(JsonNode node) {
        if (node.isNumber()) {
            return node.asLong() > 0 ? new TextNode("some") : LongNode.valueOf(node.asLong());
        }
        return node.isNull() || node.asText().isEmpty() ? node : new TextNode("some");
    }

    private static JsonNode ofNumber(JsonNode number) {
        boolean isToday = Math.abs(number.asLong() - System.currentTimeMillis()) < DAY_MS;
        return isToday ? new TextNode("today") : LongNode.valueOf(number.asLong());
    }

    private static JsonNode ofObject(ObjectNode object, Peer peer) {
        var normal = NODES.objectNode();
        object.properties().forEach(field -> {
            if (!DROPPED.contains(field.getKey())) {
                normal.set(field.getKey(), of(field.getKey(), field.getValue(), peer));
            }
        });
        return normal;
    }

    private static JsonNode ofArray(String name, ArrayNode array, Peer peer) {
        var all = new ArrayList<JsonNode>();
        array.forEach(element -> all.add(of("", element, peer)));
        if (!ORDERED.contains(name)) {
            all.sort(Comparator.comparing(JsonNode::toString));
        }
        return NODES.arrayNode().addAll(all);
    }
}
