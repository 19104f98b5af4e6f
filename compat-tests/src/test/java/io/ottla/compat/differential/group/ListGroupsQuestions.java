package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** All groups, by state and by type. */
final class ListGroupsQuestions implements Questions {
    private static final int STATES = 4;
    private static final int TYPES = 5;

    @Override
    public ApiKeys api() {
        return ApiKeys.LIST_GROUPS;
    }

    @Override
    public void ask(Asking on) {
        var group = "named-" + on.version();
        Members.one(on, group, "t");
        on.ask("all", peer -> new ListGroupsRequestData());
        if (on.version() >= STATES) {
            for (var state : List.of("Stable", "stable", "Empty", "Dead", "Nonsense", "")) {
                on.ask(
                        "in the state '" + state + "'",
                        peer -> new ListGroupsRequestData().setStatesFilter(List.of(state)));
            }
        }
        if (on.version() >= TYPES) {
            for (var type : List.of("classic", "Classic", "consumer", "Nonsense", "")) {
                on.ask("of the type '" + type + "'", peer -> new ListGroupsRequestData().setTypesFilter(List.of(type)));
            }
        }
        Members.leave(on, group);
        on.ask("with one that is empty", peer -> new ListGroupsRequestData());
        Ensemble.inEachState(on, group, "t", (state, name) -> {
            on.ask("with one that is " + state, peer -> new ListGroupsRequestData());
            if (on.version() >= STATES) {
                filter(on, List.of(state.toString()), List.of());
                filter(on, List.of(state.toString().toUpperCase(Locale.ROOT), "Nonsense"), List.of());
                filter(on, List.of("Empty", "PreparingRebalance", "CompletingRebalance"), List.of());
            }
            if (on.version() >= TYPES) {
                filter(on, List.of(state.toString()), List.of("classic"));
                filter(on, List.of(state.toString()), List.of("consumer", "share"));
                filter(on, List.of(), List.of("classic", "classic"));
                filter(on, List.of("Assigning", "Reconciling"), List.of("CLASSIC"));
            }
        });
    }

    private static void filter(Asking on, List<String> states, List<String> types) {
        on.ask(
                "in the states " + states + " of the types " + types,
                peer -> new ListGroupsRequestData().setStatesFilter(states).setTypesFilter(types));
    }
}
