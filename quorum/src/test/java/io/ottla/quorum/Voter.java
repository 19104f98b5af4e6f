package io.ottla.quorum;

import io.ottla.base.Clock;
import io.ottla.log.disk.NioDisk;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.metadata.MetadataLog;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One voter with a listener that folds what is committed as a controller would. The fields are its loop's. */
final class Voter implements MetadataLog.Listener {
    static final Uuid CLUSTER = new Uuid(0x1234_5678_4abcL, 0x8000_0000_0000_0007L);

    final int id;
    final ThreadLoop loop = new ThreadLoop();
    final RatisMetadataLog log;
    final List<String> committed = new ArrayList<>();
    final List<String> leaders = new ArrayList<>();
    private final Runnable onEvent;
    ClusterImage image = ClusterImage.EMPTY;
    int images;
    int epoch = -1;
    int lastEpoch = -1;
    long nextOffset;

    @Nullable
    String failure;

    Voter(
            int id,
            Collection<Integer> voters,
            Path directory,
            Network network,
            QuorumSettings settings,
            Runnable onEvent)
            throws IOException {
        this.id = id;
        this.onEvent = onEvent;
        Path metadata = directory.resolve("__cluster_metadata-0");
        var world =
                new RatisMetadataLog.World(id, CLUSTER, metadata, loop, Clock.system(), new NioDisk(), network.of(id));
        log = RatisMetadataLog.open(world, voters, settings);
        network.attach(id, log.service());
        loop.execute(() -> log.start(this));
    }

    boolean isLeader() {
        return loop.ask(() -> epoch >= 0);
    }

    long endOffset() {
        return loop.ask(() -> image.position().endOffset());
    }

    ClusterImage image() {
        return loop.ask(() -> image);
    }

    List<String> committed() {
        return loop.ask(() -> List.copyOf(committed));
    }

    /** Appends in the epoch this voter believes it leads in. */
    long append(List<MetadataChange> changes) {
        return loop.ask(() -> {
            long offset = log.append(epoch, changes);
            if (offset != MetadataLog.REFUSED) {
                nextOffset = offset + 1;
            }
            return offset;
        });
    }

    void close() {
        closing().join();
    }

    CompletableFuture<Void> closing() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        loop.execute(() -> log.close(() -> closed.complete(null)));
        return closed.whenComplete((nothing, failure) -> loop.close());
    }

    @Override
    public void onImage(ClusterImage newImage) {
        image = newImage;
        images++;
        onEvent.run();
    }

    @Override
    public void onCommitted(MetadataLog.Batch batch) {
        for (MetadataChange change : batch.changes()) {
            image = change.applyTo(image);
            committed.add(change.toString());
        }
        image = image.at(batch.position());
        log.mayForget(image);
        onEvent.run();
    }

    @Override
    public void onLeader(int newEpoch, long newNextOffset) {
        epoch = newEpoch;
        lastEpoch = newEpoch;
        nextOffset = newNextOffset;
        onEvent.run();
    }

    @Override
    public void onResigned() {
        epoch = -1;
        onEvent.run();
    }

    @Override
    public void onLeaderKnown(int leaderId, int inEpoch) {
        leaders.add(leaderId + "@" + inEpoch);
        onEvent.run();
    }

    @Override
    public void onFailed(String why) {
        failure = why;
        epoch = -1;
        onEvent.run();
    }
}
