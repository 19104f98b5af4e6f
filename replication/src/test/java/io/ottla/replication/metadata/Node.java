package io.ottla.replication.metadata;

import io.ottla.base.ManualLoop;
import io.ottla.base.ManualTime;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.fixture.ManualBackground;
import io.ottla.replication.fixture.MemoryDisk;
import io.ottla.replication.image.ClusterImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A standalone metadata log on a disk in memory, with a listener that folds what is committed as a controller would. */
final class Node implements MetadataLog.Listener {
    static final Path DIRECTORY = Path.of("/data/__cluster_metadata-0");

    final ManualTime time = new ManualTime();
    final ManualLoop loop = time.loop("controller");
    final ManualBackground background = new ManualBackground(time);
    final MemoryDisk disk;
    final StandaloneMetadataLog log;
    final List<Long> committedEnds = new ArrayList<>();
    ClusterImage image = ClusterImage.EMPTY;
    int epoch;
    long nextOffset;

    @Nullable
    String failure;

    Node(MemoryDisk disk, StandaloneMetadataLog.SnapshotPolicy policy) throws IOException {
        this.disk = disk;
        this.log = StandaloneMetadataLog.open(
                DIRECTORY, new StandaloneMetadataLog.World(1, loop, background, time.clock(), disk), policy);
    }

    static Node on(MemoryDisk disk) throws IOException {
        return new Node(disk, StandaloneMetadataLog.SnapshotPolicy.defaults());
    }

    Node start() {
        loop.within(() -> log.start(this));
        time.settle();
        return this;
    }

    /** Appends without waiting. */
    long append(List<MetadataChange> changes) {
        long[] offset = {0};
        loop.within(() -> offset[0] = log.append(epoch, changes));
        return offset[0];
    }

    /** Appends, and waits for the commit. */
    long commit(List<MetadataChange> changes) {
        long offset = append(changes);
        time.settle();
        return offset;
    }

    @Override
    public void onImage(ClusterImage newImage) {
        image = newImage;
    }

    @Override
    public void onCommitted(MetadataLog.Batch batch) {
        for (MetadataChange change : batch.changes()) {
            image = change.applyTo(image);
        }
        image = image.at(batch.position());
        committedEnds.add(batch.position().endOffset());
        log.mayForget(image);
    }

    @Override
    public void onLeader(int newEpoch, long newNextOffset) {
        epoch = newEpoch;
        nextOffset = newNextOffset;
    }

    @Override
    public void onResigned() {
        throw new AssertionError("a standalone log does not resign");
    }

    @Override
    public void onFailed(String why) {
        failure = why;
    }
}
