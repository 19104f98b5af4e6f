package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * Groups of several members, the same on both brokers. The first of them leads. A member whose name begins with {@link #STATIC} is a
 * static one of that instance. Whoever waits for others does so on a connection of its own.
 */
final class Ensemble {
    static final String STATIC = "static";

    /** In which a member without id joins at once. */
    private static final int JOIN = 3;

    private static final int JOIN_STATIC = 5;
    private static final int SYNC = 2;
    private static final int PATIENCE = 2_000;
    private static final long PAUSE_NANOS = 5_000_000;

    /** How far a group has come; in each it was made of a leader {@code a} and a follower {@code b}. */
    enum State {
        EMPTY("Empty"),
        /** A third, {@code c}, waits for the two to join again. */
        PREPARING("PreparingRebalance"),
        /** All have joined, none has asked for its assignment. */
        COMPLETING("CompletingRebalance"),
        STABLE("Stable");

        private final String told;

        State(String told) {
            this.told = told;
        }

        @Override
        public String toString() {
            return told;
        }
    }

    private final Asking on;
    private final String group;
    private final String topic;

    private Ensemble(Asking on, String group, String topic) {
        this.on = on;
        this.group = group;
        this.topic = topic;
    }

    interface Scene {
        void play(State state, String group);
    }

    /** A group in each state, each with a name of its own. */
    static void inEachState(Asking on, String name, String topic, Scene scene) {
        for (var state : State.values()) {
            var ensemble = new Ensemble(on, name + "-" + state, topic);
            ensemble.become(state);
            scene.play(state, ensemble.group);
            if (state != State.STABLE) {
                ensemble.end("a", "b", "c");
            }
        }
    }

    /** A group of these members, who have their assignments. */
    static void stable(Asking on, String group, String topic, String... names) {
        new Ensemble(on, group, topic).assemble(true, names);
    }

    /** A group of these members, who have joined and have not asked for their assignments. */
    static void completing(Asking on, String group, String topic, String... names) {
        new Ensemble(on, group, topic).assemble(false, names);
    }

    /** Those who have joined get their assignments. */
    static void assigned(Asking on, String group, String... names) {
        on.each(peer -> new Ensemble(on, group, "").sync(peer, names));
    }

    /** They leave, in this order, and who waits for them is let go. */
    static void end(Asking on, String group, String... names) {
        new Ensemble(on, group, "").end(names);
    }

    static String id(Peer peer, String group, String name) {
        return peer.text(key(group, name));
    }

    /** What an id is known by from now on. */
    static void idIs(Peer peer, String group, String name, String id) {
        peer.textIs(key(group, name), id);
    }

    static int generation(Peer peer, String group) {
        return (int) peer.number(group);
    }

    private static String key(String group, String name) {
        return group + "/" + name;
    }

    /** Notes the id and the generation that a member was given. */
    static void learn(Peer peer, String group, String name, @Nullable Object reply) {
        if (reply instanceof JoinGroupResponseData joined && !joined.memberId().isEmpty()) {
            peer.textIs(key(group, name), joined.memberId());
            if (joined.errorCode() == 0) {
                peer.numberIs(group, joined.generationId());
            }
        }
    }

    private void become(State state) {
        assemble(state != State.COMPLETING, "a", "b");
        if (state == State.EMPTY) {
            end("a", "b");
        } else if (state == State.PREPARING) {
            on.each(peer -> {
                tellJoin(peer, "c");
                await(peer, group, State.PREPARING, 3);
            });
        }
    }

    private void assemble(boolean isSynced, String... names) {
        on.each(peer -> {
            Coordinators.await(peer);
            for (int i = 0; i < names.length; i++) {
                tellJoin(peer, names[i]);
                if (i > 0) {
                    await(peer, group, State.PREPARING, i + 1);
                }
                for (int before = 0; before < i; before++) {
                    tellJoin(peer, names[before]);
                }
                for (int joined = 0; joined <= i; joined++) {
                    hearJoin(peer, names[joined]);
                }
            }
            if (isSynced) {
                sync(peer, names);
            }
        });
    }

    private void tellJoin(Peer peer, String name) {
        peer.tell(name, ApiKeys.JOIN_GROUP, joinVersion(name), join(peer, group, name, topic));
    }

    /** What a member says to join, again if it has an id. */
    static JoinGroupRequestData join(Peer peer, String group, String name, String topic) {
        var request = Members.join(group, id(peer, group, name), topic);
        return name.startsWith(STATIC) ? request.setGroupInstanceId(name) : request;
    }

    private static int joinVersion(String name) {
        return name.startsWith(STATIC) ? JOIN_STATIC : JOIN;
    }

    private void hearJoin(Peer peer, String name) {
        var reply = peer.hear(name, ApiKeys.JOIN_GROUP, joinVersion(name));
        if (!(reply instanceof JoinGroupResponseData joined) || joined.errorCode() != 0) {
            throw new AssertionError(name + " does not join " + group + ": " + reply);
        }
        learn(peer, group, name, reply);
    }

    private void sync(Peer peer, String... names) {
        for (int i = 1; i < names.length; i++) {
            peer.tell(names[i], ApiKeys.SYNC_GROUP, SYNC, sync(peer, group, names[i]));
        }
        peer.tell(names[0], ApiKeys.SYNC_GROUP, SYNC, assign(peer, group, names));
        for (var name : names) {
            var reply = peer.hear(name, ApiKeys.SYNC_GROUP, SYNC);
            if (!(reply instanceof SyncGroupResponseData synced) || synced.errorCode() != 0) {
                throw new AssertionError(name + " does not sync " + group + ": " + reply);
            }
        }
    }

    /** A member asks for its assignment. */
    static SyncGroupRequestData sync(Peer peer, String group, String name) {
        return new SyncGroupRequestData()
                .setGroupId(group)
                .setMemberId(id(peer, group, name))
                .setGenerationId(generation(peer, group));
    }

    /** The first of these gives all of them their assignments, no two the same. */
    static SyncGroupRequestData assign(Peer peer, String group, String... names) {
        var assignments = new ArrayList<SyncGroupRequestAssignment>();
        for (int i = 0; i < names.length; i++) {
            var bytes = ByteBuffer.allocate(12).putInt(8, 42 + i).array();
            assignments.add(new SyncGroupRequestAssignment()
                    .setMemberId(id(peer, group, names[i]))
                    .setAssignment(bytes));
        }
        return sync(peer, group, names[0]).setAssignments(assignments);
    }

    /** Waits until a group is in this state and has so many members: what others were told has arrived. */
    static void await(Peer peer, String group, State state, int members) {
        var question = new DescribeGroupsRequestData().setGroups(List.of(group));
        String last = "";
        for (int i = 0; i < PATIENCE; i++) {
            if (peer.ask(ApiKeys.DESCRIBE_GROUPS, 0, question) instanceof DescribeGroupsResponseData reply) {
                var described = reply.groups().get(0);
                last = described.groupState() + " with " + described.members().size();
                if (last.equals(state + " with " + members)) {
                    return;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError(group + " is " + last + ", not " + state + " with " + members);
    }

    private void end(String... names) {
        on.each(peer -> {
            for (var name : names) {
                leave(peer, name);
            }
            for (var name : names) {
                if (peer.isOwed(name)) {
                    hearJoin(peer, name);
                    leave(peer, name);
                }
            }
        });
    }

    private void leave(Peer peer, String name) {
        if (!id(peer, group, name).isEmpty()) {
            peer.ask(
                    ApiKeys.LEAVE_GROUP,
                    0,
                    new LeaveGroupRequestData().setGroupId(group).setMemberId(id(peer, group, name)));
        }
    }
}
