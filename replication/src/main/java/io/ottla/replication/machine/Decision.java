package io.ottla.replication.machine;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What shall be, and who is told what once it is. Immutable.
 *
 * <p>What is kept of it is written as a whole: after a crash all of it is there or nothing. It therefore has to fit into one batch of
 * the partition (max.message.bytes) unless it {@link #isDivisible}.
 *
 * @param changes in the order they are applied; those that are kept are written in that order too
 * @param answers given once everything the decision has seen is committed. Whoever asked may be absent: he waits in the state
 *     and is answered by a later decision
 * @param isDivisible may be written in several batches: any beginning of its changes alone does no harm, and whoever asked for it
 *     will ask again
 * @param ifTooLarge decided instead if it does not fit; null: whoever asked is refused with UNKNOWN_SERVER_ERROR, and nothing changes
 * @param <C> the changes
 */
public record Decision<C>(
        List<C> changes,
        List<Answer<?>> answers,
        boolean isDivisible,
        @Nullable Supplier<Decision<C>> ifTooLarge) {
    public Decision {
        changes = List.copyOf(changes);
        answers = List.copyOf(answers);
    }

    /** All of it or nothing. */
    public Decision(List<C> changes, List<Answer<?>> answers) {
        this(changes, answers, false, null);
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

    /** The same, which may be written in several batches. */
    public Decision<C> inParts() {
        return new Decision<>(changes, answers, true, ifTooLarge);
    }

    /** The same, or {@code instead} if it does not fit into a batch; {@code instead} has to. */
    public Decision<C> orIfTooLarge(Supplier<Decision<C>> instead) {
        return new Decision<>(changes, answers, isDivisible, instead);
    }
}
