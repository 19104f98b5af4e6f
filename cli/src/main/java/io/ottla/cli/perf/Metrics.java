package io.ottla.cli.perf;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What {@code --print-metrics} shows, in the shape of Kafka's tools: {@code group:name:{label=value} : number}. */
@OwnedBy(CREATOR)
final class Metrics {
    private final String group;
    private final String labels;
    private final TreeMap<String, Double> values = new TreeMap<>();

    Metrics(String group, Map<String, String> labels) {
        this.group = group;
        this.labels = new TreeMap<>(labels).toString().replace(", ", ",");
    }

    Metrics add(String name, long value) {
        return add(name, (double) value);
    }

    Metrics add(String name, double value) {
        values.put(group + ":" + name + ":" + labels, value);
        return this;
    }

    void print(PrintStream out) {
        var width = values.keySet().stream().mapToInt(String::length).reduce(0, Math::max);
        out.println();
        out.println("Metric Name" + " ".repeat(Math.max(1, width - "Metric Name".length() + 1)) + "  Value");
        values.forEach((name, value) -> out.println(
                name + " ".repeat(width - name.length()) + " : " + String.format(Locale.ROOT, "%.3f", value)));
    }
}
