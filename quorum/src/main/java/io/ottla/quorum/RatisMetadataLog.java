package io.ottla.quorum;

import io.ottla.base.Check;
import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.disk.Disk;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import io.ottla.replication.metadata.BatchDecoder;
import io.ottla.replication.metadata.MetadataBatches;
import io.ottla.replication.metadata.MetadataLog;
import io.ottla.replication.metadata.RecordVersions;
import io.ottla.replication.observer.CommittedFeed;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata log of a cluster with several voters. Committed is what a majority of them has on disk. Lives on the controller's loop;
 * Ratis' threads only hand over.
 *
 * <p>The leader sends one batch at a time: what is appended while one is under way goes into the next as a single record batch. A
 * batch bears the epoch its author led in and the offset the author counted; where the log says otherwise it is void on every node.
 * Each epoch begins with a LeaderChange record.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class RatisMetadataLog implements MetadataLog {
    private static final Logger LOG = LoggerFactory.getLogger(RatisMetadataLog.class);
    private static final int NOT_LEADING = -1;
    /** Appends are gathered up to here; one that is larger goes alone. */
    private static final int GATHERED_BYTES = 1 << 20;
    /** So much of what was committed last is in memory for those who follow without a vote. */
    private static final long FED_BYTES = 4 << 20;
    /** A batch nobody answers for so long is given up, and the leadership with it: a disk may hang. */
    private static final Duration LONGEST_FLIGHT = Duration.ofSeconds(30);

    private static final Duration LONGEST_HAND_OVER = Duration.ofSeconds(2);
    private static final Duration BETWEEN_CANDIDATES = Duration.ofMillis(150);
    private static final Duration BEFORE_STEPPING_DOWN_AGAIN = Duration.ofSeconds(1);

    private final World world;
    private final QuorumSettings settings;
    private final Senders senders = new Senders();
    private final Raft raft;
    private final BatchDecoder decoder = new BatchDecoder();
    private final ArrayDeque<Entry> gathered = new ArrayDeque<>();
    private final ArrayDeque<Barrier> barriers = new ArrayDeque<>();
    private @Nullable Listener listener;
    private @Nullable Flight flight;
    private long flights;
    private boolean isPosted;
    private boolean hasEnded;
    private @Nullable Runnable onClosed;
    private int epoch = NOT_LEADING;
    private long nextOffset;
    private RecordVersions versions = RecordVersions.of(ClusterImage.EMPTY);
    private final Progress progress;
    private final CommittedFeed feed;
    private @Nullable Applied last;
    private long bytesSinceSnapshot;
    private long lastSnapshotMs;

    /**
     * What the log needs of the world.
     *
     * @param directory {@code __cluster_metadata-0}, where the voter's own log goes into a directory of its own
     */
    public record World(
            int nodeId, Uuid clusterId, Path directory, Loop loop, Clock clock, Disk disk, QuorumTransport transport) {}

    /** One append. */
    private record Entry(List<MetadataChange> changes, List<ByteBuffer> values, int bytes, long endOffset) {}

    /** A batch under way. */
    private record Flight(long number, int epoch, long baseOffset, List<Entry> entries, Loop.Timer patience) {}

    private static final class Barrier {
        final long endOffset;
        final Runnable onLoop;
        boolean isConfirmed;

        Barrier(long endOffset, Runnable onLoop) {
            this.endOffset = endOffset;
            this.onLoop = onLoop;
        }
    }

    private RatisMetadataLog(World world, Collection<Integer> voters, QuorumSettings settings) throws IOException {
        this.world = world;
        this.settings = settings;
        this.lastSnapshotMs = world.clock().wallMs();
        this.progress = new Progress(world.clock());
        this.feed = new CommittedFeed(world.loop(), FED_BYTES);
        this.raft = Raft.prepare(
                new Raft.Place(world.nodeId(), world.clusterId(), world.directory(), world.disk()),
                voters,
                settings,
                new Raft.Surroundings(world.transport(), senders, new HandOver()));
    }

    /**
     * Prepares this node's part; nothing is sent or read before {@link #start}. Blocks.
     *
     * @param voters who votes in a cluster that has no log yet, this node among them; otherwise the log says it
     * @throws IOException in one line for a person, if this node was a voter before and its log is gone
     */
    public static RatisMetadataLog open(World world, Collection<Integer> voters, QuorumSettings settings)
            throws IOException {
        return new RatisMetadataLog(world, voters, settings);
    }

    /** Where to bring what arrives from other voters. From any thread. */
    public QuorumService service() {
        return raft.service();
    }

    /** What is committed, for nodes that follow without a vote. */
    public CommittedFeed feed() {
        return feed;
    }

    @Override
    public void start(Listener newListener) {
        world.loop().assertInside();
        Check.that(listener == null, "the metadata log has been started before");
        listener = newListener;
        raft.start().whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.error("The voter does not start", failure);
                world.loop().execute(() -> failed("The metadata log cannot be opened: " + rootOf(failure)));
            }
        });
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /** Ratis' threads stop here. */
    private final class HandOver implements MetadataStateMachine.Follower {
        @Override
        public void onImage(ClusterImage image) {
            world.loop().execute(() -> imageLoaded(image));
        }

        @Override
        public void onApplied(Applied applied) {
            world.loop().execute(() -> applied(applied));
        }

        @Override
        public void onReady(int newEpoch, long newNextOffset) {
            world.loop().execute(() -> ready(newEpoch, newNextOffset));
        }

        @Override
        public void onNotLeader(int formerEpoch) {
            world.loop().execute(() -> resigned(formerEpoch));
        }

        @Override
        public void onLeaderKnown(int leaderId, int inEpoch) {
            world.loop().execute(() -> leaderKnown(leaderId, inEpoch));
        }

        @Override
        public void onFailed(String why) {
            world.loop().execute(() -> failed(why));
        }
    }

    private void imageLoaded(ClusterImage image) {
        if (listener != null && !hasEnded) {
            last = null;
            progress.startFrom(image.position().endOffset());
            feed.startFrom(image);
            versions = RecordVersions.of(image);
            listener.onImage(image);
        }
    }

    private void leaderKnown(int leaderId, int inEpoch) {
        if (listener != null && !hasEnded) {
            feed.leaderIs(leaderId, inEpoch);
            listener.onLeaderKnown(leaderId, inEpoch);
        }
    }

    private void ready(int newEpoch, long newNextOffset) {
        if (listener == null || hasEnded) {
            return;
        }
        epoch = newEpoch;
        nextOffset = newNextOffset + 1;
        MetadataBatches.Place place =
                new MetadataBatches.Place(newNextOffset, newEpoch, world.clock().wallMs());
        send(newNextOffset, List.of(), MetadataBatches.leaderChange(place, world.nodeId(), votersNow()));
        listener.onLeader(newEpoch, nextOffset);
    }

    private List<Integer> votersNow() {
        try {
            return raft.members().voters();
        } catch (IOException e) { // the server closes; what is sent now goes nowhere
            return List.of(world.nodeId());
        }
    }

    @Override
    public long append(int asEpoch, List<MetadataChange> changes) {
        world.loop().assertInside();
        if (asEpoch != epoch || epoch == NOT_LEADING || hasEnded || onClosed != null) {
            return REFUSED;
        }
        List<ByteBuffer> values = MetadataBatches.encode(changes, versions);
        int bytes = values.stream().mapToInt(ByteBuffer::remaining).sum();
        if (bytes > RaftSettings.MOST_BATCH_BYTES) {
            LOG.error("{} changes of {} bytes are too many for one append to the metadata log", changes.size(), bytes);
            return REFUSED;
        }
        nextOffset += changes.size();
        gathered.add(new Entry(changes, values, bytes, nextOffset));
        if (flight == null && !isPosted) {
            isPosted = true;
            world.loop().execute(this::next);
        }
        return nextOffset - 1;
    }

    /** Sends what has gathered, if nothing is under way. */
    private void next() {
        isPosted = false;
        if (flight != null || hasEnded || epoch == NOT_LEADING) {
            return;
        }
        if (gathered.isEmpty()) {
            if (onClosed != null) {
                finish();
            }
            return;
        }
        List<Entry> entries = new ArrayList<>();
        List<ByteBuffer> values = new ArrayList<>();
        int bytes = 0;
        while (!gathered.isEmpty() && (bytes == 0 || bytes + gathered.element().bytes() <= GATHERED_BYTES)) {
            Entry entry = gathered.remove();
            bytes += entry.bytes();
            values.addAll(entry.values());
            entries.add(entry);
        }
        long baseOffset = entries.get(entries.size() - 1).endOffset() - values.size();
        var place = new MetadataBatches.Place(baseOffset, epoch, world.clock().wallMs());
        send(baseOffset, entries, MetadataBatches.data(place, values));
    }

    private void send(long baseOffset, List<Entry> entries, ByteBuffer batch) {
        long number = ++flights;
        Loop.Timer patience = world.loop()
                .schedule(LONGEST_FLIGHT, () -> giveUp(number, "it has not been answered within " + LONGEST_FLIGHT));
        flight = new Flight(number, epoch, baseOffset, entries, patience);
        raft.propose(batch)
                .whenComplete((counts, failure) -> world.loop()
                        .execute(() -> giveUp(
                                number,
                                failure == null ? "it is void" : "nobody knows more than: " + rootOf(failure))));
    }

    /** If the batch of that number is under way still, it did not go the way it must: this node stops leading, and Ratis' leader, if it is here still, as well. */
    private void giveUp(long number, String why) {
        if (epoch != NOT_LEADING && flight != null && flight.number() == number) {
            LOG.info("Leading the metadata quorum no longer in epoch {}; of the last batch {}", epoch, why);
            int left = epoch;
            resigned(left);
            stepDown(left);
        }
    }

    /** Until Ratis, too, leads no longer in that epoch. */
    private void stepDown(int left) {
        raft.stepDown(null, settings.longestSilenceMs())
                .whenComplete((reply, failure) -> world.loop().execute(() -> {
                    if (failure == null || hasEnded || raft.machine().leadingEpoch() != left) {
                        return;
                    }
                    world.loop().schedule(BEFORE_STEPPING_DOWN_AGAIN, () -> stepDown(left));
                }));
    }

    private void applied(Applied applied) {
        Listener told = listener;
        if (told == null || hasEnded) {
            return;
        }
        last = applied;
        progress.applied(applied);
        feed.committed(applied.baseOffset(), applied.bytes(), applied.after());
        bytesSinceSnapshot += applied.bytes().limit();
        LogPosition after = applied.after();
        Flight mine = flight;
        if (mine != null && mine.epoch() == after.epoch() && mine.baseOffset() == applied.baseOffset()) {
            flight = null;
            mine.patience().cancel();
            for (Entry entry : mine.entries()) {
                var position = new LogPosition(entry.endOffset(), after.epoch(), after.timestampMs());
                told.onCommitted(new Batch(position, entry.changes()));
            }
            passBarriers();
            next();
            if (flight == null) { // what is sent tells what is committed; nothing is sent
                senders.wake();
            }
        } else {
            List<MetadataChange> changes = applied.changes();
            if (changes == null) { // we were its author, but have resigned since
                changes = decoder.decode(new RecordBatch().wrap(applied.bytes(), 0));
            }
            if (!changes.isEmpty()) {
                told.onCommitted(new Batch(after, changes));
            }
        }
    }

    private void resigned(int formerEpoch) {
        if (epoch != formerEpoch || listener == null || hasEnded) {
            return;
        }
        epoch = NOT_LEADING;
        if (flight != null) {
            flight.patience().cancel();
            flight = null;
        }
        gathered.clear();
        barriers.clear();
        listener.onResigned();
        if (onClosed != null) {
            finish();
        }
    }

    private void failed(String why) {
        if (hasEnded || listener == null) {
            return;
        }
        hasEnded = true;
        epoch = NOT_LEADING;
        gathered.clear();
        barriers.clear();
        LOG.error("{}", why);
        raft.service().stop();
        listener.onFailed(why);
        if (onClosed != null) {
            finish();
        }
    }

    /** For tests: what a leader would write that takes itself to be in {@code inEpoch} at {@code atOffset}. Waits; does it count? */
    boolean proposeAs(int inEpoch, long atOffset, List<MetadataChange> changes) {
        var place = new MetadataBatches.Place(atOffset, inEpoch, world.clock().wallMs());
        return raft.propose(MetadataBatches.data(place, MetadataBatches.encode(changes, versions)))
                .toCompletableFuture()
                .join();
    }

    @Override
    public void barrier(int asEpoch, Runnable onLoop) {
        world.loop().assertInside();
        if (asEpoch != epoch || epoch == NOT_LEADING) {
            return;
        }
        Barrier barrier = new Barrier(nextOffset, onLoop);
        barriers.add(barrier);
        raft.confirm()
                .whenComplete((nothing, failure) -> world.loop().execute(() -> {
                    if (failure == null && epoch == asEpoch) {
                        barrier.isConfirmed = true;
                        passBarriers();
                    }
                }));
    }

    private void passBarriers() {
        long endOffset = last == null ? 0 : last.after().endOffset();
        while (!barriers.isEmpty() && barriers.element().isConfirmed && barriers.element().endOffset <= endOffset) {
            barriers.remove().onLoop.run();
        }
    }

    @Override
    public void mayForget(ClusterImage image) {
        versions = RecordVersions.of(image);
        feed.imageIs(image);
        Applied newest = last;
        if (newest == null || newest.after().endOffset() != image.position().endOffset()) {
            return; // a snapshot ends where a batch does
        }
        raft.machine().offer(image, newest.term(), newest.index());
        long nowMs = world.clock().wallMs();
        boolean isOld = !settings.snapshotAfter().isZero()
                && nowMs - lastSnapshotMs >= settings.snapshotAfter().toMillis();
        if (bytesSinceSnapshot >= settings.snapshotAfterBytes() || isOld) {
            bytesSinceSnapshot = 0;
            lastSnapshotMs = nowMs;
            raft.takeSnapshot();
        }
    }

    @Override
    public void close(Runnable onLoop) {
        world.loop().assertInside();
        onClosed = onLoop;
        if (hasEnded || epoch == NOT_LEADING) {
            finish();
        } else {
            next();
        }
    }

    private void finish() {
        Runnable closed = Check.present(onClosed, "nobody closes this log");
        boolean isLeading = epoch != NOT_LEADING;
        hasEnded = true;
        epoch = NOT_LEADING;
        CompletionStage<Boolean> alone = isLeading
                ? raft.handOver(Math.min(settings.longestSilenceMs(), LONGEST_HAND_OVER.toMillis()))
                : CompletableFuture.completedFuture(true);
        alone.thenCompose(handedOver -> raft.close()).whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.warn("The voter was not closed cleanly", failure);
            }
            world.loop().execute(closed);
        });
    }

    /** How the quorum stands. The stage completes on the loop; it fails if this voter has stopped. From any thread. */
    public CompletionStage<QuorumView> describe() {
        CompletableFuture<QuorumView> view = new CompletableFuture<>();
        raft.inBackground(raft.members()::standing)
                .whenComplete((standing, failure) -> world.loop().execute(() -> {
                    if (failure == null) {
                        view.complete(progress.view(
                                world.nodeId(), standing, raft.machine().epochOf(standing.term())));
                    } else {
                        view.completeExceptionally(failure);
                    }
                }));
        return view;
    }

    /**
     * Gives a node a vote that has started without one ({@link #open} with no voters), once it has caught up. Only the leader can; the
     * stage fails with the reason why not. From any thread.
     */
    public CompletionStage<Boolean> addVoter(int nodeId) {
        return raft.addVoter(nodeId).thenApply(reply -> true);
    }

    /** Takes a node's vote away. Only the leader can; the stage fails with the reason why not. From any thread. */
    public CompletionStage<Boolean> removeVoter(int nodeId) {
        return raft.removeVoter(nodeId).thenApply(reply -> true);
    }

    /**
     * Another voter's process is certainly gone, as its host refuses connections: if it leads, the election need not wait for its silence. From
     * any thread.
     */
    public void gone(int nodeId) {
        raft.inBackground(() -> raft.members().rankWithout(nodeId)).whenComplete((rank, failure) -> {
            if (failure == null) {
                // one after the other, so that they do not stand against each other
                world.loop().schedule(BETWEEN_CANDIDATES.multipliedBy(rank), () -> raft.electInsteadOf(nodeId));
            }
        });
    }
}
