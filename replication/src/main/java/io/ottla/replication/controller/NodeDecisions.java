package io.ottla.replication.controller;

/** Stands in for what follows soon. */
final class NodeDecisions {
    private final Rules rules;

    NodeDecisions(Rules rules) {
        this.rules = rules;
    }

    Decision<Registered> register(State state, Registration registration) {
        return Decision.nothing(soon());
    }

    Decision<HeartbeatReply> heartbeat(State state, Heartbeat heartbeat) {
        return Decision.nothing(soon());
    }

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
    private <T> T soon() {
        throw new UnsupportedOperationException("follows soon " + rules);
    }
}
