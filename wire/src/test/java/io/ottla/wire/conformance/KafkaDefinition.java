package io.ottla.wire.conformance;

import io.ottla.wire.VersionRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one of Kafka's message definitions. */
final class KafkaDefinition {
    /** Fields that had another name in Kafka 3.9, at the same place. */
    private static final Map<String, String> RENAMED = Map.of(
            "TxnOffsetCommitRequest.GenerationId", "GenerationIdOrMemberEpoch",
            "VoteRequest.CandidateId", "ReplicaId",
            "VoteRequest.CandidateEpoch", "ReplicaEpoch",
            "VoteRequest.CandidateDirectoryId", "ReplicaDirectoryId");

    private final String message;
    private final Map<String, Json> commonStructs = new HashMap<>();

    private KafkaDefinition(Json json) {
        message = json.text("name", "");
        json.list("commonStructs").forEach(struct -> commonStructs.put(struct.text("name", ""), struct));
    }

    /** The schema, or null if this release knows no version any more. */
    static @Nullable Schema schema(Json json) {
        var valid = range(json.text("validVersions", ""), new VersionRange(0, Short.MAX_VALUE));
        if (valid == null) {
            return null;
        }
        var flexible = range(json.text("flexibleVersions", "none"), valid);
        var fields = new KafkaDefinition(json).fields(json.list("fields"), valid);
        return new Schema(
                json.text("name", ""), valid, flexible == null ? Integer.MAX_VALUE : flexible.oldest(), fields);
    }

    private List<Schema.Field> fields(List<Json> list, VersionRange outer) {
        var fields = new ArrayList<Schema.Field>();
        for (var json : list) {
            var versions = range(json.text("versions", json.text("taggedVersions", "none")), outer);
            if (versions != null) {
                fields.add(field(json, versions));
            }
        }
        return fields;
    }

    private Schema.Field field(Json json, VersionRange versions) {
        var name = json.text("name", "");
        var type = json.text("type", "");
        var list = type.startsWith("[]");
        var element = list ? type.substring(2) : type;
        var struct = Character.isUpperCase(element.charAt(0));
        return new Schema.Field(
                decapitalized(RENAMED.getOrDefault(message + "." + name, name)),
                struct ? "struct" : element,
                list,
                versions,
                range(json.text("nullableVersions", "none"), versions),
                Integer.parseInt(json.text("tag", "-1")),
                defaultValue(json, element, list),
                json.text("ignorable", "false").equals("true"),
                struct ? fields(structFields(json, element), versions) : List.of());
    }

    private List<Json> structFields(Json json, String struct) {
        var common = commonStructs.get(struct);
        return common != null && !json.has("fields") ? common.list("fields") : json.list("fields");
    }

    private static String defaultValue(Json json, String type, boolean list) {
        var text = json.text("default", "");
        if (text.equals("null") || list) {
            return text;
        }
        return switch (type) {
            case "bool" -> text.isEmpty() ? "false" : text.toLowerCase(java.util.Locale.ROOT);
            case "int8", "int16", "uint16", "int32", "int64" ->
                text.isEmpty() ? "0" : Long.decode(text).toString();
            case "float64" -> text.isEmpty() ? "0" : text;
            default -> text;
        };
    }

    static String decapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static @Nullable VersionRange range(String text, VersionRange outer) {
        if (text.equals("none")) {
            return null;
        }
        var dash = text.indexOf('-');
        int oldest;
        int newest;
        if (text.endsWith("+")) {
            oldest = Integer.parseInt(text.substring(0, text.length() - 1));
            newest = outer.newest();
        } else if (dash >= 0) {
            oldest = Integer.parseInt(text.substring(0, dash));
            newest = Integer.parseInt(text.substring(dash + 1));
        } else {
            oldest = newest = Integer.parseInt(text);
        }
        var inside = new VersionRange(Math.max(oldest, outer.oldest()), Math.min(newest, outer.newest()));
        return inside.oldest() <= inside.newest() ? inside : null;
    }
}
