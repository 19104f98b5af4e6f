package io.ottla.replication.controller.request;

import io.ottla.wire.Uuid;
import org.jspecify.annotations.Nullable;

/** A topic somebody wants to be gone: by its name, or if that is null by its id. */
public record TopicToDelete(@Nullable String name, Uuid id) {
    public static TopicToDelete named(String name) {
        return new TopicToDelete(name, Uuid.ZERO);
    }

    public static TopicToDelete identified(Uuid id) {
        return new TopicToDelete(null, id);
    }
}
