package io.ottla.replication.controller.request;

import org.jspecify.annotations.Nullable;

/** One step of IncrementalAlterConfigs. */
public record ConfigOp(Kind kind, String name, @Nullable String value) {
    /** What is done, with Kafka's numbers: 0 to 3 in this order. */
    public enum Kind {
        SET,
        DELETE,
        /** Adds elements to a list; those it has are not added again. */
        APPEND,
        /** Takes elements from a list. */
        SUBTRACT
    }
}
