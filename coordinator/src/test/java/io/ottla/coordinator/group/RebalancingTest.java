package io.ottla.coordinator.group;

import static io.ottla.coordinator.group.Desk.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.coordinator.group.Desk.Hello;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.LeaveGroup;
import io.ottla.wire.message.group.SyncGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RebalancingTest {
    private static final Map<String, String> NOTHING = Map.of();
    private final Desk desk = new Desk();

    private static ErrorCode error(Desk.Heard<SyncGroup.Response> heard) {
        return ErrorCode.of(heard.reply().errorCode());
    }

    @Nested
    class Syncing {
        @Test
        void followers_wait_for_the_leader_and_get_their_part() {
            var first = desk.join(Hello.of(""));
            var second = desk.join(Hello.of(""));
            desk.pass(1000);
            String leader = first.reply().leader();
            String follower = leader.equals(first.reply().memberId())
                    ? second.reply().memberId()
                    : first.reply().memberId();
            var waiting = desk.sync(follower, 1, NOTHING);
            assertTrue(waiting.isWaiting());
            var led = desk.sync(leader, 1, Map.of(leader, "a", follower, "b"));
            assertEquals("a", text(led.reply().assignment()));
            assertEquals("b", text(waiting.reply().assignment()));
            assertEquals("range", waiting.reply().protocolName());
            assertEquals(GroupState.STABLE, desk.state());
        }

        @Test
        void a_member_the_leader_forgot_has_nothing() {
            var first = desk.join(Hello.of(""));
            var second = desk.join(Hello.of(""));
            desk.pass(1000);
            desk.sync(first.reply().leader(), 1, NOTHING);
            var other = desk.sync(second.reply().memberId(), 1, NOTHING);
            assertEquals("", text(other.reply().assignment()));
        }

        @Test
        void an_assignment_too_large_to_be_kept_is_refused_to_all_and_the_group_begins_anew() {
            var first = desk.join(Hello.of(""));
            var second = desk.join(Hello.of(""));
            desk.pass(1000);
            String leader = first.reply().leader();
            String follower = leader.equals(first.reply().memberId())
                    ? second.reply().memberId()
                    : first.reply().memberId();
            desk.mostBytes = 2000;
            var waiting = desk.sync(follower, 1, NOTHING);
            var led = desk.sync(leader, 1, Map.of(leader, "a".repeat(2000), follower, "b"));
            assertEquals(ErrorCode.UNKNOWN_SERVER_ERROR, error(led));
            assertEquals(ErrorCode.UNKNOWN_SERVER_ERROR, error(waiting));
            assertEquals(GroupState.PREPARING_REBALANCE, desk.state());
            var again = List.of(desk.join(Hello.of(leader)), desk.join(Hello.of(follower)));
            desk.assign(again);
            assertEquals(GroupState.STABLE, desk.state());
            assertEquals(2, again.get(0).reply().generationId());
        }

        @Test
        void may_be_repeated_while_stable() {
            var ids = desk.stable(2);
            assertEquals(
                    text(desk.sync(ids.get(1), 1, NOTHING).reply().assignment()),
                    text(desk.sync(ids.get(1), 1, NOTHING).reply().assignment()));
        }

        @Test
        void is_refused_to_strangers_other_generations_and_during_joins() {
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, error(desk.sync("x", 1, NOTHING)));
            var ids = desk.stable(2);
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, error(desk.sync("x", 1, NOTHING)));
            assertEquals(ErrorCode.ILLEGAL_GENERATION, error(desk.sync(ids.get(0), 2, NOTHING)));
            desk.join(Hello.of(ids.get(0)));
            assertEquals(ErrorCode.REBALANCE_IN_PROGRESS, error(desk.sync(ids.get(1), 1, NOTHING)));
        }

        @Test
        void is_refused_if_another_protocol_is_named() {
            var ids = desk.stable(1);
            var heard = new Desk.Heard<SyncGroup.Response>();
            var request = new SyncGroup.Request(Desk.GROUP, 1, ids.get(0), null, "consumer", "sticky", List.of());
            desk.take(io.ottla.coordinator.group.membership.Syncing.sync(desk.groups, request, heard, desk.now()));
            assertEquals(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, error(heard));
        }

        @Test
        void who_does_not_sync_in_time_is_out_and_the_others_join_again() {
            var first = desk.join(Hello.of(""));
            var second = desk.join(Hello.of(""));
            desk.pass(1000);
            String leader = first.reply().leader();
            String follower = second.reply().memberId();
            desk.sync(leader, 1, Map.of(leader, "a"));
            for (int i = 0; i < 10; i++) {
                desk.pass(Desk.REBALANCE_MS / 10);
                desk.heartbeat(leader, 1);
                desk.heartbeat(follower, 1);
            }
            assertEquals(GroupState.PREPARING_REBALANCE, desk.state());
            assertEquals(ErrorCode.REBALANCE_IN_PROGRESS, desk.heartbeat(leader, 1));
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, desk.heartbeat(follower, 1));
        }
    }

    @Nested
    class Heartbeats {
        @Test
        void keep_a_member_alive() {
            var ids = desk.stable(1);
            for (int i = 0; i < 20; i++) {
                desk.pass(Desk.SESSION_MS - 1);
                assertEquals(ErrorCode.NONE, desk.heartbeat(ids.get(0), 1));
            }
        }

        @Test
        void of_a_silent_member_are_missed_and_the_others_join_again() {
            var ids = desk.stable(2);
            desk.pass(Desk.SESSION_MS - 1);
            desk.heartbeat(ids.get(0), 1);
            desk.pass(1);
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, desk.heartbeat(ids.get(1), 1));
            assertEquals(ErrorCode.REBALANCE_IN_PROGRESS, desk.heartbeat(ids.get(0), 1));
            var again = desk.join(Hello.of(ids.get(0)));
            assertEquals(2, again.reply().generationId());
        }

        @Test
        void of_the_last_member_leave_an_empty_group_that_is_kept() {
            desk.stable(1);
            desk.pass(Desk.SESSION_MS + 1);
            assertEquals(GroupState.EMPTY, desk.state());
            assertEquals(2, desk.group().generation());
            desk.restart();
            assertEquals(GroupState.EMPTY, desk.state());
            assertEquals(2, desk.group().generation());
        }

        @Test
        void of_strangers_and_of_other_generations_are_refused() {
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, desk.heartbeat("x", 1));
            var ids = desk.stable(1);
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, desk.heartbeat("x", 1));
            assertEquals(ErrorCode.ILLEGAL_GENERATION, desk.heartbeat(ids.get(0), 0));
        }

        @Test
        void count_while_the_assignment_is_awaited() {
            var first = desk.join(Hello.of(""));
            desk.pass(1000);
            assertEquals(ErrorCode.NONE, desk.heartbeat(first.reply().memberId(), 1));
        }
    }

    @Nested
    class Leaves {
        @Test
        void of_one_member_call_the_others_to_join_again() {
            var ids = desk.stable(2);
            assertEquals(ErrorCode.NONE, desk.leave(ids.get(0)));
            assertEquals(ErrorCode.REBALANCE_IN_PROGRESS, desk.heartbeat(ids.get(1), 1));
            var again = desk.join(Hello.of(ids.get(1)));
            assertEquals(ids.get(1), again.reply().leader());
        }

        @Test
        void of_the_last_member_leave_the_group_empty() {
            var ids = desk.stable(1);
            desk.leave(ids.get(0));
            assertEquals(GroupState.EMPTY, desk.state());
        }

        @Test
        void may_be_several_each_with_its_own_answer() {
            var ids = desk.stable(3);
            assertEquals(
                    List.of(ErrorCode.NONE, ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.NONE, ErrorCode.UNKNOWN_MEMBER_ID),
                    desk.leave(
                            new LeaveGroup.Member(ids.get(0), null, null),
                            new LeaveGroup.Member("x", null, null),
                            new LeaveGroup.Member(ids.get(2), null, "tired"),
                            new LeaveGroup.Member(ids.get(2), null, "again")));
        }

        @Test
        void of_a_group_nobody_knows_are_refused() {
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, desk.leave("x"));
        }

        @Test
        void of_one_who_waits_to_join_answer_him() {
            var joining = desk.join(Hello.of("").rules(true, true));
            String id = joining.reply().memberId();
            var waiting = desk.join(Hello.of(id).rules(true, true));
            desk.leave(id);
            assertEquals(
                    ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.of(waiting.reply().errorCode()));
            desk.pass(1000);
            assertEquals(GroupState.EMPTY, desk.state());
        }
    }

    @Test
    void a_group_read_from_the_log_goes_on_where_it_was() {
        var ids = desk.stable(2);
        desk.restart();
        assertEquals(GroupState.STABLE, desk.state());
        assertEquals(ErrorCode.NONE, desk.heartbeat(ids.get(0), 1));
        assertEquals("p1", text(desk.sync(ids.get(1), 1, NOTHING).reply().assignment()));
        assertEquals(ids.get(0), desk.group().leader());
        desk.pass(Desk.SESSION_MS + 1);
        assertEquals(GroupState.EMPTY, desk.state());
    }

    @Test
    void a_group_that_has_become_too_large_while_it_was_away_rebalances() {
        desk.stable(3);
        var small = new Desk(new GroupSettings(3000, 6000, 1_800_000, 2, 4096, 1, 600_000));
        small.log.addAll(desk.log);
        small.restart();
        assertEquals(GroupState.PREPARING_REBALANCE, small.state());
    }
}
