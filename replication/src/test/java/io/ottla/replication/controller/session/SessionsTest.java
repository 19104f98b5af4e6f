package io.ottla.replication.controller.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.controller.session.Sessions.Expired;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.NodesImage;
import io.ottla.wire.Uuid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final long TIMEOUT_MS = 9_000;

    private final Sessions sessions = new Sessions(TIMEOUT_MS);

    private static BrokerImage broker(int id, boolean fenced, boolean leaving) {
        return new BrokerImage(
                id, 10 + id, new Uuid(id, 0), List.of(), Map.of(), null, fenced, leaving, List.of(), null);
    }

    private static NodesImage nodes(BrokerImage... brokers) {
        NodesImage nodes = NodesImage.EMPTY;
        for (BrokerImage broker : brokers) {
            nodes = nodes.with(broker);
        }
        return nodes;
    }

    @Test
    void a_session_ends_when_the_broker_was_silent_for_the_timeout() {
        sessions.heard(1, 11, 5, 0);
        sessions.heard(1, 11, 6, 4_000);
        assertTrue(sessions.isOpen(1, 11, 12_999));
        assertEquals(Optional.empty(), sessions.poll(12_999));
        assertFalse(sessions.isOpen(1, 11, 13_000));
        assertEquals(Optional.of(new Expired(1, 11, TIMEOUT_MS)), sessions.poll(13_000));
        assertEquals(Optional.empty(), sessions.poll(99_999));
    }

    @Test
    void a_new_process_has_a_session_of_its_own() {
        sessions.heard(1, 11, 5, 0);
        sessions.registered(1, 20, 8_000);
        assertFalse(sessions.isOpen(1, 11, 8_000));
        assertEquals(Optional.empty(), sessions.poll(9_500));
        assertTrue(sessions.isOpen(1, 20, 9_500));
    }

    @Test
    void a_hurried_session_ends_early_unless_the_broker_is_heard_of_again() {
        sessions.heard(1, 11, 5, 0);
        sessions.hurry(1, 99, 100);
        assertEquals(Optional.empty(), sessions.poll(100));
        sessions.hurry(1, 11, 1_000);
        sessions.heard(1, 11, 5, 500);
        assertEquals(Optional.empty(), sessions.poll(1_000));
        sessions.hurry(1, 11, 2_000);
        assertEquals(Optional.of(new Expired(1, 11, 1_500)), sessions.poll(2_000));
    }

    @Test
    void whoever_becomes_the_controller_gives_everybody_that_leads_a_whole_session() {
        sessions.heard(3, 13, 5, 0);
        sessions.begin(nodes(broker(1, false, false), broker(2, true, false)), 5_000);
        assertTrue(sessions.isOpen(1, 11, 13_999));
        assertFalse(sessions.isOpen(2, 12, 5_000));
        assertFalse(sessions.isOpen(3, 13, 5_000));
    }

    @Test
    void others_have_read_once_everyone_who_may_lead_is_past_what_was_handed_over() {
        NodesImage nodes = nodes(broker(1, false, true), broker(2, false, false), broker(3, true, false));
        sessions.heard(1, 11, 50, 0);
        sessions.heard(2, 12, 50, 0);
        assertFalse(sessions.haveOthersRead(nodes, 1));
        sessions.leaves(1, 11, 60);
        sessions.leaves(1, 11, 70);
        assertFalse(sessions.haveOthersRead(nodes, 1));
        sessions.heard(2, 12, 60, 1);
        assertTrue(sessions.haveOthersRead(nodes, 1));
    }
}
