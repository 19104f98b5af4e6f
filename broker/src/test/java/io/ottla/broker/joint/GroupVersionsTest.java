package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.group.DeleteGroups;
import io.ottla.wire.message.group.DescribeGroups;
import io.ottla.wire.message.group.FindCoordinator;
import io.ottla.wire.message.group.Heartbeat;
import io.ottla.wire.message.group.JoinGroup;
import io.ottla.wire.message.group.LeaveGroup;
import io.ottla.wire.message.group.ListGroups;
import io.ottla.wire.message.group.OffsetCommit;
import io.ottla.wire.message.group.OffsetDelete;
import io.ottla.wire.message.group.OffsetFetch;
import io.ottla.wire.message.group.SyncGroup;
import io.ottla.wire.message.topic.CreateTopics;
import io.ottla.wire.message.topic.Metadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each API of groups in each version, back to the first that Kafka ever had. */
class GroupVersionsTest {
    private static final short NONE = ErrorCode.NONE.code();
    private static final String TOPIC = "read";

    @RegisterExtension
    static final OneBroker broker = new OneBroker(Map.of("group.initial.rebalance.delay.ms", "0"));

    private static VersionedClient client;
    private static Uuid topicId;

    @BeforeAll
    static void start(VersionedClient ofItsOwn) throws IOException {
        client = ofItsOwn;
        var topic = new CreateTopics.Topic(TOPIC, 2, (short) 1, List.of(), List.of());
        client.ask(new CreateTopics.Request(List.of(topic), 1000, false), 7);
        var metadata = new Metadata.Request(List.of(new Metadata.RequestedTopic(Uuid.ZERO, TOPIC)), true, false, false);
        topicId = client.ask(metadata, 12).topics().get(0).topicId();
        client.ask(new FindCoordinator.Request("any", (byte) 0, List.of()), 1);
    }

    private static int atMost(int version, ApiKey api) {
        return Math.min(
                version, Check.present(api.served(), "%s is not served", api).newest());
    }

    /** A member that has joined and synced. */
    private record Joined(String group, String memberId, int generation) {}

    private static Joined join(String group, int version) throws IOException {
        var first = joinAs(group, "", version);
        var joined = first.errorCode() == ErrorCode.MEMBER_ID_REQUIRED.code()
                ? joinAs(group, first.memberId(), version)
                : first;
        assertEquals(NONE, joined.errorCode());
        assertEquals(version >= 4, first.errorCode() != NONE);
        assertEquals(joined.memberId(), joined.leader());
        assertEquals(1, joined.members().size());
        return new Joined(group, joined.memberId(), joined.generationId());
    }

