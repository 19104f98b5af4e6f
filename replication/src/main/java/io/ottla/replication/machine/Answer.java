package io.ottla.replication.machine;

/**
 * Who shall be told what. Immutable.
 *
 * @param <R> the answer
 */
public record Answer<R>(Asker<R> asker, R reply) {
    void deliver() {
        asker.answer(reply);
    }
}
