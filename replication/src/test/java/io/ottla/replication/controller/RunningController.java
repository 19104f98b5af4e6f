package io.ottla.replication.controller;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.ottla.base.ManualLoop;
import io.ottla.base.ManualTime;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.session.Pace;
import io.ottla.replication.controller.session.Witness;
import io.ottla.replication.fixture.ManualBackground;
import io.ottla.replication.fixture.MemoryDisk;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.metadata.Bootstrap;
import io.ottla.replication.metadata.StandaloneMetadataLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A controller over a log on a disk in memory, on loops the test turns. */
final class RunningController {
    final MemoryDisk disk;
    final ManualTime time = new ManualTime();
    final ManualLoop loop = time.loop("controller");
    final ManualBackground background = new ManualBackground(time);
    final CommittedImage committed = new CommittedImage();
    final List<ImageDelta> seen = new ArrayList<>();
    final ControllerRef controller;
    final Controller room;

    @Nullable
    String failure;

    RunningController(MemoryDisk disk) throws IOException {
        this(disk, null, Witness.NONE);
    }

    /** @param pace null for a node that has the cluster for itself */
    RunningController(MemoryDisk disk, @Nullable Pace pace, Witness witness) throws IOException {
        this.disk = disk;
        var log = StandaloneMetadataLog.open(
                Path.of("/data/__cluster_metadata-0"),
                new StandaloneMetadataLog.World(1, loop, background, time.clock(), disk),
                StandaloneMetadataLog.SnapshotPolicy.defaults());
        Rules rules = new Rules(Cluster.ID, 3, 1, new Cluster.SomeConfigs(), Bootstrap.defaults(), new Random(1));
        Controller.Watch watch = pace == null ? null : new Controller.Watch(time.clock(), pace, witness);
        room = new Controller(new Controller.World(1, loop, log, committed), rules, watch, why -> failure = why);
        controller = room.ref();
        committed.follow(seen::add);
    }

    void start() {
        loop.within(room::start);
        time.settle();
    }

    void join() {
        start();
        controller.registerLocalBroker(Cluster.registration(1, -1, 0));
        time.settle();
    }

    @CanIgnoreReturnValue
    CompletableFuture<List<CreatedTopic>> create(String... names) {
        List<NewTopic> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(NewTopic.ofDefaults(name));
        }
        return controller.createTopics(topics, false).toCompletableFuture();
    }

    static boolean isRefused(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        return future.isCompletedExceptionally();
    }
}
