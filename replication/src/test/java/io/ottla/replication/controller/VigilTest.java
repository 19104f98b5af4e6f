package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.controller.session.Pace;
import io.ottla.replication.controller.session.Witness;
import io.ottla.replication.controller.session.Witness.Sighting;
import io.ottla.replication.fixture.MemoryDisk;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class VigilTest {
    private static final Duration SESSION = Duration.ofSeconds(9);
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration BALANCE = Duration.ofMinutes(5);

    private final MemoryDisk disk = new MemoryDisk();
    private Sighting sighting = Sighting.UNCLEAR;
    private int looks;
    private RunningController running;

    VigilTest() throws IOException {
        running = start();
    }

    private RunningController start() throws IOException {
        Witness witness = (broker, told) -> {
            looks++;
            told.accept(sighting);
        };
        RunningController controller =
                new RunningController(disk, new Pace(SESSION, GRACE, BALANCE, Duration.ZERO), witness);
        controller.start();
        return controller;
    }

    private <T> T settled(CompletionStage<T> stage) {
        running.time.settle();
        return stage.toCompletableFuture().join();
    }

    private Registered register(int id, int incarnation) {
        return settled(running.controller.registerBroker(Cluster.registration(id, -1, incarnation)));
    }

    private HeartbeatReply beat(int id) {
        return settled(running.controller.heartbeat(Cluster.alive(id, broker(id).epoch())));
    }

    private BrokerImage broker(int id) {
        BrokerImage broker = running.committed.current().nodes().broker(id);
        if (broker == null) {
            throw new AssertionError("no broker " + id);
        }
        return broker;
    }

    private PartitionImage partition() {
        return List.copyOf(running.committed.current().topics().all())
                .get(0)
                .partitions()
                .get(0);
    }

    private void threeWithATopic() {
        for (int id = 1; id <= 3; id++) {
            register(id, 0);
            beat(id);
        }
        settled(running.controller.createTopics(
                List.of(new NewTopic("t", -1, -1, Map.of(0, List.of(1, 2, 3)), Map.of())), false));
    }

    private void pass(Duration time, int... alive) {
        for (long left = time.toMillis(); left > 0; left -= 500) {
            running.time.advance(Duration.ofMillis(Math.min(500, left)));
            for (int id : alive) {
                beat(id);
            }
        }
    }

    @Test
    void a_silent_broker_is_fenced_after_the_session_timeout_and_the_others_are_not() {
        threeWithATopic();
        pass(SESSION.minusMillis(1), 2, 3);
        assertFalse(broker(1).fenced());
        pass(Duration.ofMillis(500), 2, 3);
        assertTrue(broker(1).fenced());
        assertEquals(2, partition().leader());
        pass(SESSION.multipliedBy(3), 2, 3);
        assertFalse(broker(2).fenced());
        assertFalse(broker(3).fenced());
    }

    @Test
    void one_whose_process_is_gone_is_fenced_as_soon_as_that_is_seen() {
        threeWithATopic();
        sighting = Sighting.GONE;
        running.controller.brokerGone(1, broker(1).epoch());
        running.time.advance(Duration.ofMillis(1));
        assertTrue(broker(1).fenced());
        assertEquals(2, partition().leader());
        assertEquals(ErrorCode.NONE, register(1, 1).outcome().error(), "another process takes its place at once");
    }

    @Test
    void one_that_is_there_keeps_its_session_whatever_its_connection_does() {
        threeWithATopic();
        sighting = Sighting.THERE;
        running.controller.brokerGone(1, broker(1).epoch());
        pass(SESSION.minusMillis(1), 2, 3);
        assertFalse(broker(1).fenced());
    }

    @Test
    void one_of_whom_nobody_knows_has_the_grace_to_be_heard_of_again() {
        threeWithATopic();
        running.controller.brokerGone(1, broker(1).epoch());
        running.controller.brokerGone(2, broker(2).epoch());
        pass(GRACE.minusMillis(1), 2, 3);
        assertFalse(broker(1).fenced());
        pass(Duration.ofMillis(1), 2, 3);
        assertTrue(broker(1).fenced());
        assertFalse(broker(2).fenced());
    }

    @Test
    void the_connection_of_a_process_of_before_means_nothing() {
        threeWithATopic();
        sighting = Sighting.GONE;
        running.controller.brokerGone(1, broker(1).epoch() - 1);
        running.controller.brokerGone(7, 0);
        pass(Duration.ofSeconds(1), 2, 3);
        assertFalse(broker(1).fenced());
    }

    @Test
    void a_second_process_is_refused_while_the_first_is_heard_of() {
        register(1, 0);
        beat(1);
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    ErrorCode.DUPLICATE_BROKER_REGISTRATION,
                    register(1, 1).outcome().error());
            pass(Duration.ofSeconds(2), 1);
        }
        assertFalse(broker(1).fenced());
    }

    @Test
    void a_second_process_waits_for_the_first_no_longer_than_the_first_waits_between_heartbeats() {
        register(1, 0);
        beat(1);
        running.time.advance(Duration.ofSeconds(1));
        assertEquals(
                ErrorCode.DUPLICATE_BROKER_REGISTRATION,
                register(1, 1).outcome().error());
        running.time.advance(GRACE.minusSeconds(1));
        assertTrue(broker(1).fenced());
        assertEquals(ErrorCode.NONE, register(1, 1).outcome().error());
    }

    @Test
    void a_new_controller_gives_everybody_a_whole_session_but_looks_who_is_there() throws IOException {
        threeWithATopic();
        running.time.advance(SESSION.minusMillis(1));
        looks = 0;
        running = start();
        assertEquals(2, looks, "it need not look after itself");
        running.time.advance(SESSION.minusMillis(1));
        assertFalse(broker(1).fenced());
        sighting = Sighting.GONE;
        running = start();
        running.time.advance(Duration.ofMillis(1));
        assertTrue(broker(2).fenced());
        assertTrue(broker(3).fenced());
        assertEquals(1, partition().leader());
    }

    @Test
    void a_controller_that_was_held_up_fences_nobody_for_its_own_sleep() {
        threeWithATopic();
        running.time.sleep(SESSION.multipliedBy(2));
        running.time.advance(Duration.ZERO);
        assertFalse(broker(1).fenced());
        running.time.advance(SESSION);
        assertTrue(broker(1).fenced());
    }

    @Test
    void one_that_leaves_goes_when_the_others_have_read_of_it_and_may_come_back_at_once() {
        threeWithATopic();
        long epoch = broker(1).epoch();
        var leaving = new Heartbeat(1, epoch, epoch, false, true, List.of(), null);
        assertFalse(settled(running.controller.heartbeat(leaving)).shouldShutDown());
        assertEquals(2, partition().leader());
        assertFalse(settled(running.controller.heartbeat(leaving)).shouldShutDown());
        for (int id = 2; id <= 3; id++) {
            settled(running.controller.heartbeat(new Heartbeat(
                    id,
                    broker(id).epoch(),
                    running.committed.current().position().endOffset() - 1,
                    false,
                    false,
                    List.of(),
                    null)));
        }
        assertTrue(settled(running.controller.heartbeat(leaving)).shouldShutDown());
        assertTrue(broker(1).fenced());
        assertEquals(ErrorCode.NONE, register(1, 1).outcome().error());
    }

    @Test
    void first_replicas_lead_again_after_a_round_of_elections() {
        threeWithATopic();
        settled(running.controller.unseatLeader(new TopicPartition("t", 0)));
        assertEquals(PartitionImage.NO_LEADER, partition().leader());
        pass(BALANCE, 1, 2, 3);
        assertEquals(1, partition().leader());
    }

    @Test
    void a_controller_that_is_none_any_more_has_no_timer() {
        threeWithATopic();
        running.loop.within(running.room::onResigned);
        pass(SESSION.multipliedBy(2));
        running.time.advance(BALANCE.multipliedBy(2));
        assertEquals(0, running.time.timersSet());
        assertFalse(broker(1).fenced());
    }
}
