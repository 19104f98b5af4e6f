package io.ottla.coordinator.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.coordinator.group.Desk.Hello;
import io.ottla.coordinator.group.admin.Deleting;
import io.ottla.coordinator.group.admin.Describing;
import io.ottla.coordinator.group.offset.Committing;
import io.ottla.coordinator.group.offset.Fetching;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.group.ListGroups;
import io.ottla.wire.message.group.OffsetCommit;
import io.ottla.wire.message.group.OffsetFetch;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OffsetsTest {
    private static final long RETENTION_MS = GroupSettings.defaults().retentionMs();
    private final Desk desk = new Desk();

    @Nested
    class Commits {
        @Test
        void of_members_are_kept() {
            var ids = desk.stable(1);
            assertEquals(ErrorCode.NONE, desk.commit(ids.get(0), 1, "t", 42));
            desk.restart();
            assertEquals(42, desk.committed("t"));
        }

        @Test
        void keep_what_the_client_said() {
            var ids = desk.stable(1);
            desk.commit(ids.get(0), null, 1, "t", 42, "note");
            desk.restart();
            var answer = Fetching.fetch(
                    desk.groups,
                    new OffsetFetch.Group(
                            Desk.GROUP, null, -1, List.of(new OffsetFetch.GroupTopic("t", Uuid.ZERO, List.of(0, 1)))));
            var partitions = answer.topics().get(0).partitions();
            assertEquals(new OffsetFetch.GroupPartitionResponse(0, 42, 3, "note", (short) 0), partitions.get(0));
            assertEquals(new OffsetFetch.GroupPartitionResponse(1, -1, -1, "", (short) 0), partitions.get(1));
        }

        @Test
        void of_one_who_is_no_member_make_a_group_of_their_own() {
            assertEquals(ErrorCode.NONE, desk.commit("", -1, "t", 7));
            assertEquals(GroupState.EMPTY, desk.state());
            assertEquals(7, desk.committed("t"));
            var listed = Describing.list(desk.groups, new ListGroups.Request(List.of("empty"), List.of("CLASSIC")));
            assertEquals(List.of(new ListGroups.Group(Desk.GROUP, "", "Empty", "classic")), listed);
            assertEquals(List.of(), Describing.list(desk.groups, new ListGroups.Request(List.of("Stable"), List.of())));
            assertEquals(
                    List.of(), Describing.list(desk.groups, new ListGroups.Request(List.of(), List.of("consumer"))));
        }

        @Test
        void of_one_who_is_no_member_are_refused_while_members_are_at_work() {
            desk.stable(1);
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, desk.commit("", -1, "t", 7));
            assertEquals(-1, desk.committed("t"));
        }

        @Test
        void are_refused_to_strangers_and_other_generations() {
            assertEquals(ErrorCode.GROUP_ID_NOT_FOUND, desk.commit("x", 1, "t", 7));
            var ids = desk.stable(1);
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, desk.commit("x", 1, "t", 7));
            assertEquals(ErrorCode.ILLEGAL_GENERATION, desk.commit(ids.get(0), 0, "t", 7));
            assertEquals(ErrorCode.ILLEGAL_GENERATION, desk.commit(ids.get(0), -1, "t", 7));
        }

        @Test
        void are_refused_while_the_assignment_is_awaited_and_taken_while_others_join() {
            var ids = desk.stable(2);
            desk.join(Hello.of(ids.get(0)));
            assertEquals(ErrorCode.NONE, desk.commit(ids.get(1), 1, "t", 7));
            desk.join(Hello.of(ids.get(1)));
            assertEquals(ErrorCode.REBALANCE_IN_PROGRESS, desk.commit(ids.get(1), 2, "t", 8));
        }

        @Test
        void with_too_long_a_text_are_refused_partition_by_partition() {
            var request = new OffsetCommit.Request(
                    Desk.GROUP,
                    -1,
                    "",
                    null,
                    -1,
                    List.of(new OffsetCommit.Topic(
                            "t",
                            Uuid.ZERO,
                            List.of(
                                    new OffsetCommit.Partition(0, 1, -1, -1, "x".repeat(4097)),
                                    new OffsetCommit.Partition(1, 1, -1, -1, "x".repeat(4096))))));
            var heard = new Desk.Heard<OffsetCommit.Response>();
            desk.take(Committing.commit(desk.groups, request, heard, desk.now()));
            assertEquals(
                    List.of(
                            new OffsetCommit.PartitionResponse(0, ErrorCode.OFFSET_METADATA_TOO_LARGE.code()),
                            new OffsetCommit.PartitionResponse(1, ErrorCode.NONE.code())),
                    heard.reply().topics().get(0).partitions());
            assertEquals(-1, desk.committed("t"));
        }

        @Test
        void are_signs_of_life() {
            var ids = desk.stable(1);
            for (int i = 0; i < 5; i++) {
                desk.pass(Desk.SESSION_MS - 1);
                assertEquals(ErrorCode.NONE, desk.commit(ids.get(0), 1, "t", i));
            }
        }
    }

    @Nested
    class Deletions {
        @Test
        void of_a_group_need_it_to_be_empty_and_take_everything() {
            assertEquals(ErrorCode.GROUP_ID_NOT_FOUND, desk.delete(Desk.GROUP));
            var ids = desk.stable(1);
            desk.commit(ids.get(0), 1, "t", 7);
            assertEquals(ErrorCode.NON_EMPTY_GROUP, desk.delete(Desk.GROUP));
            desk.leave(ids.get(0));
            assertEquals(ErrorCode.NONE, desk.delete(Desk.GROUP));
            assertEquals(GroupState.DEAD, desk.state());
            desk.restart();
            assertEquals(GroupState.DEAD, desk.state());
            assertEquals(-1, desk.committed("t"));
        }

        @Test
        void of_offsets_spare_topics_the_group_reads() {
            assertEquals(
                    ErrorCode.GROUP_ID_NOT_FOUND,
                    ErrorCode.of(desk.deleteOffsets("t").errorCode()));
            var ids = desk.stable(1);
            desk.commit(ids.get(0), 1, "t", 7);
            desk.commit(ids.get(0), 1, "other", 7);
            assertEquals(
                    ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC.code(),
                    desk.deleteOffsets("t").topics().get(0).partitions().get(0).errorCode());
            assertEquals(
                    ErrorCode.NONE.code(),
                    desk.deleteOffsets("other")
                            .topics()
                            .get(0)
                            .partitions()
                            .get(0)
                            .errorCode());
            desk.restart();
            assertEquals(7, desk.committed("t"));
            assertEquals(-1, desk.committed("other"));
        }

        @Test
        void of_offsets_are_refused_for_members_that_are_no_consumers() {
            var one = desk.join(Hello.of("").type("connect"));
            desk.pass(1000);
            desk.assign(List.of(one));
            assertEquals(
                    ErrorCode.NON_EMPTY_GROUP,
                    ErrorCode.of(desk.deleteOffsets("t").errorCode()));
        }

        @Test
        void of_topics_take_what_was_read_of_them() {
            desk.commit("", -1, "t", 7);
            desk.commit("", -1, "other", 8);
            desk.take(Deleting.topicsDeleted(desk.groups, Set.of("t")));
            desk.restart();
            assertEquals(-1, desk.committed("t"));
            assertEquals(8, desk.committed("other"));
        }
    }

    /** KIP-211. */
    @Nested
    class Forgetting {
        @Test
        void begins_when_the_last_member_has_gone() {
            var ids = desk.stable(1);
            desk.commit(ids.get(0), 1, "t", 7);
            for (long ms = 0; ms < RETENTION_MS; ms += Desk.SESSION_MS - 1) {
                desk.pass(Desk.SESSION_MS - 1);
                desk.heartbeat(ids.get(0), 1);
            }
            assertEquals(7, desk.committed("t"));
            desk.leave(ids.get(0));
            desk.pass(RETENTION_MS - 1);
            assertEquals(7, desk.committed("t"));
            desk.pass(desk.settings.checkIntervalMs() + 1);
            assertEquals(-1, desk.committed("t"));
            assertEquals(GroupState.DEAD, desk.state());
        }

        @Test
        void of_what_somebody_without_membership_committed_begins_with_the_commit() {
            desk.commit("", -1, "t", 7);
            desk.pass(RETENTION_MS / 2);
            desk.commit("", -1, "other", 8);
            desk.pass(RETENTION_MS / 2 + desk.settings.checkIntervalMs());
            assertEquals(-1, desk.committed("t"));
            assertEquals(8, desk.committed("other"));
        }

        @Test
        void spares_what_a_working_group_reads_and_takes_what_it_does_not() {
            var ids = desk.stable(1);
            desk.commit(ids.get(0), 1, "t", 7);
            desk.commit(ids.get(0), 1, "left", 8);
            for (long ms = 0; ms <= RETENTION_MS + desk.settings.checkIntervalMs(); ms += Desk.SESSION_MS - 1) {
                desk.pass(Desk.SESSION_MS - 1);
                desk.heartbeat(ids.get(0), 1);
            }
            assertEquals(7, desk.committed("t"));
            assertEquals(-1, desk.committed("left"));
        }

        @Test
        void goes_on_where_it_was_after_a_restart() {
            desk.commit("", -1, "t", 7);
            desk.pass(RETENTION_MS - 1000);
            desk.restart();
            assertEquals(7, desk.committed("t"));
            desk.pass(desk.settings.checkIntervalMs() + 1000);
            assertEquals(-1, desk.committed("t"));
        }
    }

    @Test
    void the_partition_of_a_group_is_the_one_kafka_chooses() {
        assertEquals(28, GroupCoordinators.partitionOf("readers", 50));
        assertEquals(0, GroupCoordinators.partitionOf("polygenelubricants", 50), "its hash is the smallest there is");
    }
}
