package io.ottla.cli.feature;

import io.ottla.cli.tool.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Features the way Kafka's tool shows them: each line names every value, {@code Feature: f   Epoch: 3}, and the values are
 * filled up to ten more than the longest.
 */
final class FeatureLines {
    private static final int GAP = 10;

    private final List<Map<String, @Nullable Object>> features;

    FeatureLines(List<Map<String, @Nullable Object>> features) {
        this.features = features;
    }

    void print(Terminal terminal) {
        for (var feature : features) {
            var parts = new ArrayList<String>();
            feature.forEach((key, value) -> parts.add(heading(key) + ": " + text(value) + fill(key, value)));
            terminal.out().println(String.join("", parts));
        }
    }

    private static String heading(String key) {
        return Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private String fill(String key, @Nullable Object value) {
        if (key.equals("epoch")) {
            return "";
        }
        var longest = features.stream()
                .mapToInt(feature -> text(feature.get(key)).length())
                .max()
                .orElse(0);
        return " ".repeat(longest + GAP - text(value).length());
    }
}
