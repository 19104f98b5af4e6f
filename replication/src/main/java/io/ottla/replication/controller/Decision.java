package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import java.util.List;

/**
 * What shall be, and what to answer once it is.
 *
 * @param changes applied and committed as one; empty if nothing is to change
 * @param reply what the asker is told once everything the decision has seen is committed
 */
public record Decision<R>(List<MetadataChange> changes, R reply) {
    public Decision {
        changes = List.copyOf(changes);
    }

    /** Nothing changes. */
    public static <R> Decision<R> nothing(R reply) {
        return new Decision<>(List.of(), reply);
    }
}
