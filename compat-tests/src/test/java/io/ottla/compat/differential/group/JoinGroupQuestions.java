package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** A group's one member joins, joins again, and what no member may say. */
final class JoinGroupQuestions implements Questions {
    private static final int STATIC = 5;

    @Override
    public ApiKeys api() {
        return ApiKeys.JOIN_GROUP;
    }

    @Override
    public void ask(Asking on) {
        on.each(Coordinators::await);
        var group = "joined-" + on.version();
        on.ask(
                "the first, without id",
                peer -> request(peer, group),
                (peer, reply) -> Members.learn(peer, group, reply));
        on.ask(
                "again, with what it got",
                peer -> request(peer, group),
                (peer, reply) -> Members.learn(peer, group, reply));
        on.ask("the leader rejoins", peer -> request(peer, group), (peer, reply) -> Members.learn(peer, group, reply));
        on.ask("another protocol", peer -> {
            var request = request(peer, group);
            request.protocols().clear();
            request.protocols().add(Members.protocol("sticky", "t"));
            return request;
        });
        on.ask("an unknown member", peer -> Members.join(group, "nobody", "t"));
        on.ask("an unknown member of no group", peer -> Members.join(group + "-none", "nobody", "t"));
        on.ask("no group", peer -> Members.join("", "", "t"));
        on.ask("a session too short", peer -> fresh(group).setSessionTimeoutMs(5));
        on.ask("a session too long", peer -> fresh(group).setSessionTimeoutMs(Integer.MAX_VALUE));
        on.ask("a negative session", peer -> fresh(group).setSessionTimeoutMs(-1));
        on.ask("another type of protocol", peer -> fresh(group).setProtocolType("connect"));
        on.ask("no type of protocol", peer -> fresh(group).setProtocolType(""));
        on.ask("no protocol", peer -> {
            var request = fresh(group + "-new");
            request.protocols().clear();
            return request;
        });
        if (on.version() >= STATIC) {
            askStatic(on, group + "-static");
        }
        Members.leave(on, group);
    }

    private static void askStatic(Asking on, String group) {
        on.ask(
                "the first with an instance",
                peer -> request(peer, group).setGroupInstanceId("i"),
                (peer, reply) -> Members.learn(peer, group, reply));
        // Without an assignment the group would wait for its members to come again.
        on.each(peer -> peer.ask(ApiKeys.SYNC_GROUP, 2, Members.sync(peer, group)));
        on.ask(
                "its instance without its id",
                peer -> Members.join(group, "", "t").setGroupInstanceId("i"),
                (peer, reply) -> Members.learn(peer, group, reply));
        on.ask(
                "its instance with another id",
                peer -> Members.join(group, "nobody", "t").setGroupInstanceId("i"));
        on.ask("an unknown instance with its id", peer -> request(peer, group).setGroupInstanceId("j"));
        on.ask("an empty instance", peer -> fresh(group + "-new").setGroupInstanceId(""));
        Members.leave(on, group);
    }

    private static JoinGroupRequestData request(Peer peer, String group) {
        return Members.join(group, Members.id(peer, group), "t");
    }

    private static JoinGroupRequestData fresh(String group) {
        return Members.join(group, "", "t");
    }
}
