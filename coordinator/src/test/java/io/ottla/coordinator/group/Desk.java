package io.ottla.coordinator.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.Check;
import io.ottla.coordinator.group.admin.Deleting;
import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.membership.Joining;
import io.ottla.coordinator.group.membership.Leaving;
import io.ottla.coordinator.group.membership.Sessions;
import io.ottla.coordinator.group.membership.Syncing;
import io.ottla.coordinator.group.offset.Committing;
import io.ottla.coordinator.group.record.GroupRecords;
import io.ottla.coordinator.group.request.Client;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.coordinator.group.request.JoinRules;
import io.ottla.coordinator.group.state.CommittedOffset;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Seekers;
import io.ottla.replication.machine.Answer;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import io.ottla.replication.machine.StoredRecord;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.group.DeleteGroups;
import io.ottla.wire.message.group.Heartbeat;
import io.ottla.wire.message.group.JoinGroup;
import io.ottla.wire.message.group.LeaveGroup;
import io.ottla.wire.message.group.OffsetCommit;
import io.ottla.wire.message.group.OffsetDelete;
import io.ottla.wire.message.group.SyncGroup;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of one partition under a test's hand: every decision is applied at once, and what is kept goes through bytes. */
final class Desk {
    static final String GROUP = "g";
    static final String CLIENT = "c";
    static final int SESSION_MS = 10_000;
    static final int REBALANCE_MS = 60_000;
    private static final long START_MS = 1_000_000;
    private static final long WALL_MS = 1_760_000_000_000L;

    final GroupSettings settings;
    final List<StoredRecord> log = new ArrayList<>();
    GroupMachine machine;
    Groups groups;
    /** What does not fit into so many bytes is not kept. */
    int mostBytes = Integer.MAX_VALUE;

    private final GroupRecords codec = new GroupRecords();
    private long nowMs = START_MS;
    private int ids;

    /** Somebody who has asked, and what he has heard. */
    static final class Heard<R> implements Asker<R> {
        private @Nullable R reply;
        private @Nullable ErrorCode refused;

        @Override
        public void answer(R answer) {
            Check.that(reply == null, "answered twice: %s", answer);
            reply = answer;
        }

        @Override
        public void refuse(ErrorCode why) {
            refused = why;
        }

        boolean isWaiting() {
            return reply == null && refused == null;
        }

        boolean isRefused() {
            return refused != null;
        }

        R reply() {
            return Check.present(reply, "no answer yet");
        }
    }

    Desk() {
        this(GroupSettings.defaults());
    }

    Desk(GroupSettings settings) {
        this.settings = settings;
        machine = new GroupMachine(settings);
        groups = machine.groups();
        take(machine.begin(now()));
    }

    Moment now() {
        return new Moment(WALL_MS + nowMs, nowMs);
    }

    void take(Decision<GroupChange> decision) {
        List<StoredRecord> records = new ArrayList<>();
        for (GroupChange change : decision.changes()) {
            StoredRecord stored = codec.write(change);
            if (stored != null) {
                records.add(stored);
            }
        }
        if (records.stream().mapToInt(Desk::bytes).sum() > mostBytes) {
            take(Check.present(decision.ifTooLarge(), "too large").get());
            return;
        }
        log.addAll(records);
        decision.changes().forEach(machine::apply);
        decision.answers().forEach(Desk::deliver);
    }

    private static int bytes(StoredRecord stored) {
        ByteBuffer value = stored.value();
        return stored.key().remaining() + (value == null ? 0 : value.remaining());
    }

    private static <R> void deliver(Answer<R> answer) {
        answer.asker().answer(answer.reply());
    }

    /** Time passes, and what is due happens. */
    void pass(long ms) {
        long end = nowMs + ms;
        while (machine.nextDueMs() <= end) {
            nowMs = Math.max(nowMs, machine.nextDueMs());
            for (var due = machine.due(now()); due != null; due = machine.due(now())) {
                take(due);
            }
        }
        nowMs = end;
    }

    /** The broker is gone and another reads what was kept. */
    void restart() {
        groups.waiting().forEach(asker -> asker.refuse(ErrorCode.NOT_COORDINATOR));
        machine = new GroupMachine(settings);
        groups = machine.groups();
        for (StoredRecord stored : log) {
            GroupChange change = codec.read(new StoredRecord(
                    stored.key().duplicate(),
                    stored.value() == null ? null : stored.value().duplicate()));
            machine.apply(Check.present(change, "a record nobody knows"));
        }
        take(machine.begin(now()));
    }

    ClassicGroup group() {
        return Check.present(groups.find(GROUP), "there is no group");
    }

    GroupState state() {
        ClassicGroup group = groups.find(GROUP);
        return group == null ? GroupState.DEAD : group.state();
    }

    // ---- requests

    /** What a member says when it joins. */
    record Hello(
            String memberId,
            @Nullable String instanceId,
            int sessionMs,
            int rebalanceMs,
            String type,
            List<String> protocols,
            JoinRules rules) {
        static Hello of(String memberId) {
            return new Hello(
                    memberId, null, SESSION_MS, REBALANCE_MS, "consumer", List.of("range"), new JoinRules(false, true));
        }

        Hello instance(String id) {
            return new Hello(memberId, id, sessionMs, rebalanceMs, type, protocols, rules);
        }

        Hello offering(String... names) {
            return new Hello(memberId, instanceId, sessionMs, rebalanceMs, type, List.of(names), rules);
        }

        Hello type(String name) {
            return new Hello(memberId, instanceId, sessionMs, rebalanceMs, name, protocols, rules);
        }

        Hello session(int ms) {
            return new Hello(memberId, instanceId, ms, rebalanceMs, type, protocols, rules);
        }

        Hello rules(boolean needsKnownId, boolean maySkip) {
            return new Hello(
                    memberId,
                    instanceId,
                    sessionMs,
                    rebalanceMs,
                    type,
                    protocols,
                    new JoinRules(needsKnownId, maySkip));
        }
    }

