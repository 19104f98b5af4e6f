package io.ottla.compat.differential.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/** Requests that were asked, as trees, to make others of. The ids of topics and members stand in them by name. Used by one thread. */
public final class Samples {
    private static final String ID_OF = "id of ";

    private record Place(ApiKeys api, int version) {}

    private final Map<Place, List<JsonNode>> all = new HashMap<>();

    void keep(Question question, ApiMessage request, Peer peer) {
        var tree = Trees.ofRequest(request, question.version());
        if (tree.path("sessionId").asInt() != 0) {
            return; // a number of this broker's, which the other does not know
        }
        all.computeIfAbsent(new Place(question.api(), question.version()), place -> new ArrayList<>())
                .add(each("memberId", each("topicId", tree, peer::nameOf), peer::memberOf));
    }

    /** Those of one API and version, in the order they were asked. */
    public List<JsonNode> of(ApiKeys api, int version) {
        return List.copyOf(all.getOrDefault(new Place(api, version), List.of()));
    }

    /** A sample as this broker understands it. */
    public static ApiMessage toRequest(JsonNode sample, ApiKeys api, int version, Peer peer) {
        var named = each("topicId", sample.deepCopy(), text -> idOf(text, peer).toString());
        return Trees.toRequest(each("memberId", named, peer::idOf), api, version);
    }

    private static Uuid idOf(String text, Peer peer) {
        if (text.startsWith(ID_OF)) {
            return peer.topicId(text.substring(ID_OF.length()));
        }
        return text.equals("zero") ? Uuid.ZERO_UUID : new Uuid(77, text.hashCode());
    }

    private static JsonNode each(String name, JsonNode tree, UnaryOperator<String> change) {
        if (tree instanceof ObjectNode object) {
            var value = object.get(name);
            if (value != null && value.isTextual()) {
                object.set(name, new TextNode(change.apply(value.asText())));
            }
            object.forEach(child -> each(name, child, change));
        } else if (tree instanceof ArrayNode array) {
            array.forEach(child -> each(name, child, change));
        }
        return tree;
    }
}
