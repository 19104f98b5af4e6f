package io.ottla.replication.controller.request;

import io.ottla.wire.ErrorCode;

/** Ends a decision about one item of a request in the middle. Never leaves the decision: it becomes an {@link Outcome} there. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    public Refusal(ErrorCode error, String message) {
        this(Outcome.refused(error, message));
    }

    public Refusal(Outcome outcome) {
        super(outcome.message(), null, false, false);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Goes on only if {@code outcome} says it may. */
    public static void unless(Outcome outcome) throws Refusal {
        if (!outcome.isDone()) {
            throw new Refusal(outcome);
        }
    }
}
