package io.ottla.quorum;

import io.ottla.base.Clock;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.disk.NioDisk;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.metadata.MetadataLog;
import io.ottla.replication.metadata.StandaloneMetadataLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A node that stands alone. The fields are its loop's. */
final class Alone implements MetadataLog.Listener {
    int epoch;
    private final ThreadLoop loop = new ThreadLoop();
    private final StandaloneMetadataLog log;
    private final CompletableFuture<Boolean> leads = new CompletableFuture<>();
    private final CompletableFuture<Boolean> committed = new CompletableFuture<>();

    Alone(Path metadata) throws IOException {
        BackgroundWork atOnce = new BackgroundWork() {
            @Override
            public void execute(Lane lane, Runnable task) {
                task.run();
            }
        };
        var world = new StandaloneMetadataLog.World(1, loop, atOnce, Clock.system(), new NioDisk());
        log = StandaloneMetadataLog.open(metadata, world, StandaloneMetadataLog.SnapshotPolicy.defaults());
        loop.execute(() -> log.start(this));
    }

    /** Appends and waits until that is on disk; the offset of the last. */
    long append(List<MetadataChange> changes) {
        leads.join();
        long last = loop.ask(() -> log.append(epoch, changes));
        committed.join();
        return last;
    }

    void close() {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        loop.execute(() -> log.close(() -> closed.complete(true)));
        closed.join();
        loop.close();
    }

    @Override
    public void onImage(ClusterImage image) {}

    @Override
    public void onCommitted(MetadataLog.Batch batch) {
        committed.complete(true);
    }

    @Override
    public void onLeader(int newEpoch, long nextOffset) {
        epoch = newEpoch;
        leads.complete(true);
    }

    @Override
    public void onResigned() {}

    @Override
    public void onFailed(String why) {
        committed.completeExceptionally(new AssertionError(why));
    }
}
