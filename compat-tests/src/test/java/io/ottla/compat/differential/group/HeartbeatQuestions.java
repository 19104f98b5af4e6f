package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.group.Ensemble.State;
import java.util.List;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** A member says that it is there. */
final class HeartbeatQuestions implements Questions {
    private static final int STATIC = 3;

    @Override
    public ApiKeys api() {
        return ApiKeys.HEARTBEAT;
    }

    @Override
    public void ask(Asking on) {
        var group = "beaten-" + on.version();
        Members.one(on, group, "t");
        on.ask("a member", peer -> request(peer, group));
        on.ask("an old generation", peer -> request(peer, group).setGenerationId(0));
        on.ask("no generation", peer -> request(peer, group).setGenerationId(-1));
        on.ask("an unknown member", peer -> request(peer, group).setMemberId("nobody"));
        on.ask("no member", peer -> request(peer, group).setMemberId(""));
        on.ask("an unknown group", peer -> request(peer, group).setGroupId("unknown"));
        on.ask("no group", peer -> request(peer, group).setGroupId(""));
        if (on.version() >= STATIC) {
            on.ask("an unknown instance", peer -> request(peer, group).setGroupInstanceId("i"));
        }
        Members.leave(on, group);
        on.ask("after it left", peer -> request(peer, group));
        Ensemble.inEachState(on, group, "t", (state, name) -> askIn(on, state, name));
        if (on.version() >= STATIC) {
            askReplaced(on, group + "-replaced");
        }
    }

    private static void askIn(Asking on, State state, String group) {
        for (var member : List.of("a", "b")) {
            on.ask(state + ": member " + member, peer -> request(peer, group, member));
        }
        on.ask(
                state + ": the generation before",
                peer -> request(peer, group, "b").setGenerationId(Ensemble.generation(peer, group) - 1));
        on.ask(
                state + ": the generation to come",
                peer -> request(peer, group, "b").setGenerationId(Ensemble.generation(peer, group) + 1));
        on.ask(state + ": an unknown member", peer -> request(peer, group, "b").setMemberId("nobody"));
    }

    private static void askReplaced(Asking on, String group) {
        Replaced.make(on, group);
        for (var member : List.of(Replaced.BEFORE, Replaced.NOW)) {
            on.ask(
                    member + ", with its instance",
                    peer -> request(peer, group, member).setGroupInstanceId(Replaced.INSTANCE));
            on.ask(
                    member + ", with another instance",
                    peer -> request(peer, group, member).setGroupInstanceId("nobody's"));
            on.ask(member + ", without its instance", peer -> request(peer, group, member));
        }
        Replaced.end(on, group);
    }

    private static HeartbeatRequestData request(Peer peer, String group, String member) {
        return new HeartbeatRequestData()
                .setGroupId(group)
                .setMemberId(Ensemble.id(peer, group, member))
                .setGenerationId(Ensemble.generation(peer, group));
    }

    private static HeartbeatRequestData request(Peer peer, String group) {
        return new HeartbeatRequestData()
                .setGroupId(group)
                .setMemberId(Members.id(peer, group))
                .setGenerationId(Members.generation(peer, group));
    }
}
