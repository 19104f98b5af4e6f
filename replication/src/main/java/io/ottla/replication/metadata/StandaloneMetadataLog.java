package io.ottla.replication.metadata;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.disk.Disk;
import io.ottla.replication.change.LogMark;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import io.ottla.wire.batch.ControlRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata log of a node that needs nobody's consent: committed is what is on disk. Lives on the controller's loop; writing and
 * fsync happen in the background, one write at a time. What is appended while one is under way goes into the next as a single record
 * batch: so a crash can tear nothing but the last batch of the file.
 *
 * <p>Each start is a new epoch, which the log itself says first of all (a LeaderChange record).
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class StandaloneMetadataLog implements MetadataLog {
    private static final Logger LOG = LoggerFactory.getLogger(StandaloneMetadataLog.class);

    /** In the log's directory: the log of a voter. */
    private static final String QUORUM = "quorum";

    private final World world;
    private final SnapshotPolicy policy;
    private final MetadataFiles files;
    private final Map<ControlRecords.Type, ByteBuffer> kept;
    private final boolean wasInTransaction;
    private final int epoch;
    private final ArrayDeque<Barrier> barriers = new ArrayDeque<>();
    private @Nullable ClusterImage initial;
    private @Nullable Listener listener;
    private List<Entry> gathered = new ArrayList<>();
    private long nextOffset;
    private RecordVersions versions;

    /** Where the last batch ends that is on disk. */
    private long wholeBatchesEnd;

    private boolean isPosted;
    private boolean isWriting;
    /** Closed, or failed: nothing is taken or written any more. */
    private boolean hasEnded;

    private @Nullable Runnable onClosed;

    private long bytesSinceSnapshot;
    private long lastSnapshotMs;
    private boolean isSnapshotting;
    private boolean mustRoll;
    private Snapshot.@Nullable Id toPruneTo;

    /** What the log needs of the world. */
    public record World(int nodeId, Loop loop, BackgroundWork background, Clock clock, Disk disk) {}

    /**
     * When the log is replaced by a snapshot.
     *
     * @param afterBytes metadata.log.max.record.bytes.between.snapshots
     * @param afterMs metadata.log.max.snapshot.interval.ms; 0 for never
     */
    public record SnapshotPolicy(long afterBytes, long afterMs) {
        public static SnapshotPolicy defaults() {
            return new SnapshotPolicy(20 << 20, 3_600_000);
        }
    }

    /** One append: its changes, and the same as the values of records. */
    private record Entry(List<MetadataChange> changes, List<ByteBuffer> values, long endOffset) {}

    private record Barrier(long endOffset, Runnable onLoop) {}

    private StandaloneMetadataLog(World world, SnapshotPolicy policy, MetadataFiles.Opened opened) {
        ClusterImage image = opened.loader().image();
        this.world = world;
        this.policy = policy;
        this.files = opened.files();
        this.kept = opened.loader().kept();
        this.wasInTransaction = opened.loader().isInTransaction();
        this.epoch = opened.epoch() + 1;
        this.initial = image;
        this.nextOffset = image.position().endOffset();
        this.versions = RecordVersions.of(image);
        this.bytesSinceSnapshot = opened.bytesSinceSnapshot();
        this.lastSnapshotMs = world.clock().wallMs();
    }

    /**
     * Reads what is in {@code directory} ({@code __cluster_metadata-0}), which is made if it is not there. Blocks; before the loops
     * run.
     *
     * @throws CorruptMetadata if what is there is damaged, in one line for a person
     * @throws IOException if the disk refuses
     */
    public static StandaloneMetadataLog open(Path directory, World world, SnapshotPolicy policy) throws IOException {
        Path quorum = directory.resolve(QUORUM);
        if (world.disk().exists(quorum)) {
            throw new CorruptMetadata("Node " + world.nodeId() + " is a voter of a metadata quorum, as " + quorum
                    + " says; it cannot go on alone. Name its voters in the configuration");
        }
        return new StandaloneMetadataLog(world, policy, MetadataFiles.open(world.disk(), directory));
    }

    /**
     * All that is in a metadata log.
     *
     * @param epoch the newest anybody has led in
     */
    public record Contents(ClusterImage image, int epoch) {}

    /** Reads what is in {@code directory} while nobody has it open. Blocks; fails as {@link #open} does. */
    public static Contents read(Disk disk, Path directory) throws IOException {
        MetadataFiles.Opened opened = MetadataFiles.open(disk, directory);
        return new Contents(opened.loader().image(), opened.epoch());
    }

    /** Is there nothing yet? Then the cluster begins with {@link Bootstrap}. */
    public boolean isEmpty() {
        return nextOffset == 0;
    }

    @Override
    public void start(Listener newListener) {
        world.loop().assertInside();
        ClusterImage image = initial;
        if (image == null) {
            throw new IllegalStateException("the metadata log has been started before");
        }
        initial = null;
        listener = newListener;
        newListener.onImage(image);
        MetadataBatches.Place place =
                new MetadataBatches.Place(nextOffset, epoch, world.clock().wallMs());
        nextOffset++;
        write(place, MetadataBatches.leaderChange(place, world.nodeId(), List.of(world.nodeId())), List.of());
        if (wasInTransaction) {
            append(epoch, List.of(new LogMark.Aborted("left unfinished by the controller before")));
        }
        newListener.onLeader(epoch, nextOffset);
        world.background()
                .execute(BackgroundWork.Lane.CLEANUP, () -> files.reserve().fill());
    }

    @Override
    public long append(int asEpoch, List<MetadataChange> changes) {
        world.loop().assertInside();
        if (hasEnded || onClosed != null || listener == null || asEpoch != epoch) {
            return REFUSED;
        }
        List<ByteBuffer> values = MetadataBatches.encode(changes, versions);
        nextOffset += changes.size();
        gathered.add(new Entry(changes, values, nextOffset));
        if (!isWriting && !isPosted) {
            isPosted = true;
            world.loop().execute(this::next);
        }
        return nextOffset - 1;
    }

    /** Begins the next thing to be done, if nothing is under way. */
    private void next() {
        isPosted = false;
        if (isWriting || hasEnded) {
            return;
        }
        if (!gathered.isEmpty()) {
            List<Entry> entries = gathered;
            gathered = new ArrayList<>();
            writeGathered(entries);
        } else if (toPruneTo != null) {
            prune(toPruneTo);
        } else if (onClosed != null) {
            finish(onClosed);
        }
    }

    private void writeGathered(List<Entry> entries) {
        List<ByteBuffer> values = new ArrayList<>();
        entries.forEach(entry -> values.addAll(entry.values()));
        long baseOffset = entries.get(entries.size() - 1).endOffset() - values.size();
        var place = new MetadataBatches.Place(baseOffset, epoch, world.clock().wallMs());
        write(place, MetadataBatches.data(place, values), entries);
    }

    private void write(MetadataBatches.Place place, ByteBuffer batch, List<Entry> entries) {
        boolean roll = mustRoll;
        mustRoll = false;
        bytesSinceSnapshot += batch.remaining();
        inBackground(
                () -> {
                    if (roll) {
                        files.roll(place.baseOffset());
                    }
                    files.append(place.baseOffset(), batch);
                },
                () -> committed(entries, place));
    }

    private interface Work {
        void run() throws IOException;
    }

    private void inBackground(Work work, Runnable done) {
        isWriting = true;
        world.background().execute(BackgroundWork.Lane.FLUSH, () -> {
            try {
                work.run();
                world.loop().execute(() -> {
                    isWriting = false;
                    done.run();
                    next();
                });
            } catch (IOException e) {
                world.loop().execute(() -> failed(e));
            }
        });
    }

    private void committed(List<Entry> entries, MetadataBatches.Place place) {
        Listener told = listener;
        wholeBatchesEnd = entries.isEmpty()
                ? place.baseOffset() + 1
                : entries.get(entries.size() - 1).endOffset();
        for (Entry entry : entries) {
            if (told != null) {
                told.onCommitted(new Batch(
                        new LogPosition(entry.endOffset(), place.epoch(), place.timestampMs()), entry.changes()));
            }
        }
        long endOffset = gathered.isEmpty()
                ? nextOffset
                : gathered.get(0).endOffset() - gathered.get(0).values().size();
        while (!barriers.isEmpty() && barriers.element().endOffset() <= endOffset) {
            barriers.remove().onLoop().run();
        }
    }

    private void failed(IOException e) {
        isWriting = false;
        hasEnded = true;
        LOG.error("The metadata log cannot be written any more", e);
        Runnable closed = onClosed;
        onClosed = null;
        if (listener != null) {
            listener.onFailed("The metadata log cannot be written: " + e.getMessage());
        }
        if (closed != null) {
            closed.run();
        }
    }

    @Override
    public void barrier(int asEpoch, Runnable onLoop) {
        world.loop().assertInside();
        if (hasEnded || asEpoch != epoch) {
            return;
        }
        if (!isWriting && gathered.isEmpty()) {
            onLoop.run();
        } else {
            barriers.add(new Barrier(nextOffset, onLoop));
        }
    }

    @Override
    public void mayForget(ClusterImage image) {
        versions = RecordVersions.of(image);
        long nowMs = world.clock().wallMs();
        if (image.position().endOffset() != wholeBatchesEnd) {
            return; // a snapshot ends where a batch of the log does
        }
        boolean isOld = policy.afterMs() > 0 && nowMs - lastSnapshotMs >= policy.afterMs();
        if (!isSnapshotting && (bytesSinceSnapshot >= policy.afterBytes() || isOld)) {
            isSnapshotting = true;
            mustRoll = true;
            bytesSinceSnapshot = 0;
            lastSnapshotMs = nowMs;
            snapshot(image);
        }
    }

    private void snapshot(ClusterImage image) {
        LogPosition position = image.position();
        Snapshot.Id id = new Snapshot.Id(position.endOffset(), position.epoch());
        world.background().execute(BackgroundWork.Lane.CLEANUP, () -> {
            boolean done = writeSnapshot(id, image);
            world.loop().execute(() -> {
                isSnapshotting = false;
                if (done) {
                    toPruneTo = id;
                    next();
                }
            });
        });
    }

    private boolean writeSnapshot(Snapshot.Id id, ClusterImage image) {
        try {
            files.snapshot(id, Snapshot.Content.of(image, kept));
            return true;
        } catch (IOException e) {
            LOG.error("No snapshot of the metadata could be written; the log keeps growing", e);
            return false;
        }
    }

    private void prune(Snapshot.Id id) {
        toPruneTo = null;
        inBackground(() -> files.prune(id), () -> {});
    }

    @Override
    public void close(Runnable onLoop) {
        world.loop().assertInside();
        if (hasEnded) {
            onLoop.run();
            return;
        }
        onClosed = onLoop;
        next();
    }

    private void finish(Runnable closed) {
        inBackground(files::close, () -> {
            hasEnded = true;
            closed.run();
        });
    }
}
