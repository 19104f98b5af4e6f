package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.group.Ensemble.State;
import java.util.List;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import org.apache.kafka.common.protocol.ApiKeys;

/** The leader hands out, and asks again. */
final class SyncGroupQuestions implements Questions {
    private static final int STATIC = 3;
    private static final int PROTOCOLS = 5;

    @Override
    public ApiKeys api() {
        return ApiKeys.SYNC_GROUP;
    }

    @Override
    public void ask(Asking on) {
        var group = "synced-" + on.version();
        Members.one(on, group, "t");
        ask(on, "again", group);
        on.ask("an old generation", peer -> request(on, peer, group).setGenerationId(0));
        on.ask("a generation to come", peer -> request(on, peer, group).setGenerationId(9));
        on.ask("an unknown member", peer -> request(on, peer, group).setMemberId("nobody"));
        on.ask("no member", peer -> request(on, peer, group).setMemberId(""));
        on.ask("an unknown group", peer -> request(on, peer, group).setGroupId("unknown"));
        on.ask("no group", peer -> request(on, peer, group).setGroupId(""));
        if (on.version() >= STATIC) {
            on.ask("an unknown instance", peer -> request(on, peer, group).setGroupInstanceId("i"));
        }
        if (on.version() >= PROTOCOLS) {
            on.ask("another protocol", peer -> request(on, peer, group).setProtocolName("sticky"));
            on.ask("another type", peer -> request(on, peer, group).setProtocolType("connect"));
            on.ask("no type", peer -> request(on, peer, group).setProtocolType(null));
        }
        Members.leave(on, group);
        ask(on, "after it left", group);
        askTwo(on, group + "-two");
        Ensemble.inEachState(on, group, "t", (state, name) -> {
            if (state != State.COMPLETING) { // where a follower waits
                askIn(on, state, name);
            }
        });
        if (on.version() >= STATIC) {
            askReplaced(on, group + "-replaced");
        }
        askTooLarge(on, "large-" + on.version());
    }

    /** A follower waits for what the leader hands out. */
    private static void askTwo(Asking on, String group) {
        Ensemble.completing(on, group, "t", "a", "b");
        on.ask(
                "an old generation of those who wait",
                peer -> named(on, Ensemble.sync(peer, group, "a"))
                        .setGenerationId(Ensemble.generation(peer, group) - 1));
        on.ask(
                "an unknown member of those who wait",
                peer -> named(on, Ensemble.sync(peer, group, "a")).setMemberId("nobody"));
        if (on.version() >= PROTOCOLS) {
            on.ask(
                    "another protocol, of those who wait",
                    peer -> named(on, Ensemble.sync(peer, group, "a")).setProtocolName("sticky"));
            on.ask(
                    "another type, of those who wait",
                    peer -> named(on, Ensemble.sync(peer, group, "a")).setProtocolType("connect"));
        }
        on.tell("b", peer -> named(on, Ensemble.sync(peer, group, "b")));
        on.ask("the leader hands out to a member that is not there too", peer -> {
            var request = named(on, Ensemble.assign(peer, group, "a", "b"));
            request.assignments()
                    .add(new SyncGroupRequestAssignment().setMemberId("nobody").setAssignment(new byte[3]));
            return request;
        });
        on.hear("the follower gets it", "b", (peer, reply) -> {});
        on.ask("the follower asks again", peer -> named(on, Ensemble.sync(peer, group, "b")));
        on.ask("the follower hands out", peer -> named(on, Ensemble.assign(peer, group, "b", "a")));
        on.ask("the leader hands out again", peer -> named(on, Ensemble.assign(peer, group, "a", "b")));
        Ensemble.end(on, group, "a", "b");
        var none = group + "-none";
        Ensemble.completing(on, none, "t", "a", "b");
        on.tell("b", peer -> named(on, Ensemble.sync(peer, none, "b")));
        on.ask("the leader hands out nothing", peer -> named(on, Ensemble.sync(peer, none, "a")));
        on.hear("the follower gets nothing", "b", (peer, reply) -> {});
        Ensemble.end(on, none, "a", "b");
    }

    private static void askIn(Asking on, State state, String group) {
        for (var member : List.of("a", "b")) {
            on.ask(state + ": member " + member, peer -> named(on, Ensemble.sync(peer, group, member)));
            on.ask(
                    state + ": the generation before, of member " + member,
                    peer -> named(on, Ensemble.sync(peer, group, member))
                            .setGenerationId(Ensemble.generation(peer, group) - 1));
        }
        on.ask(
                state + ": an unknown member",
                peer -> named(on, Ensemble.sync(peer, group, "a")).setMemberId("nobody"));
        if (on.version() >= PROTOCOLS) {
            on.ask(
                    state + ": another protocol",
                    peer -> named(on, Ensemble.sync(peer, group, "a")).setProtocolName("sticky"));
            on.ask(
                    state + ": another type",
                    peer -> named(on, Ensemble.sync(peer, group, "a")).setProtocolType("connect"));
            on.ask(state + ": neither", peer -> Ensemble.sync(peer, group, "a"));
        }
    }

    private static void askReplaced(Asking on, String group) {
        Replaced.make(on, group);
        for (var member : List.of(Replaced.BEFORE, Replaced.NOW)) {
            on.ask(
                    member + ", with its instance",
                    peer -> named(on, Ensemble.sync(peer, group, member)).setGroupInstanceId(Replaced.INSTANCE));
            on.ask(member + ", without its instance", peer -> named(on, Ensemble.sync(peer, group, member)));
        }
        Replaced.end(on, group);
    }

    private static SyncGroupRequestData named(Asking on, SyncGroupRequestData request) {
        return on.version() >= PROTOCOLS ? request.setProtocolType("consumer").setProtocolName("range") : request;
    }

    /** An assignment that does not fit into a batch cannot be kept. */
    private static void askTooLarge(Asking on, String group) {
        Members.joined(on, group, "t");
        on.askUnsampled("too large to be kept", peer -> {
            var request = request(on, peer, group);
            request.assignments().get(0).setAssignment(new byte[1_100_000]);
            return request;
        });
        on.askOther(
                "after an assignment too large to be kept",
                ApiKeys.HEARTBEAT,
                0,
                peer -> new HeartbeatRequestData()
                        .setGroupId(group)
                        .setMemberId(Members.id(peer, group))
                        .setGenerationId(Members.generation(peer, group)));
        Members.leave(on, group);
    }

    private static void ask(Asking on, String what, String group) {
        on.ask(what, peer -> request(on, peer, group));
    }

    private static SyncGroupRequestData request(Asking on, Peer peer, String group) {
        return named(on, Members.sync(peer, group));
    }
}
