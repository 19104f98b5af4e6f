package io.ottla.cli.config;

import io.ottla.cli.tool.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code --add-config} and {@code --delete-config} say: {@code k1=v1,k2=[v1,v2],k3=v3}, where brackets hold a value together
 * that contains commas. Stateless.
 */
final class ConfigPairs {
    private ConfigPairs() {}

    /** @throws Failure if a part is not of the form name=value */
    static Map<String, String> toAdd(String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (var part : outsideBrackets(text)) {
            var equals = part.indexOf('=');
            if (equals <= 0) {
                throw new Failure("Invalid entity config: '" + part.strip() + "' is not of the form name=value,"
                        + " or name=[value1,value2] for a value with commas");
            }
            var value = part.substring(equals + 1).strip();
            pairs.put(part.substring(0, equals).strip(), value.replace("[", "").replace("]", ""));
        }
        return pairs;
    }

    /** The names, without blanks and repetitions. */
    static List<String> toDelete(String text) {
        return List.of(text.split(",", -1)).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static List<String> outsideBrackets(String text) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var from = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '[' -> depth++;
                case ']' -> depth = Math.max(0, depth - 1);
                case ',' -> {
                    if (depth == 0) {
                        parts.add(text.substring(from, i));
                        from = i + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(text.substring(from));
        parts.removeIf(String::isBlank);
        return parts;
    }
}
