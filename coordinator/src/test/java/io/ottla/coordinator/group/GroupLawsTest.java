package io.ottla.coordinator.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.coordinator.group.Desk.Heard;
import io.ottla.coordinator.group.Desk.Hello;
import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.JoinGroup;
import io.ottla.wire.message.group.LeaveGroup;
import io.ottla.wire.message.group.SyncGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Members that do whatever comes to their mind, in any order, and what must hold all the same. */
class GroupLawsTest {
    private static final int STEPS = 150;

    /** A client of the group; it may be slow, forgetful or gone. */
    private static final class Someone {
        private final @Nullable String instance;
        private String id = "";
        private int generation = -1;
        private @Nullable Heard<JoinGroup.Response> joining;
        private JoinGroup.@Nullable Response joined;
        private @Nullable Heard<SyncGroup.Response> syncing;
        private int syncingGeneration;
        private String syncingId = "";

        Someone(@Nullable String instance) {
            this.instance = instance;
        }
    }

    private static final class World {
        private final Random random;
        private final Desk desk = new Desk(new GroupSettings(3000, 6000, 1_800_000, 6, 4096, 3_600_000, 600_000));
        private final List<Someone> everybody = new ArrayList<>();
        /** Who was given what, by generation. */
        private final Map<Integer, Map<String, String>> given = new HashMap<>();
        /** What leaders have brought, by generation and member id. */
        private final Map<Integer, Map<String, String>> brought = new HashMap<>();
        /** Who was told that he leads, by generation; the name of his instance if he has one. */
        private final Map<Integer, String> leaders = new HashMap<>();

        private long committed = -1;
        /** The generation the group was last seen in by this process. */
        private int seen;
        /** The last generation anybody was given an assignment in: no restart comes before it. */
        private int kept;

        World(long seed) {
            random = Seeds.random(seed);
            for (int i = 0; i < 6; i++) {
                everybody.add(new Someone(i < 2 ? "i" + i : null));
            }
        }

        Someone anybody() {
            return everybody.get(random.nextInt(everybody.size()));
        }

        void step() {
            var one = anybody();
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> join(one);
                case 4, 5, 6 -> sync(one);
                case 7 -> desk.heartbeat(one.id, one.instance, one.generation);
                case 8 -> commit(one);
                case 9 -> desk.pass(random.nextInt(random.nextInt(20) == 0 ? 100_000 : 1500));
                case 10 -> leaveOrForget(one);
                default -> administrate();
            }
            everybody.forEach(this::hear);
            check();
        }

        private void administrate() {
            switch (random.nextInt(8)) {
                case 0 -> {
                    desk.restart();
                    seen = kept;
                    leaders.keySet().removeIf(generation -> generation > kept);
                }
                case 1 -> {
                    if (desk.delete(Desk.GROUP) == ErrorCode.NONE) {
                        committed = -1;
                    }
                }
                case 2 -> {
                    var deleted = desk.deleteOffsets("t");
                    if (deleted.errorCode() == ErrorCode.NONE.code()
                            && deleted.topics().get(0).partitions().get(0).errorCode() == ErrorCode.NONE.code()) {
                        committed = -1;
                    }
                }
                default -> desk.heartbeat("stranger", null, seen);
            }
        }

        /** The group is gone with all it knew: another of its name begins at the beginning. */
        private void forgetAll() {
            seen = 0;
            kept = 0;
            given.clear();
            brought.clear();
            leaders.clear();
        }

        private void join(Someone one) {
            var hello = Hello.of(one.id).rules(random.nextBoolean(), random.nextBoolean());
            if (random.nextInt(4) == 0) {
                hello = hello.offering("sticky", "range");
            }
            one.joining = desk.join(one.instance == null ? hello : hello.instance(one.instance));
            one.syncing = null;
        }

        private void sync(Someone one) {
            var joined = one.joined;
            if (joined == null) {
                return;
            }
            Map<String, String> parts = new HashMap<>();
            for (var member : joined.members()) {
                parts.put(member.memberId(), "part " + parts.size());
            }
            if (!parts.isEmpty()) {
                brought.put(one.generation, parts);
            }
            one.syncing = desk.sync(one.id, one.instance, one.generation, parts);
            one.syncingGeneration = one.generation;
            one.syncingId = one.id;
        }

        private void commit(Someone one) {
            long offset = random.nextInt(1000); // also backwards, if a member says so
            if (desk.commit(one.id, one.instance, one.generation, "t", offset, "") == ErrorCode.NONE) {
                committed = offset;
            }
        }

        private void leaveOrForget(Someone one) {
            if (random.nextBoolean() && !one.id.isEmpty()) {
                desk.leave(new LeaveGroup.Member(one.id, one.instance, null));
            }
            one.id = "";
            one.generation = -1;
            one.joined = null;
        }