    private static JoinGroup.Response joinAs(String group, String memberId, int version) throws IOException {
        var protocol = new JoinGroup.Protocol("range", ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 0, 0}));
        return client.ask(
                new JoinGroup.Request(
                        group, 10_000, version == 0 ? -1 : 20_000, memberId, null, "consumer", List.of(protocol), null),
                version);
    }

    private static Joined stable(String group, int version) throws IOException {
        var joined = join(group, atMost(version, ApiKey.JOIN_GROUP));
        assertEquals(NONE, sync(joined, 5).errorCode());
        return joined;
    }

    private static SyncGroup.Response sync(Joined member, int version) throws IOException {
        var part = new SyncGroup.Assignment(member.memberId(), ByteBuffer.wrap(new byte[] {7}));
        return client.ask(
                new SyncGroup.Request(
                        member.group(),
                        member.generation(),
                        member.memberId(),
                        null,
                        version >= 5 ? "consumer" : null,
                        version >= 5 ? "range" : null,
                        List.of(part)),
                version);
    }

    @Test
    void coordinators_are_found() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.FIND_COORDINATOR)) {
            var found = client.ask(
                    version >= 4
                            ? new FindCoordinator.Request("", (byte) 0, List.of("a", "b"))
                            : new FindCoordinator.Request("a", (byte) 0, List.of()),
                    version);
            if (version >= 4) {
                assertEquals(2, found.coordinators().size());
                assertEquals("b", found.coordinators().get(1).key());
                assertEquals(1, found.coordinators().get(1).nodeId());
            } else {
                assertEquals(NONE, found.errorCode());
                assertEquals(1, found.nodeId());
            }
        }
    }

    @Test
    void who_asks_for_a_kind_that_is_none_is_answered_also_if_he_names_nobody() throws IOException {
        for (var version : VersionedClient.versions(ApiKey.FIND_COORDINATOR)) {
            if (version >= 1) {
                var found = client.ask(new FindCoordinator.Request("", (byte) 9, List.of()), version);
                assertEquals(version < 4 ? ErrorCode.INVALID_REQUEST.code() : NONE, found.errorCode());
                assertTrue(found.coordinators().isEmpty());
            }
        }
    }

    @Test
    void coordinators_of_transactions_are_not_there_yet() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.FIND_COORDINATOR)) {
            if (version >= 4) {
                var found = client.ask(new FindCoordinator.Request("", (byte) 1, List.of("a")), version);
                assertEquals(
                        ErrorCode.COORDINATOR_NOT_AVAILABLE.code(),
                        found.coordinators().get(0).errorCode());
            } else if (version >= 1) {
                var found = client.ask(new FindCoordinator.Request("a", (byte) 1, List.of()), version);
                assertEquals(ErrorCode.COORDINATOR_NOT_AVAILABLE.code(), found.errorCode());
            }
        }
    }

    @Test
    void members_join_sync_live_and_leave() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.JOIN_GROUP)) {
            join("join" + version, version);
            assertEquals(
                    ErrorCode.UNKNOWN_MEMBER_ID.code(),
                    joinAs("join" + version, "stranger", version).errorCode());
        }
        for (int version : VersionedClient.versions(ApiKey.SYNC_GROUP)) {
            var member = join("sync" + version, 5);
            var synced = sync(member, version);
            assertEquals(NONE, synced.errorCode());
            assertEquals(7, synced.assignment().get(synced.assignment().position()));
            assertEquals(
                    ErrorCode.UNKNOWN_MEMBER_ID.code(),
                    sync(new Joined(member.group(), "stranger", 1), version).errorCode());
        }
        for (int version : VersionedClient.versions(ApiKey.HEARTBEAT)) {
            var member = stable("heart" + version, 5);
            var request = new Heartbeat.Request(member.group(), member.generation(), member.memberId(), null);
            assertEquals(NONE, client.ask(request, version).errorCode());
        }
        for (int version : VersionedClient.versions(ApiKey.LEAVE_GROUP)) {
            var member = stable("leave" + version, 5);
            for (var expected : List.of(NONE, ErrorCode.UNKNOWN_MEMBER_ID.code())) {
                var left = client.ask(
                        version >= 3
                                ? new LeaveGroup.Request(
                                        member.group(),
                                        "",
                                        List.of(new LeaveGroup.Member(member.memberId(), null, null)))
                                : new LeaveGroup.Request(member.group(), member.memberId(), List.of()),
                        version);
                assertEquals(expected, version >= 3 ? left.members().get(0).errorCode() : left.errorCode());
            }
        }
    }

    @Test
    void offsets_are_committed_fetched_and_deleted() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.OFFSET_COMMIT)) {
            var group = "commit" + version;
            assertEquals(NONE, commit(group, version, topicId, TOPIC));
            assertEquals(
                    version >= 10 ? ErrorCode.UNKNOWN_TOPIC_ID.code() : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code(),
                    commit(group, version, new Uuid(1, 2), "missing"));
            for (int fetch : VersionedClient.versions(ApiKey.OFFSET_FETCH)) {
                assertEquals(40 + version, fetched(group, fetch, false));
                if (fetch >= 2) {
                    assertEquals(40 + version, fetched(group, fetch, true));
                }
            }
        }
        var delete = new OffsetDelete.Request(
                "commit3", List.of(new OffsetDelete.Topic(TOPIC, List.of(new OffsetDelete.Partition(0)))));
        var deleted = client.ask(delete, 0);
        assertEquals(NONE, deleted.errorCode());
        assertEquals(NONE, deleted.topics().get(0).partitions().get(0).errorCode());
        assertEquals(-1, fetched("commit3", 8, false));
    }

    private static short commit(String group, int version, Uuid id, String name) throws IOException {
        var partition = new OffsetCommit.Partition(0, 40 + version, -1, -1, "m");
        var topic = version >= 10
                ? new OffsetCommit.Topic("", id, List.of(partition))
                : new OffsetCommit.Topic(name, Uuid.ZERO, List.of(partition));
        var answer = client.ask(new OffsetCommit.Request(group, -1, "", null, -1, List.of(topic)), version);
        return answer.topics().get(0).partitions().get(0).errorCode();
    }

    private static long fetched(String group, int version, boolean all) throws IOException {
        if (version < 8) {
            var topics = all ? null : List.of(new OffsetFetch.Topic(TOPIC, List.of(0)));
            var answer = client.ask(new OffsetFetch.Request(group, topics, List.of(), false), version);
            assertEquals(NONE, answer.errorCode());
            return answer.topics().get(0).partitions().get(0).committedOffset();
        }
        var topic = version >= 10
                ? new OffsetFetch.GroupTopic("", topicId, List.of(0))
                : new OffsetFetch.GroupTopic(TOPIC, Uuid.ZERO, List.of(0));
        var asked = new OffsetFetch.Group(group, null, -1, all ? null : List.of(topic));
        var answer = client.ask(new OffsetFetch.Request("", List.of(), List.of(asked), false), version);
        var told = answer.groups().get(0);
        assertEquals(NONE, told.errorCode());
        assertEquals(version >= 10 ? topicId : Uuid.ZERO, told.topics().get(0).topicId());
        return told.topics().get(0).partitions().get(0).committedOffset();
    }

    @Test
    void groups_are_described_listed_and_deleted() throws IOException {
        var member = stable("described", 9);
        for (int version : VersionedClient.versions(ApiKey.DESCRIBE_GROUPS)) {
            var answer = client.ask(new DescribeGroups.Request(List.of("described", "missing"), version >= 3), version);
            var group = answer.groups().get(0);
            assertEquals("Stable", group.groupState());
            assertEquals(member.memberId(), group.members().get(0).memberId());
            assertEquals("range", group.protocolData());
            assertEquals(version >= 3 ? 3400 : Integer.MIN_VALUE, group.authorizedOperations());
            var missing = answer.groups().get(1);
            assertEquals("Dead", missing.groupState());
            assertEquals(version >= 6 ? ErrorCode.GROUP_ID_NOT_FOUND.code() : NONE, missing.errorCode());
        }
        for (int version : VersionedClient.versions(ApiKey.LIST_GROUPS)) {
            var request = new ListGroups.Request(
                    version >= 4 ? List.of("Stable") : List.of(), version >= 5 ? List.of("classic") : List.of());
            var listed = client.ask(request, version);
            assertEquals(NONE, listed.errorCode());
            assertTrue(
                    listed.groups().stream().anyMatch(group -> group.groupId().equals("described")));
        }
        for (int version : VersionedClient.versions(ApiKey.DELETE_GROUPS)) {
            commit("doomed" + version, 8, topicId, TOPIC);
            var answer =
                    client.ask(new DeleteGroups.Request(List.of("doomed" + version, "missing", "described")), version);
            assertEquals(
                    List.of(NONE, ErrorCode.GROUP_ID_NOT_FOUND.code(), ErrorCode.NON_EMPTY_GROUP.code()),
                    answer.results().stream()
                            .map(DeleteGroups.GroupResult::errorCode)
                            .toList());
        }
    }
}
