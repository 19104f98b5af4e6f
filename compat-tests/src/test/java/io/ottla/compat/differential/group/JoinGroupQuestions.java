package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

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
        on.ask("the first, without id", peer -> request(peer, group), (peer, reply) -> learn(peer, group, reply));
        on.ask("again, with what it got", peer -> request(peer, group), (peer, reply) -> learn(peer, group, reply));
        on.ask("the leader rejoins", peer -> request(peer, group), (peer, reply) -> learn(peer, group, reply));
        on.ask("another protocol", peer -> {
            var request = request(peer, group);
            request.protocols().clear();
            request.protocols().add(Members.protocol("sticky", "t"));
            return request;
        });
        on.askUnsampled("an unknown member", peer -> Members.join(group, "nobody", "t"));
        on.askUnsampled("an unknown member of no group", peer -> Members.join(group + "-none", "nobody", "t"));
        on.askUnsampled("no group", peer -> Members.join("", "", "t"));
        on.askUnsampled("a session too short", peer -> fresh(group).setSessionTimeoutMs(5));
        on.askUnsampled("a session too long", peer -> fresh(group).setSessionTimeoutMs(Integer.MAX_VALUE));
        on.askUnsampled("a negative session", peer -> fresh(group).setSessionTimeoutMs(-1));
        on.askUnsampled("another type of protocol", peer -> fresh(group).setProtocolType("connect"));
        on.askUnsampled("no type of protocol", peer -> fresh(group).setProtocolType(""));
        on.askUnsampled("no protocol", peer -> {
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
                (peer, reply) -> learn(peer, group, reply));
        // Without an assignment the group would wait for its members to come again.
        on.each(peer -> peer.ask(ApiKeys.SYNC_GROUP, 2, Members.sync(peer, group)));
        on.ask(
                "its instance without its id",
                peer -> Members.join(group, "", "t").setGroupInstanceId("i"),
                (peer, reply) -> learn(peer, group, reply));
        on.askUnsampled(
                "its instance with another id",
                peer -> Members.join(group, "nobody", "t").setGroupInstanceId("i"));
        on.askUnsampled(
                "an unknown instance with its id", peer -> request(peer, group).setGroupInstanceId("j"));
        on.askUnsampled("an empty instance", peer -> fresh(group + "-new").setGroupInstanceId(""));
        Members.leave(on, group);
    }

    private static JoinGroupRequestData request(Peer peer, String group) {
        return Members.join(group, Members.id(peer, group), "t");
    }

    private static JoinGroupRequestData fresh(String group) {
        return Members.join(group, "", "t");
    }

    private static void learn(Peer peer, String group, ApiMessage reply) {
        if (reply instanceof JoinGroupResponseData joined && !joined.memberId().isEmpty()) {
            peer.textIs(group, joined.memberId());
            peer.numberIs(group, joined.generationId());
        }
    }
}
