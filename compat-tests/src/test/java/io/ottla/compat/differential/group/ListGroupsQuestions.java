package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
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
    }
}
