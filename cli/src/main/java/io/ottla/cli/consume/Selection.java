package io.ottla.cli.consume;

import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.wire.message.topic.Metadata;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which topics are read. */
public interface Selection {
    /** Those there are now; a topic that was named and is not there comes with an error. */
    List<Metadata.Topic> look(Cluster cluster);

    /** What {@code --topic} or {@code --include} say. */
    static Selection of(Arguments given) {
        return given.has("--topic") ? topic(given.required("--topic")) : matching(given.required("--include"));
    }

    /** One topic, which the broker may create. */
    static Selection topic(String name) {
        var names = List.of(name);
        return cluster -> cluster.metadata(names, true).topics();
    }

    /** All topics whose whole name matches a regular expression, but for internal ones. */
    static Selection matching(String regex) {
        var pattern = pattern(regex);
        return cluster -> cluster.metadata(null).topics().stream()
                .filter(topic -> !topic.isInternal())
                .filter(topic -> pattern.matcher(String.valueOf(topic.name())).matches())
                .toList();
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new Failure("--include " + regex + " is not a regular expression: " + e.getDescription(), e);
        }
    }
}
