package io.ottla.cli.offset;

import io.ottla.cli.tool.Failure;
import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What {@code --topic-partitions} selects: {@code topic:0,topic:1-3,topic:5-,topic:-2,topic,:0} where the topic is a regular
 * expression (all topics if left out), and of a range the upper end is exclusive. Immutable.
 */
final class PartitionFilter implements Predicate<TopicPartition> {
    private static final Pattern RULE = Pattern.compile("([^:,]*)(?::(?:([0-9]*)|(?:([0-9]*)-([0-9]*))))?");

    private final List<Rule> rules;

    /** Partitions {@code [from, to)} of topics whose whole name matches. */
    private record Rule(Pattern topic, int from, int to) {
        boolean matches(TopicPartition partition) {
            return partition.partition() >= from
                    && partition.partition() < to
                    && topic.matcher(partition.topic()).matches();
        }
    }

    private PartitionFilter(List<Rule> rules) {
        this.rules = rules;
    }

    /** @throws Failure naming the rule that is none */
    static PartitionFilter of(String text) {
        var rules = new ArrayList<Rule>();
        for (var rule : text.split(",", -1)) {
            rules.add(rule(rule));
        }
        return new PartitionFilter(rules);
    }

    private static Rule rule(String text) {
        var parts = RULE.matcher(text);
        if (!parts.matches()) {
            throw new Failure("Invalid rule specification: " + text);
        }
        var topic = parts.group(1);
        try {
            var names = Pattern.compile(topic == null || topic.isEmpty() ? ".*" : topic);
            if (hasDigits(parts.group(2))) {
                var only = Integer.parseInt(parts.group(2));
                return new Rule(names, only, only + 1);
            }
            var from = hasDigits(parts.group(3)) ? Integer.parseInt(parts.group(3)) : 0;
            var to = hasDigits(parts.group(4)) ? Integer.parseInt(parts.group(4)) : Integer.MAX_VALUE;
            return new Rule(names, from, to);
        } catch (PatternSyntaxException | NumberFormatException e) {
            throw new Failure("Invalid rule specification: " + text, e);
        }
    }

    private static boolean hasDigits(@org.jspecify.annotations.Nullable String group) {
        return group != null && !group.isEmpty();
    }

    @Override
    public boolean test(TopicPartition partition) {
        return rules.stream().anyMatch(rule -> rule.matches(partition));
    }
}
