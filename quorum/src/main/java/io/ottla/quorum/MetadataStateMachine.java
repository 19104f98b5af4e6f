package io.ottla.quorum;

import io.ottla.log.disk.Disk;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.metadata.BatchDecoder;
import io.ottla.wire.batch.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Ratis tells of its log, told on. Counts the offsets of the metadata log, which are ours as Ratis' own indexes have holes, and
 * passes only those batches whose author led in the term the batch was committed in. Called on Ratis' threads: batches, images and
 * {@link #notifyLeaderReady} on the one that applies; the fields without {@code volatile} are that one's.
 */
final class MetadataStateMachine extends BaseStateMachine {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataStateMachine.class);
    private static final int NOT_LEADING = -1;

    /** The answer to an entry that counts. */
    static final ByteString COUNTED = ByteString.copyFromUtf8("+");
    /** The answer to an entry that does not, on any node. */
    static final ByteString VOID = ByteString.copyFromUtf8("-");

    private final Disk disk;
    private final Follower follower;
    private final Opening opening;
    private final Identities met;
    private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
    private final BatchDecoder decoder = new BatchDecoder();
    private final RecordBatch batch = new RecordBatch();
    private long nextOffset;
    /** The term of the newest configuration: a leader begins its term with one. */
    private long configurationTerm;

    private volatile int epochBase;
    private volatile int leadingEpoch = NOT_LEADING;
    private volatile @Nullable Offer offer;

    /** What is run once the storage is there and before anybody is voted for. */
    interface Opening {
        void run() throws IOException;
    }

    /** Who hears what happens, on Ratis' threads. */
    interface Follower {
        void onImage(ClusterImage image);

        void onApplied(Applied applied);

        void onReady(int epoch, long nextOffset);

        void onNotLeader(int epoch);

        void onLeaderKnown(int leaderId, int epoch);

        void onFailed(String why);
    }

    /** An image that stands exactly behind the entry {@code at}. */
    private record Offer(ClusterImage image, TermIndex at) {}

    MetadataStateMachine(Disk disk, Follower follower, Opening opening, Identities met) {
        this.disk = disk;
        this.met = met;
        this.follower = follower;
        this.opening = opening;
    }

    int epochOf(long term) {
        return epochBase + Math.toIntExact(term);
    }

    /** The epoch this node leads in; -1 for none. From any thread. */
    int leadingEpoch() {
        return leadingEpoch;
    }

    /** {@code image} may become the next snapshot. From any thread. */
    void offer(ClusterImage image, long term, long index) {
        offer = new Offer(image, TermIndex.valueOf(term, index));
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId groupId, RaftStorage raftStorage) throws IOException {
        getLifeCycle()
                .startAndTransition(
                        () -> {
                            super.initialize(server, groupId, raftStorage);
                            opening.run();
                            storage.init(raftStorage);
                            load();
                        },
                        IOException.class);
    }

    /** Without this a snapshot that is installed would close the server. */
    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    @Override
    public void reinitialize() throws IOException {
        load();
        if (getLifeCycleState() == LifeCycle.State.PAUSED) {
            getLifeCycle().transition(LifeCycle.State.STARTING);
            getLifeCycle().transition(LifeCycle.State.RUNNING);
        }
    }

    private void load() throws IOException {
        SingleFileSnapshotInfo info = storage.loadLatestSnapshot();
        ClusterImage image = ClusterImage.EMPTY;
        if (info != null) {
            var content = SnapshotFile.read(disk, info.getFile().getPath());
            image = content.image();
            epochBase = content.epochBase();
            setLastAppliedTermIndex(info.getTermIndex());
        }
        nextOffset = image.position().endOffset();
        follower.onImage(image);
    }

    @Override
    public long takeSnapshot() throws IOException {
        Offer offered = offer;
        SingleFileSnapshotInfo last = storage.getLatestSnapshot();
        if (offered == null || (last != null && last.getIndex() >= offered.at().getIndex())) {
            return last == null ? RaftLog.INVALID_LOG_INDEX : last.getIndex();
        }
        TermIndex at = offered.at();
        Path path = storage.getSnapshotFile(at.getTerm(), at.getIndex()).toPath();
        SnapshotFile.write(disk, path, new SnapshotFile.Content(offered.image(), epochBase));
        var digest = MD5FileUtil.computeAndSaveMd5ForFile(path.toFile());
        storage.updateLatestSnapshot(
                new SingleFileSnapshotInfo(new FileInfo(path, digest), at.getTerm(), at.getIndex()));
        return at.getIndex();
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return storage;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        ByteBuffer bytes =
                ByteBuffer.wrap(entry.getStateMachineLogEntry().getLogData().toByteArray());
        batch.wrap(bytes, 0);
        if (batch.leaderEpoch() != epochOf(entry.getTerm()) || batch.baseOffset() != nextOffset) {
            LOG.info(
                    "A batch of epoch {} for offset {} counts for nothing: it was committed in epoch {} at offset {}",
                    batch.leaderEpoch(),
                    batch.baseOffset(),
                    epochOf(entry.getTerm()),
                    nextOffset);
            return CompletableFuture.completedFuture(Message.valueOf(VOID));
        }
        nextOffset = batch.nextOffset();
        // its author knows what is in it
        var changes = batch.leaderEpoch() == leadingEpoch ? null : decoder.decode(batch);
        follower.onApplied(Applied.of(batch, changes, entry.getTerm(), entry.getIndex()));
        return CompletableFuture.completedFuture(Message.valueOf(COUNTED));
    }

    @Override
    public void notifyConfigurationChanged(long term, long index, RaftConfigurationProto configuration) {
        configurationTerm = term;
        try {
            met.keepOnly(Stream.concat(configuration.getPeersList().stream(), configuration.getOldPeersList().stream())
                    .map(peer -> Voters.nodeId(RaftPeerId.valueOf(peer.getId())))
                    .toList());
        } catch (IOException e) {
            follower.onFailed("Who votes cannot be written down: " + e.getMessage());
        }
    }

    @Override
    public void notifyLeaderReady() {
        int epoch = epochOf(configurationTerm);
        leadingEpoch = epoch;
        follower.onReady(epoch, nextOffset);
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pending) {
        int epoch = leadingEpoch;
        leadingEpoch = NOT_LEADING;
        if (epoch != NOT_LEADING) {
            follower.onNotLeader(epoch);
        }
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
        RaftServer server = getServer().join();
        try {
            long term = server.getDivision(member.getGroupId()).getInfo().getCurrentTerm();
            follower.onLeaderKnown(Voters.nodeId(leader), epochOf(term));
        } catch (IOException e) {
            LOG.debug("The leader changed while the server closes", e);
        }
    }

    @Override
    public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto entry) {
        follower.onFailed("The metadata log cannot be written: " + cause.getMessage());
    }

    /** The last that Ratis calls; it may have stopped for a reason of its own, which stands in the broker's log. */
    @Override
    public void close() {
        follower.onFailed(
                "The voter of the metadata quorum has stopped by itself: its disk refuses, or its log is damaged");
    }
}
