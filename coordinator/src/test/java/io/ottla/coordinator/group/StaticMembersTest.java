package io.ottla.coordinator.group;

import static io.ottla.coordinator.group.Desk.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.coordinator.group.Desk.Heard;
import io.ottla.coordinator.group.Desk.Hello;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.JoinGroup;
import io.ottla.wire.message.group.LeaveGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** KIP-345 and what came after it. */
class StaticMembersTest {
    private static final Map<String, String> NOTHING = Map.of();
    private final Desk desk = new Desk();

    private static Hello hello(String instance) {
        return Hello.of("").instance(instance);
    }

    /** Two of them, "one" leading; their ids. */
    private List<String> stable() {
        var one = desk.join(hello("one"));
        var two = desk.join(hello("two"));
        desk.pass(1000);
        desk.assign(List.of(one, two));
        return List.of(one.reply().memberId(), two.reply().memberId());
    }

    @Test
    void one_that_comes_back_has_what_it_had_and_nobody_else_notices() {
        var ids = stable();
        Heard<JoinGroup.Response> back = desk.join(hello("two"));
        assertEquals(1, back.reply().generationId());
        assertNotEquals(ids.get(1), back.reply().memberId());
        assertEquals(GroupState.STABLE, desk.state());
        assertEquals(ErrorCode.NONE, desk.heartbeat(ids.get(0), "one", 1));
        assertEquals(
                "p1",
                text(desk.sync(back.reply().memberId(), "two", 1, NOTHING)
                        .reply()
                        .assignment()));
    }

    @Test
    void a_leader_that_comes_back_is_told_to_leave_the_assignment_as_it_is() {
        stable();
        var back = desk.join(hello("one"));
        assertTrue(back.reply().skipAssignment());
        assertEquals(back.reply().memberId(), back.reply().leader());
        assertEquals(2, back.reply().members().size());
    }

    @Test
    void a_leader_that_cannot_be_told_so_believes_that_another_leads() {
        var ids = stable();
        var back = desk.join(hello("one").rules(true, false));
        assertFalse(back.reply().skipAssignment());
        assertEquals(ids.get(0), back.reply().leader());
        assertEquals(List.of(), back.reply().members());
    }

    @Test
    void its_new_id_is_kept() {
        stable();
        var back = desk.join(hello("two"));
        desk.restart();
        assertEquals(ErrorCode.NONE, desk.heartbeat(back.reply().memberId(), "two", 1));
    }

    @Test
    void the_one_that_was_replaced_is_fenced() {
        var ids = stable();
        desk.join(hello("two"));
        assertEquals(ErrorCode.FENCED_INSTANCE_ID, desk.heartbeat(ids.get(1), "two", 1));
        assertEquals(ErrorCode.UNKNOWN_MEMBER_ID, desk.heartbeat(ids.get(1), 1));
        assertEquals(ErrorCode.FENCED_INSTANCE_ID, desk.commit(ids.get(1), "two", 1, "t", 5, ""));
        assertEquals(
                ErrorCode.FENCED_INSTANCE_ID,
                ErrorCode.of(desk.sync(ids.get(1), "two", 1, NOTHING).reply().errorCode()));
        assertEquals(
                ErrorCode.FENCED_INSTANCE_ID,
                ErrorCode.of(
                        desk.join(Hello.of(ids.get(1)).instance("two")).reply().errorCode()));
    }

    @Test
    void one_that_waits_is_fenced_at_once_when_it_is_replaced() {
        var waiting = desk.join(hello("one"));
        var back = desk.join(hello("one"));
        assertEquals(ErrorCode.FENCED_INSTANCE_ID, ErrorCode.of(waiting.reply().errorCode()));
        desk.pass(1000);
        assertEquals(1, back.reply().generationId());
        assertEquals(1, back.reply().members().size());
    }

    @Test
    void one_that_comes_back_with_other_protocols_calls_a_rebalance() {
        stable();
        var back = desk.join(hello("two").offering("sticky", "range"));
        assertEquals(1, back.reply().generationId(), "range still wins");
        desk.join(hello("one").offering("sticky", "range"));
        assertEquals(GroupState.PREPARING_REBALANCE, desk.state());
    }

    @Test
    void one_that_is_replaced_while_the_assignment_is_awaited_calls_a_rebalance() {
        desk.join(hello("one"));
        desk.join(hello("two"));
        desk.pass(1000);
        desk.join(hello("two"));
        assertEquals(GroupState.PREPARING_REBALANCE, desk.state());
    }

    @Test
    void one_that_does_not_come_in_time_stays_until_its_session_ends() {
        var ids = stable();
        var again = desk.join(Hello.of(ids.get(0)).instance("one"));
        for (int i = 0; i < 10; i++) {
            desk.pass(Desk.REBALANCE_MS / 10);
            desk.heartbeat(ids.get(1), "two", 1);
        }
        assertEquals(2, again.reply().generationId());
        assertEquals(2, again.reply().members().size());
    }

    @Test
    void administrators_name_the_instance_only() {
        stable();
        assertEquals(
                List.of(ErrorCode.NONE, ErrorCode.UNKNOWN_MEMBER_ID),
                desk.leave(new LeaveGroup.Member("", "two", null), new LeaveGroup.Member("", "three", null)));
        assertEquals(1, desk.group().members().size());
    }
}