    void seek(String clientId) {
        take(Seekers.seen(groups, GROUP, clientId, now()));
    }

    Heard<JoinGroup.Response> join(Hello hello) {
        return join(GROUP, hello);
    }

    Heard<JoinGroup.Response> join(String group, Hello hello) {
        var heard = new Heard<JoinGroup.Response>();
        var request = new JoinGroup.Request(
                group,
                hello.sessionMs(),
                hello.rebalanceMs(),
                hello.memberId(),
                hello.instanceId(),
                hello.type(),
                hello.protocols().stream()
                        .map(name -> new JoinGroup.Protocol(name, subscription("t")))
                        .toList(),
                null);
        String name = hello.instanceId() == null ? "c" : hello.instanceId();
        var join = new Joining.Join(request, new Client(CLIENT, "/host"), hello.rules(), name + "-" + ++ids, heard);
        take(Joining.join(groups, join, now()));
        return heard;
    }

    /** The consumer protocol's words for: I read these topics. */
    static ByteBuffer subscription(String... topics) {
        var bytes = ByteBuffer.allocate(200).putShort((short) 0).putInt(topics.length);
        for (var topic : topics) {
            bytes.putShort((short) topic.length()).put(topic.getBytes(UTF_8));
        }
        return bytes.putInt(-1).flip();
    }

    Heard<SyncGroup.Response> sync(String member, int generation, Map<String, String> assignments) {
        return sync(member, null, generation, assignments);
    }

    Heard<SyncGroup.Response> sync(
            String member, @Nullable String instance, int generation, Map<String, String> assignments) {
        var heard = new Heard<SyncGroup.Response>();
        var parts = assignments.entrySet().stream()
                .map(part -> new SyncGroup.Assignment(
                        part.getKey(), ByteBuffer.wrap(part.getValue().getBytes(UTF_8))))
                .toList();
        var request = new SyncGroup.Request(GROUP, generation, member, instance, null, null, parts);
        take(Syncing.sync(groups, request, heard, now()));
        return heard;
    }

    ErrorCode heartbeat(String member, int generation) {
        return heartbeat(member, null, generation);
    }

    ErrorCode heartbeat(String member, @Nullable String instance, int generation) {
        var heard = new Heard<Heartbeat.Response>();
        take(Sessions.heartbeat(groups, new Heartbeat.Request(GROUP, generation, member, instance), heard, now()));
        return ErrorCode.of(heard.reply().errorCode());
    }

    List<ErrorCode> leave(LeaveGroup.Member... members) {
        var heard = new Heard<LeaveGroup.Response>();
        take(Leaving.leave(groups, new LeaveGroup.Request(GROUP, "", List.of(members)), heard, now()));
        return heard.reply().members().stream()
                .map(one -> ErrorCode.of(one.errorCode()))
                .toList();
    }

    ErrorCode leave(String member) {
        return leave(new LeaveGroup.Member(member, null, null)).get(0);
    }

    ErrorCode commit(String member, int generation, String topic, long offset) {
        return commit(member, null, generation, topic, offset, "");
    }

    ErrorCode commit(
            String member, @Nullable String instance, int generation, String topic, long offset, String metadata) {
        var partition = new OffsetCommit.Partition(0, offset, 3, -1, metadata);
        var request = new OffsetCommit.Request(
                GROUP,
                generation,
                member,
                instance,
                -1,
                List.of(new OffsetCommit.Topic(topic, Uuid.ZERO, List.of(partition))));
        var heard = new Heard<OffsetCommit.Response>();
        take(Committing.commit(groups, request, heard, now()));
        return ErrorCode.of(heard.reply().topics().get(0).partitions().get(0).errorCode());
    }

    /** -1 if nothing is known. */
    long committed(String topic) {
        CommittedOffset offset = groups.offsets(GROUP).find(topic, 0);
        return offset == null ? -1 : offset.offset();
    }

    ErrorCode delete(String group) {
        var heard = new Heard<DeleteGroups.GroupResult>();
        take(Deleting.deleteGroup(groups, group, heard));
        return ErrorCode.of(heard.reply().errorCode());
    }

    OffsetDelete.Response deleteOffsets(String topic) {
        var heard = new Heard<OffsetDelete.Response>();
        var request = new OffsetDelete.Request(
                GROUP, List.of(new OffsetDelete.Topic(topic, List.of(new OffsetDelete.Partition(0)))));
        take(Deleting.deleteOffsets(groups, request, heard));
        return heard.reply();
    }

    // ---- ways to a state

    /** So many members whose leader has assigned "p0", "p1"... to them; their ids, leader first. */
    List<String> stable(int count) {
        List<Heard<JoinGroup.Response>> joins = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            joins.add(join(Hello.of("")));
        }
        pass(settings.quietMs(0));
        return assign(joins);
    }

    /** Those who have joined sync; the leader first. */
    List<String> assign(List<Heard<JoinGroup.Response>> joins) {
        var first = joins.get(0).reply();
        List<String> ids = new ArrayList<>();
        ids.add(first.leader());
        Map<String, String> parts = new HashMap<>();
        for (var join : joins) {
            var member = join.reply().memberId();
            parts.put(member, "p" + parts.size());
            if (!member.equals(first.leader())) {
                ids.add(member);
            }
        }
        for (var id : ids) {
            sync(id, first.generationId(), id.equals(first.leader()) ? parts : Map.of());
        }
        return ids;
    }

    static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }
}
