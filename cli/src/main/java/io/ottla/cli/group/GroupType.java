package io.ottla.cli.group;

import io.ottla.cli.client.group.Groups;
import io.ottla.cli.tool.Arguments;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the members of a group are led. Shown as Kafka shows it: {@code Classic}. */
enum GroupType {
    CLASSIC,
    CONSUMER,
    SHARE,
    STREAMS,
    UNKNOWN;

    /** The type of a group; classic if the broker is too old to know others. */
    static GroupType of(Groups.Listed group) {
        return group.type().isEmpty() ? CLASSIC : named(group.type());
    }

    /** By its name in any letters; {@link #UNKNOWN} if there is none. */
    static GroupType named(String name) {
        for (var type : values()) {
            if (type.name().equalsIgnoreCase(name.strip())) {
                return type;
            }
        }
        return UNKNOWN;
    }

    /** What {@code --group-type} says, null if nothing. */
    static @Nullable GroupType parse(Arguments given) {
        var name = given.text("--group-type").orElse(null);
        if (name == null) {
            return null;
        }
        var type = named(name);
        if (type == UNKNOWN) {
            throw given.mistake("--group-type is classic, consumer, share or streams, not '" + name + "'");
        }
        return type;
    }

    @Override
    public String toString() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
