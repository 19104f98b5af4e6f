package io.ottla.replication.controller;

import io.ottla.replication.image.ConfigResource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for what follows soon. */
final class ConfigDecisions {
    private final Rules rules;

    ConfigDecisions(Rules rules) {
        this.rules = rules;
    }

    Decision<Map<ConfigResource, Outcome>> replace(
            State state, Map<ConfigResource, Map<String, @Nullable String>> configs, boolean validateOnly) {
        return Decision.nothing(soon());
    }

    Decision<Map<ConfigResource, Outcome>> alter(
            State state, Map<ConfigResource, List<ConfigOp>> ops, boolean validateOnly) {
        return Decision.nothing(soon());
    }

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
    private <T> T soon() {
        throw new UnsupportedOperationException("follows soon " + rules);
    }
}
