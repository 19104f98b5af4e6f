package io.ottla.replication.machine;

import java.util.List;

/**
 * What shall be, and who is told what once it is. Immutable.
 *
 * @param changes in the order they are applied; those that are kept are written in that order too
 * @param answers given once everything the decision has seen is committed. Whoever asked may be absent: he waits in the state
 *     and is answered by a later decision
 * @param <C> the changes
 */
public record Decision<C>(List<C> changes, List<Answer<?>> answers) {
    public Decision {
        changes = List.copyOf(changes);
        answers = List.copyOf(answers);
    }

    /** Nothing changes, nobody is told. */
    public static <C> Decision<C> nothing() {
        return new Decision<>(List.of(), List.of());
    }

    /** Nothing changes. */
    public static <C, R> Decision<C> answer(Asker<R> asker, R reply) {
        return new Decision<>(List.of(), List.of(new Answer<>(asker, reply)));
    }

    /** These change, and the one who asked is told. */
    public static <C, R> Decision<C> of(List<C> changes, Asker<R> asker, R reply) {
        return new Decision<>(changes, List.of(new Answer<>(asker, reply)));
    }
}
