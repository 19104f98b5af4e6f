package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.group.Ensemble.State;
import java.util.List;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/** Two and three members of a group, who wait for each other. */
final class JoinTogetherQuestions implements Questions {
    private static final int REBALANCE_TIMEOUT = 1;
    private static final int KNOWN_ID = 4;
    private static final int STATIC = 5;
    private static final int SKIPPING = 9;
    private static final int DESCRIBE = 5;
    private static final int HEARTBEAT = 3;

    @Override
    public ApiKeys api() {
        return ApiKeys.JOIN_GROUP;
    }

    @Override
    public void ask(Asking on) {
        var group = "together-" + on.version();
        askTwo(on, group);
        askThree(on, group + "-three");
        askVotes(on, group + "-votes");
        Ensemble.inEachState(on, group, "t", (state, name) -> askStrangers(on, state, name));
        if (on.version() == REBALANCE_TIMEOUT || on.version() == SKIPPING) {
            askLate(on, group + "-late");
        }
        if (on.version() >= STATIC) {
            askStatic(on, group + "-static");
            askReplaced(on, group + "-replaced");
        }
    }

    private static void askTwo(Asking on, String group) {
        Ensemble.stable(on, group, "t", "a");
        tellNew(on, group, "b");
        await(on, group, State.PREPARING, 2);
        beat(on, group, "a", "the first hears of the second");
        look(on, "a second waits for the first", group);
        join(on, group, "a", "the first joins again");
        hear(on, group, "b", "the second has joined");
        look(on, "two have joined", group);
        beat(on, group, "b", "the second, before it has its assignment");
        join(on, group, "b", "the second joins again, before it has its assignment");
        join(on, group, "a", "the first joins again, before it has its assignment");
        Ensemble.assigned(on, group, "a", "b");
        look(on, "two have their assignments", group);
        join(on, group, "b", "the second joins again, as it was");
        on.tell("a", peer -> Ensemble.join(peer, group, "a", "t"));
        await(on, group, State.PREPARING, 2);
        join(on, group, "b", "the second follows the first");
        hear(on, group, "a", "the first has joined again");
        Ensemble.assigned(on, group, "a", "b");
        on.tell("b", peer -> Ensemble.join(peer, group, "b", "another"));
        await(on, group, State.PREPARING, 2);
        join(on, group, "a", "the first follows the second, who wants something else");
        hear(on, group, "b", "the second, who wants something else");
        Ensemble.end(on, group, "a");
        look(on, "the first has left", group);
        join(on, group, "b", "the second leads now");
        Ensemble.end(on, group, "b");
    }

    private static void askThree(Asking on, String group) {
        Ensemble.stable(on, group, "t", "a", "b");
        tellNew(on, group, "c");
        await(on, group, State.PREPARING, 3);
        on.tell("b", peer -> Ensemble.join(peer, group, "b", "t"));
        Ensemble.end(on, group, "a");
        for (var name : List.of("b", "c")) {
            on.hear("the first has left instead of joining again: " + name, name, (peer, reply) -> {
                Ensemble.learn(peer, group, name, reply);
                forgetLeader(reply);
            });
        }
        look(on, "two of three have stayed", group);
        Ensemble.end(on, group, "b", "c");
    }

    /** Any of those who stay may become the leader. */
    private static void forgetLeader(ApiMessage reply) {
        if (reply instanceof JoinGroupResponseData joined) {
            joined.setLeader("").setMembers(List.of());
        }
    }

    /** Of what all can do, each votes for what it names first. */
    private static void askVotes(Asking on, String group) {
        on.each(Coordinators::await);
        on.each(peer -> Ensemble.learn(
                peer,
                group,
                "a",
                peer.ask(ApiKeys.JOIN_GROUP, 3, able(peer, group, "a", "range", "sticky", "roundrobin"))));
        tellNew(on, group, "b", "sticky", "roundrobin", "copartitioned");
        await(on, group, State.PREPARING, 2);
        on.ask(
                "one votes for what the other cannot do",
                peer -> able(peer, group, "a", "range", "sticky", "roundrobin"),
                (peer, reply) -> Ensemble.learn(peer, group, "a", reply));
        hear(on, group, "b", "the other votes for what both can do");
        on.ask("a third that can do something else", peer -> able(peer, group, "c", "range"));
        on.ask("a third that can do nothing", peer -> able(peer, group, "c"));
        on.ask("one that cannot do any more what the other can", peer -> able(peer, group, "b", "copartitioned"));
        Ensemble.end(on, group, "a", "b");
    }

    private static JoinGroupRequestData able(Peer peer, String group, String name, String... protocols) {
        var request = Ensemble.join(peer, group, name, "t");
        request.protocols().clear();
        for (var protocol : protocols) {
            request.protocols().add(Members.protocol(protocol, "t"));
        }
        return request;
    }

    private static void askStrangers(Asking on, State state, String group) {
        on.ask(state + ": an unknown member", peer -> Members.join(group, "nobody", "t"));
        if (state != State.EMPTY) {
            on.ask(
                    state + ": another type",
                    peer -> Members.join(group, "", "t").setProtocolType("connect"));
            on.ask(state + ": another protocol", peer -> able(peer, group, "stranger", "sticky"));
            on.ask(
                    state + ": a member's other type",
                    peer -> Ensemble.join(peer, group, "b", "t").setProtocolType("connect"));
            on.ask(state + ": a member's other protocol", peer -> able(peer, group, "b", "sticky"));
        }
        if (state == State.COMPLETING) {
            join(on, group, "b", state + ": a member");
        }
        if (on.version() >= KNOWN_ID && state != State.PREPARING) { // where the others would wait for it
            on.ask(state + ": a new one", peer -> Members.join(group, "", "t"));
        }
        if (on.version() >= STATIC) {
            on.ask(
                    state + ": an instance nobody has",
                    peer -> Ensemble.join(peer, group, "b", "t").setGroupInstanceId("nobody's"));
        }
    }

