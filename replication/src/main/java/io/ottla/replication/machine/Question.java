package io.ottla.replication.machine;

/**
 * One thing to decide: a pure function of the state and the time. Writes nothing, waits for nothing.
 *
 * @param <S> the state
 * @param <C> its changes
 */
public interface Question<S, C> {
    Decision<C> decide(S state, Moment now);
}
