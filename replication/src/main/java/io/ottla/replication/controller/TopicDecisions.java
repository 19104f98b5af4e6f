package io.ottla.replication.controller;

import java.util.List;

/** Stands in for what follows soon. */
final class TopicDecisions {
    private final Rules rules;

    TopicDecisions(Rules rules) {
        this.rules = rules;
    }

    Decision<List<CreatedTopic>> create(State state, List<NewTopic> topics, boolean validateOnly) {
        return Decision.nothing(soon());
    }

    Decision<List<DeletedTopic>> delete(State state, List<TopicToDelete> topics) {
        return Decision.nothing(soon());
    }

    Decision<List<Outcome>> grow(State state, List<MorePartitions> topics, boolean validateOnly) {
        return Decision.nothing(soon());
    }

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
    private <T> T soon() {
        throw new UnsupportedOperationException("follows soon " + rules);
    }
}
