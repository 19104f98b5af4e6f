package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.controller.request.ConfigOp;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.fixture.MemoryDisk;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.ImageDelta;
import io.ottla.wire.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ControllerTest {
    private final RunningController it = new RunningController(new MemoryDisk());

    ControllerTest() throws IOException {}

    private static boolean isRefused(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        return future.isCompletedExceptionally();
    }

    @Test
    void a_new_cluster_begins_with_its_bootstrap_records() {
        it.start();
        ClusterImage image = it.committed.current();
        assertEquals(30, image.featureLevel(ClusterImage.METADATA_VERSION));
        assertEquals("1", image.configs().of(ConfigResource.allBrokers()).get("min.insync.replicas"));
        assertEquals(1, it.controller.activeId());
    }

    @Test
    void nobody_is_answered_before_it_is_on_disk_and_the_image_shows_it() {
        it.join();
        it.background.hold();
        CompletableFuture<List<CreatedTopic>> created = it.create("a");
        List<Boolean> shown = new ArrayList<>();
        var unused = created.thenAccept(
                reply -> shown.add(it.committed.current().topics().byName("a") != null));
        it.time.settle();
        assertFalse(created.isDone());
        assertNull(it.committed.current().topics().byName("a"));
        it.background.release();
        it.time.settle();
        assertEquals(List.of(true), shown);
        assertEquals(Outcome.DONE, created.join().get(0).outcome());
    }

    @Test
    void a_decision_sees_what_was_appended_before_it_and_its_answer_waits_for_that() {
        it.join();
        it.background.hold();
        it.create("a");
        CompletableFuture<List<CreatedTopic>> again = it.create("a");
        it.time.settle();
        assertFalse(again.isDone());
        it.background.release();
        it.time.settle();
        assertEquals(
                ErrorCode.TOPIC_ALREADY_EXISTS, again.join().get(0).outcome().error());
    }

    @Test
    void followers_are_told_of_every_step_in_order() {
        it.join();
        int before = it.seen.size();
        it.create("a", "b");
        it.create("c");
        it.time.settle();
        assertEquals(before + 2, it.seen.size());
        assertEquals(2, it.seen.get(before).topics().size());
        assertEquals(it.seen.get(before).after(), it.seen.get(before + 1).before());
        assertEquals(it.committed.current(), it.seen.get(before + 1).after());
    }

    @Test
    void one_who_follows_late_is_told_of_everything_at_once() {
        it.join();
        it.create("a");
        it.time.settle();
        List<ImageDelta> late = new ArrayList<>();
        it.loop.within(() -> it.committed.follow(late::add));
        assertEquals(1, late.get(0).topics().size());
        assertEquals(it.committed.current(), late.get(0).after());
    }

    @Test
    void a_controller_that_has_not_started_refuses() {
        CompletionStage<?> created = it.create("a");
        it.time.settle();
        assertTrue(isRefused(created));
        assertEquals(-1, it.controller.activeId());
    }

    @Test
    void when_the_log_fails_everybody_who_waits_learns_that_nothing_is_known() {
        it.join();
        it.background.hold();
        CompletionStage<?> created = it.create("a");
        it.time.settle();
        it.disk.failWith("Input/output error");
        it.background.release();
        it.time.settle();
        assertTrue(isRefused(created));
        assertNotNull(it.failure);
        assertNull(it.committed.current().topics().byName("a"));
        CompletionStage<?> after = it.create("b");
        it.time.settle();
        assertTrue(isRefused(after));
    }

    @Test
    void a_restart_goes_on_where_the_log_ends() throws IOException {
        it.join();
        it.create("a");
        it.controller.incrementalAlterConfigs(
                Map.of(ConfigResource.topic("a"), List.of(new ConfigOp(ConfigOp.Kind.SET, "retention.ms", "9"))),
                false);
        it.time.settle();
        long epoch = it.committed.current().nodes().alive().get(0).epoch();
        RunningController next = new RunningController(it.disk.afterCrash());
        next.start();
        assertEquals(it.committed.current().topics(), next.committed.current().topics());
        assertEquals("9", next.committed.current().configs().ofTopic("a").get("retention.ms"));
        CompletableFuture<Registered> registered = next.controller
                .registerLocalBroker(Cluster.registration(1, epoch, 1))
                .toCompletableFuture();
        next.time.settle();
        assertTrue(registered.join().brokerEpoch() > epoch);
        assertEquals(it.committed.current().topics(), next.committed.current().topics());
    }

    @Test
    void close_answers_those_who_wait_first() {
        it.join();
        CompletableFuture<List<CreatedTopic>> created = it.create("a");
        boolean[] closed = {false};
        it.loop.within(() -> it.room.close(() -> closed[0] = true));
        it.time.settle();
        assertTrue(closed[0]);
        assertTrue(created.isDone());
    }
}