    /** Who does not join again in time is a member no more. */
    private static void askLate(Asking on, String group) {
        on.each(peer -> Ensemble.learn(
                peer,
                group,
                "a",
                peer.ask(ApiKeys.JOIN_GROUP, 3, Members.join(group, "", "t").setRebalanceTimeoutMs(200))));
        Ensemble.assigned(on, group, "a");
        if (on.version() >= KNOWN_ID) {
            on.ask(
                    "a new one, in time",
                    peer -> Members.join(group, "", "t"),
                    (peer, reply) -> Ensemble.learn(peer, group, "b", reply));
        }
        on.tell("b", peer -> Ensemble.join(peer, group, "b", "t").setRebalanceTimeoutMs(200));
        hear(on, group, "b", "the first does not join again");
        beat(on, group, "a", "who did not join again");
        join(on, group, "a", "who comes too late");
        look(on, "one was too late", group);
        Ensemble.end(on, group, "b");
    }

    private static void askStatic(Asking on, String group) {
        Ensemble.stable(on, group, "t", Ensemble.STATIC, "b");
        on.ask(
                "the leading instance comes back",
                peer -> Members.join(group, "", "t").setGroupInstanceId(Ensemble.STATIC),
                (peer, reply) -> Ensemble.learn(peer, group, Ensemble.STATIC, reply));
        look(on, "the leading instance has come back", group);
        on.ask(
                "the leading instance comes back and wants something else",
                peer -> Members.join(group, "", "another").setGroupInstanceId(Ensemble.STATIC),
                (peer, reply) -> Ensemble.learn(peer, group, Ensemble.STATIC, reply));
        on.tell("a", peer -> Ensemble.join(peer, group, Ensemble.STATIC, "t"));
        await(on, group, State.PREPARING, 2);
        on.tell("c", peer -> Members.join(group, "", "t").setGroupInstanceId(Ensemble.STATIC));
        on.hear("the instance that waits when it comes back", "a", (peer, reply) -> {});
        join(on, group, "b", "the follower of an instance that has come back");
        on.hear(
                "the instance that has come back while others were waited for",
                "c",
                (peer, reply) -> Ensemble.learn(peer, group, Ensemble.STATIC, reply));
        on.ask(
                "the instance comes back before there is an assignment",
                peer -> Members.join(group, "nobody", "another").setGroupInstanceId(Ensemble.STATIC));
        Ensemble.end(on, group, Ensemble.STATIC, "b");
        look(on, "the instance has left", group);
    }

    private static void askReplaced(Asking on, String group) {
        Replaced.make(on, group);
        for (var member : List.of(Replaced.BEFORE, Replaced.NOW)) {
            on.ask(
                    member + ", with another instance",
                    peer -> Ensemble.join(peer, group, member, "t").setGroupInstanceId("nobody's"));
        }
        on.ask(
                Replaced.BEFORE + ", with its instance",
                peer -> Ensemble.join(peer, group, Replaced.BEFORE, "t").setGroupInstanceId(Replaced.INSTANCE));
        on.ask(Replaced.BEFORE + ", without its instance", peer -> Ensemble.join(peer, group, Replaced.BEFORE, "t"));
        on.ask(
                Replaced.NOW + ", with its instance",
                peer -> Ensemble.join(peer, group, Replaced.NOW, "t").setGroupInstanceId(Replaced.INSTANCE),
                (peer, reply) -> Ensemble.learn(peer, group, Replaced.NOW, reply));
        look(on, "an instance was replaced", group);
        Replaced.end(on, group);
    }

    /** A new member joins, and waits; since version 4 it is told its id first. */
    private static void tellNew(Asking on, String group, String name, String... protocols) {
        if (on.version() >= KNOWN_ID) {
            on.ask(
                    "a new one: " + name,
                    peer -> Members.join(group, "", "t"),
                    (peer, reply) -> Ensemble.learn(peer, group, name, reply));
        }
        on.tell(
                name,
                peer -> protocols.length == 0
                        ? Ensemble.join(peer, group, name, "t")
                        : able(peer, group, name, protocols));
    }

    private static void join(Asking on, String group, String name, String what) {
        on.ask(
                what,
                peer -> Ensemble.join(peer, group, name, "t"),
                (peer, reply) -> Ensemble.learn(peer, group, name, reply));
    }

    private static void hear(Asking on, String group, String name, String what) {
        on.hear(what, name, (peer, reply) -> Ensemble.learn(peer, group, name, reply));
    }

    private static void await(Asking on, String group, State state, int members) {
        on.each(peer -> Ensemble.await(peer, group, state, members));
    }

    private static void beat(Asking on, String group, String name, String what) {
        on.askOther(
                what,
                ApiKeys.HEARTBEAT,
                HEARTBEAT,
                peer -> new HeartbeatRequestData()
                        .setGroupId(group)
                        .setMemberId(Ensemble.id(peer, group, name))
                        .setGenerationId(Ensemble.generation(peer, group)));
    }

    private static void look(Asking on, String what, String group) {
        on.askOther(
                what,
                ApiKeys.DESCRIBE_GROUPS,
                DESCRIBE,
                peer -> new DescribeGroupsRequestData().setGroups(List.of(group)));
    }
}
