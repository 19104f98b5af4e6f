package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** Who coordinates a group; what concerns transactions is asked where they are. */
final class FindCoordinatorQuestions implements Questions {
    private static final int TYPES = 1;
    private static final int KEYS = 4;

    @Override
    public ApiKeys api() {
        return ApiKeys.FIND_COORDINATOR;
    }

    @Override
    public void ask(Asking on) {
        on.each(Coordinators::await);
        on.ask("a group", peer -> request(on, 0, "g"));
        on.ask("a group without name", peer -> request(on, 0, ""));
        if (on.version() >= TYPES) {
            on.ask("type 9", peer -> request(on, 9, "g"));
            on.ask("type -1", peer -> request(on, -1, "g"));
        }
        if (on.version() >= KEYS) {
            on.ask("two groups", peer -> request(on, 0, "g", "h"));
            on.ask("a group twice", peer -> request(on, 0, "g", "g"));
            on.ask("no group", peer -> request(on, 0));
        }
    }

    private static FindCoordinatorRequestData request(Asking on, int type, String... keys) {
        var request = new FindCoordinatorRequestData().setKeyType((byte) type);
        return on.version() >= KEYS ? request.setCoordinatorKeys(List.of(keys)) : request.setKey(keys[0]);
    }
}
