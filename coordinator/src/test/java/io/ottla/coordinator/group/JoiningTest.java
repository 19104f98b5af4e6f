package io.ottla.coordinator.group;

import static io.ottla.coordinator.group.Desk.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.coordinator.group.Desk.Heard;
import io.ottla.coordinator.group.Desk.Hello;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.JoinGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JoiningTest {
    private static final Map<String, String> NONE = Map.of();
    private final Desk desk = new Desk();

    private static ErrorCode error(Heard<JoinGroup.Response> heard) {
        return ErrorCode.of(heard.reply().errorCode());
    }

    @Nested
    class A_new_group {
        @Test
        void begins_once_joins_have_gone_quiet() {
            var first = desk.join(Hello.of(""));
            desk.pass(100);
            var second = desk.join(Hello.of(""));
            desk.pass(249);
            assertTrue(first.isWaiting() && second.isWaiting());
            desk.pass(1);
            assertEquals(1, first.reply().generationId());
            assertEquals(first.reply().memberId(), second.reply().leader());
            assertEquals(2, first.reply().members().size());
            assertEquals(List.of(), second.reply().members());
            assertEquals("range", second.reply().protocolName());
            assertEquals("consumer", second.reply().protocolType());
            assertEquals(GroupState.COMPLETING_REBALANCE, desk.state());
        }

        @Test
        void waits_longer_where_members_come_slowly() {
            var first = desk.join(Hello.of(""));
            desk.pass(240);
            desk.join(Hello.of(""));
            desk.pass(479);
            assertTrue(first.isWaiting());
            desk.pass(1);
            assertEquals(1, first.reply().generationId());
        }

        @Test
        void waits_for_clients_that_have_asked_where_to_go_but_not_for_ever() {
            desk.seek("other");
            desk.seek(Desk.CLIENT);
            var first = desk.join(Hello.of(""));
            desk.pass(2900);
            assertTrue(first.isWaiting());
            desk.pass(500);
            assertEquals(1, first.reply().generationId());
        }

        @Test
        void does_not_wait_for_the_one_who_has_come() {
            desk.seek(Desk.CLIENT);
            var first = desk.join(Hello.of(""));
            desk.pass(250);
            assertEquals(1, first.reply().generationId());
        }

        @Test
        void does_not_wait_longer_than_its_members_may() {
            List<Heard<JoinGroup.Response>> joins = new ArrayList<>();
            for (int i = 0; i < Desk.REBALANCE_MS / 200 - 1; i++) {
                joins.add(desk.join(Hello.of("")));
                desk.pass(200);
            }
            assertTrue(joins.get(0).isWaiting());
            desk.join(Hello.of(""));
            desk.pass(200);
            assertFalse(joins.get(0).isWaiting());
        }

        @Test
        void waits_for_those_who_were_given_an_id_but_not_for_ever() {
            var given = desk.join(Hello.of("").rules(true, true));
            assertEquals(ErrorCode.MEMBER_ID_REQUIRED, error(given));
            var joined = desk.join(Hello.of(given.reply().memberId()).rules(true, true));
            desk.pass(100);
            desk.join(Hello.of("").rules(true, true));
            desk.pass(2000);
            assertTrue(joined.isWaiting());
            desk.pass(1500);
            assertEquals(1, joined.reply().generationId());
        }

        @Test
        void begins_at_once_where_no_delay_is_set() {
            var eager = new Desk(new GroupSettings(0, 6000, 1_800_000, 100, 4096, 1, 600_000));
            var joined = eager.join(Hello.of(""));
            eager.pass(0);
            assertEquals(1, joined.reply().generationId());
        }

        @Test
        void is_known_after_a_restart_although_nobody_has_finished_joining() {
            desk.join(Hello.of(""));
            desk.restart();
            assertEquals(GroupState.EMPTY, desk.state());
        }
    }

    @Nested
    class Refused {
        @Test
        void a_session_timeout_outside_the_bounds() {
            assertEquals(
                    ErrorCode.INVALID_SESSION_TIMEOUT,
                    error(desk.join(Hello.of("").session(5999))));
            assertEquals(
                    ErrorCode.INVALID_SESSION_TIMEOUT,
                    error(desk.join(Hello.of("").session(1_800_001))));
            assertEquals(GroupState.DEAD, desk.state());
        }

        @Test
        void a_group_without_a_name() {
            assertEquals(ErrorCode.INVALID_GROUP_ID, error(desk.join("", Hello.of(""))));
        }

        @Test
        void an_id_nobody_has_given() {
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, error(desk.join(Hello.of("x"))));
            desk.stable(1);
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, error(desk.join(Hello.of("x"))));
        }

        @Test
        void what_cannot_be_assigned_together_with_the_others() {
            assertEquals(
                    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
                    error(desk.join(Hello.of("").offering())));
            assertEquals(
                    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
                    error(desk.join(Hello.of("").type(""))));
            desk.stable(2);
            assertEquals(
                    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
                    error(desk.join(Hello.of("").offering("sticky"))));
            assertEquals(
                    ErrorCode.INCONSISTENT_GROUP_PROTOCOL,
                    error(desk.join(Hello.of("").type("connect"))));
            assertEquals(GroupState.STABLE, desk.state());
        }

        @Test
        void more_members_than_a_group_may_have() {
            var small = new Desk(new GroupSettings(3000, 6000, 1_800_000, 2, 4096, 1, 600_000));
            small.stable(2);
            var third = small.join(Hello.of(""));
            assertEquals(ErrorCode.GROUP_MAX_SIZE_REACHED, error(third));
            assertEquals("", third.reply().memberId());
            assertEquals(2, small.group().members().size());
        }
    }

    @Nested
    class Joining_again {
        @Test
        void a_follower_that_says_the_same_stays_in_its_generation() {
            var ids = desk.stable(2);
            var again = desk.join(Hello.of(ids.get(1)));
            assertEquals(1, again.reply().generationId());
            assertEquals(GroupState.STABLE, desk.state());
        }

        @Test
        void a_leader_calls_a_rebalance() {
            var ids = desk.stable(2);
            var again = desk.join(Hello.of(ids.get(0)));
            assertEquals(GroupState.PREPARING_REBALANCE, desk.state());
            assertEquals(ErrorCode.REBALANCE_IN_PROGRESS, desk.heartbeat(ids.get(1), 1));
            var other = desk.join(Hello.of(ids.get(1)));
            assertEquals(2, again.reply().generationId());
            assertEquals(2, again.reply().members().size());
            assertEquals(2, other.reply().generationId());
        }

        @Test
        void a_member_that_says_something_else_calls_a_rebalance() {
            var ids = desk.stable(2);
            desk.join(Hello.of(ids.get(1)).offering("roundrobin", "range"));
            assertEquals(GroupState.PREPARING_REBALANCE, desk.state());
        }

        @Test
        void while_the_assignment_is_awaited_the_answer_is_the_same_again() {
            var first = desk.join(Hello.of(""));
            desk.pass(1000);
            var again = desk.join(Hello.of(first.reply().memberId()));
            assertEquals(first.reply(), again.reply());
            assertEquals(GroupState.COMPLETING_REBALANCE, desk.state());
        }

        @Test
        void who_does_not_come_in_time_is_out() {
            var ids = desk.stable(3);
            var again = desk.join(Hello.of(ids.get(0)));
            desk.join(Hello.of(ids.get(1)));
            for (int i = 0; i < 10; i++) {
                desk.pass(Desk.REBALANCE_MS / 10);
                desk.heartbeat(ids.get(2), 1);
            }
            assertEquals(2, again.reply().generationId());
            assertEquals(2, again.reply().members().size());
            assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, desk.heartbeat(ids.get(2), 1));
        }

        @Test
        void another_leads_if_the_leader_does_not_come() {
            var ids = desk.stable(2);
            var again = desk.join(Hello.of(ids.get(1)).offering("range", "sticky"));
            desk.pass(Desk.REBALANCE_MS);
            assertEquals(ids.get(1), again.reply().leader());
            assertEquals(1, again.reply().members().size());
        }
    }

    @Test
    void a_new_member_calls_a_rebalance_and_those_who_wait_for_an_assignment_hear_of_it_at_once() {
        var first = desk.join(Hello.of(""));
        var second = desk.join(Hello.of(""));
        desk.pass(1000);
        String follower = second.reply().memberId();
        var waiting = desk.sync(follower, 1, NONE);
        desk.join(Hello.of(""));
        assertEquals(
                ErrorCode.REBALANCE_IN_PROGRESS, ErrorCode.of(waiting.reply().errorCode()));
        assertEquals(GroupState.PREPARING_REBALANCE, desk.state());
        assertEquals(ErrorCode.NONE, error(first));
    }

    @Test
    void the_protocol_most_members_like_best_is_used_if_all_have_it() {
        var first = desk.join(Hello.of("").offering("a", "b"));
        desk.join(Hello.of("").offering("b", "a", "c"));
        desk.join(Hello.of("").offering("c", "b", "a"));
        desk.pass(1000);
        assertEquals("b", first.reply().protocolName());
        var metadata = first.reply().members().get(0).metadata();
        assertEquals(text(Desk.subscription("t")), text(metadata));
    }

    @Test
    void an_id_nobody_joins_with_is_forgotten_after_its_session() {
        var given = desk.join(Hello.of("").rules(true, true));
        desk.pass(Desk.SESSION_MS + 1);
        assertEquals(
                ErrorCode.UNKNOWN_MEMBER_ID,
                error(desk.join(Hello.of(given.reply().memberId()).rules(true, true))));
    }
}
