package io.ottla.cli.verify;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.TopicPartition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what happened, a line of JSON each: {@code {"timestamp":..., "name":...}}. */
@OwnedBy(CREATOR)
final class Events {
    private final Terminal terminal;
    private final Clock clock;

    Events(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /** An event without more to it; seen at once. */
    void say(String name) {
        say(name, Map.of());
        flush();
    }

    /** @param fields in their order */
    void say(String name, Map<String, ? extends @Nullable Object> fields) {
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("timestamp", clock.wallMs());
        event.put("name", name);
        event.putAll(fields);
        terminal.out().println(Json.text(event));
    }

    void flush() {
        terminal.out().flush();
    }

    /** Partitions as they stand in events. */
    static List<Map<String, Object>> partitions(Collection<TopicPartition> partitions) {
        return partitions.stream().map(Events::partition).toList();
    }

    static Map<String, Object> partition(TopicPartition partition) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("topic", partition.topic());
        fields.put("partition", partition.partition());
        return fields;
    }
}
