package io.ottla.replication.machine;

import io.ottla.wire.ErrorCode;

/**
 * Whoever waits for an answer of a {@link Machine}. Hears exactly one of the two, once, on the partition's loop; must be quick and
 * must not fail. A state may keep one as the sign that somebody waits; it never calls it.
 *
 * @param <R> the answer
 */
public interface Asker<R> {
    /** What was decided, once everything the decision has seen is committed. */
    void answer(R reply);

    /**
     * There will be no answer from here: COORDINATOR_LOAD_IN_PROGRESS, NOT_COORDINATOR, COORDINATOR_NOT_AVAILABLE or, if we are
     * wrong, UNKNOWN_SERVER_ERROR. Whether the question had an effect is not known.
     */
    void refuse(ErrorCode why);
}