        private void hear(Someone one) {
            var joining = one.joining;
            if (joining != null && joining.isRefused()) {
                one.joining = null;
            } else if (joining != null && !joining.isWaiting()) {
                one.joining = null;
                var reply = joining.reply();
                var error = ErrorCode.of(reply.errorCode());
                if (error == ErrorCode.NONE) {
                    one.id = reply.memberId();
                    one.generation = reply.generationId();
                    one.joined = reply;
                    hearLeader(one, reply);
                } else {
                    one.id = error == ErrorCode.MEMBER_ID_REQUIRED ? reply.memberId() : "";
                    one.joined = null;
                }
            }
            var syncing = one.syncing;
            if (syncing != null && syncing.isRefused()) {
                one.syncing = null;
            } else if (syncing != null && !syncing.isWaiting()) {
                one.syncing = null;
                var reply = syncing.reply();
                if (reply.errorCode() == ErrorCode.NONE.code()) {
                    take(one, Desk.text(reply.assignment()));
                }
            }
        }

        /** Of a generation one member is told that it leads; others may be told of all members only if they do. */
        private void hearLeader(Someone one, JoinGroup.Response reply) {
            boolean leads = reply.leader().equals(reply.memberId());
            assertTrue(leads || reply.members().isEmpty(), "a follower is told of all members");
            if (leads) {
                var name = one.instance == null ? one.id : one.instance;
                var before = leaders.putIfAbsent(reply.generationId(), name);
                assertTrue(
                        before == null || before.equals(name),
                        "generation " + reply.generationId() + " is led by " + before + " and " + name);
            }
        }

        /** No part belongs to two members of one generation; a static member keeps its part under its new id. */
        private void take(Someone one, String part) {
            var group = desk.group();
            assertTrue(group.members().containsKey(one.syncingId), "somebody who is no member is given " + part);
            assertEquals(one.syncingGeneration, group.generation(), "a part of another generation");
            kept = Math.max(kept, one.syncingGeneration);
            if (part.isEmpty()) {
                return;
            }
            var name = one.instance == null ? one.syncingId : one.instance;
            var before = given.computeIfAbsent(one.syncingGeneration, generation -> new HashMap<>())
                    .putIfAbsent(part, name);
            assertTrue(
                    before == null || before.equals(name),
                    part + " of generation " + one.syncingGeneration + " belongs to " + before + " and " + name);
        }

        private void check() {
            assertEquals(committed, desk.committed("t"), "what was acknowledged is committed, and nothing else");
            var group = desk.groups.find(Desk.GROUP);
            if (group == null) {
                forgetAll();
                return;
            }
            assertTrue(group.generation() >= seen, "generation " + group.generation() + " after " + seen);
            seen = group.generation();
            if (group.state() == GroupState.STABLE) {
                checkAssignments(group);
            }
            assertTrue(group.members().size() <= 6 || group.state() == GroupState.PREPARING_REBALANCE);
            assertEquals(
                    group.members().isEmpty(), group.leader() == null, group.state() + " led by " + group.leader());
            assertTrue(group.leader() == null || group.members().containsKey(group.leader()));
            assertTrue(group.members().values().stream()
                    .allMatch(member -> member.instanceId() == null
                            || member.id().equals(group.statics().get(member.instanceId()))));
            if (group.isEmpty()) {
                assertTrue(group.members().isEmpty());
            }
        }

        /** Members of a working group have what their leader brought, each part once; a member that came back has what it had. */
        private void checkAssignments(ClassicGroup group) {
            var parts = group.members().values().stream()
                    .map(member -> Desk.text(member.assignment()))
                    .filter(part -> !part.isEmpty())
                    .toList();
            assertEquals(Set.copyOf(parts).size(), parts.size(), "a part is there twice");
            assertTrue(
                    brought.getOrDefault(group.generation(), Map.of()).values().containsAll(parts),
                    "nobody has brought one of " + parts);
        }

        /** Everybody falls silent. */
        void end() {
            desk.pass(4 * 300_000);
            everybody.forEach(this::hear);
            for (var one : everybody) {
                assertTrue(one.joining == null, "somebody still waits to join");
                assertTrue(one.syncing == null, "somebody still waits for an assignment");
            }
            assertTrue(desk.groups.waiting().isEmpty());
            var state = desk.state();
            assertTrue(state == GroupState.EMPTY || state == GroupState.DEAD, "is " + state);
        }
    }

    @Test
    void one_leads_a_generation_members_alone_read_each_part_once_and_nothing_acknowledged_is_lost() {
        Seeds.run(1500, seed -> {
            var world = new World(seed);
            for (int i = 0; i < STEPS; i++) {
                world.step();
            }
            world.end();
        });
    }
}
