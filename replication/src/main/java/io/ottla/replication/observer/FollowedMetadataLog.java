package io.ottla.replication.observer;

import io.ottla.base.Check;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.change.LogMark;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import io.ottla.replication.metadata.BatchDecoder;
import io.ottla.replication.metadata.CorruptMetadata;
import io.ottla.replication.metadata.MetadataLog;
import io.ottla.replication.metadata.Snapshot;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.raft.FetchSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata log of a node without a vote: it asks the voters for what is committed, one question at a time, and never leads. Keeps
 * nothing on disk: each start begins with what the voters have, their snapshot if need be. Takes what Apache Kafka's controllers answer as
 * well, of which it believes what lies below the high watermark.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class FollowedMetadataLog implements MetadataLog {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedMetadataLog.class);
    private static final int MOST_BYTES = 8 << 20;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BEFORE_THE_NEXT = Duration.ofMillis(100);
    private static final int NOBODY = -1;

    private final World world;
    private final BatchDecoder decoder = new BatchDecoder();
    private @Nullable Listener listener;
    private boolean hasEnded;
    private int asked;
    private LogPosition position = LogPosition.NOTHING;
    private int leaderId = NOBODY;
    private int epoch;
    /** What stands in a metadata transaction that has not ended (KIP-868); null outside of one. */
    private @Nullable List<MetadataChange> heldBack;

    /**
     * What the log needs of the world.
     *
     * @param voters to be asked, one after the other until one answers; at least one
     */
    public record World(int nodeId, Loop loop, String clusterId, List<Peer> voters) {
        public World {
            voters = List.copyOf(voters);
            Check.that(!voters.isEmpty(), "nobody to follow");
        }
    }

    public FollowedMetadataLog(World world) {
        this.world = world;
    }

    @Override
    public void start(Listener newListener) {
        world.loop().assertInside();
        Check.that(listener == null, "the metadata log has been started before");
        listener = newListener;
        newListener.onImage(ClusterImage.EMPTY);
        fetch();
    }

    private Peer voter() {
        return world.voters().get(asked % world.voters().size());
    }

    private void fetch() {
        if (hasEnded) {
            return;
        }
        var partition = new Fetch.Partition(
                0, -1, position.endOffset(), position.epoch(), -1, MOST_BYTES, Uuid.ZERO, Long.MAX_VALUE);
        var request = new Fetch.Request(
                world.clusterId(),
                world.nodeId(),
                new Fetch.ReplicaState(world.nodeId(), -1),
                (int) LONGEST_WAIT.toMillis(),
                0,
                MOST_BYTES,
                (byte) 0,
                0,
                -1,
                List.of(new Fetch.Topic(MetadataFetches.TOPIC, MetadataFetches.TOPIC_ID, List.of(partition))),
                List.of(),
                "");
        voter().ask(request, PATIENCE, new Hearing<>() {
            @Override
            void heard(Fetch.Response response) {
                fetched(response);
            }
        });
    }

    /** Hears one answer; without one, another voter is asked. */
    private abstract class Hearing<R> implements Answer<R> {
        abstract void heard(R response);

        @Override
        public void answered(R response, Frame frame) {
            if (!hasEnded) {
                heard(response);
            }
        }

        @Override
        public void failed(PeerFailure failure) {
            askAnother();
        }
    }

    private void askAnother() {
        asked++;
        if (!hasEnded) {
            world.loop().schedule(BEFORE_THE_NEXT, this::fetch);
        }
    }

    private void fetched(Fetch.Response response) {
        if (response.errorCode() != ErrorCode.NONE.code()
                || response.responses().isEmpty()
                || response.responses().get(0).partitions().isEmpty()) {
            askAnother();
            return;
        }
        Fetch.PartitionData data = response.responses().get(0).partitions().get(0);
        learn(data.currentLeader());
        if (data.errorCode() != ErrorCode.NONE.code() || data.highWatermark() < position.endOffset()) {
            askAnother(); // it does not serve, or knows less than this node does
        } else if (data.snapshotId().endOffset() >= 0) {
            fetchSnapshot(
                    new FetchSnapshot.SnapshotId(
                            data.snapshotId().endOffset(), data.snapshotId().epoch()),
                    new ByteArrayOutputStream());
        } else if (take(bytes(data.records()), data.highWatermark())) {
            fetch();
        }
    }

    private void learn(Fetch.Leader leader) {
        Listener told = listener;
        if (told != null
                && leader.leaderEpoch() >= epoch
                && leader.leaderId() >= 0
                && (leader.leaderId() != leaderId || leader.leaderEpoch() != epoch)) {
            leaderId = leader.leaderId();
            epoch = leader.leaderEpoch();
            told.onLeaderKnown(leaderId, epoch);
        }
    }

    private static ByteBuffer bytes(@Nullable Payload payload) {
        return payload instanceof BytesPayload inMemory ? inMemory.bytes().duplicate() : ByteBuffer.allocate(0);
    }

    /** False if what came is no metadata; this node stops then. */
    private boolean take(ByteBuffer records, long highWatermark) {
        try {
            Batches batches = new Batches().over(records);
            while (batches.next() && batches.batch().nextOffset() <= highWatermark) {
                RecordBatch batch = batches.batch();
                if (batch.nextOffset() > position.endOffset()) {
                    Check.that(batch.crcMatches(), "a damaged batch at offset %d", batch.baseOffset());
                    Check.that(
                            batch.baseOffset() == position.endOffset(),
                            "the offset of a batch",
                            position.endOffset(),
                            batch.baseOffset());
                    position = new LogPosition(batch.nextOffset(), batch.leaderEpoch(), batch.maxTimestamp());
                    pass(decoder.decode(batch));
                }
            }
            return true;
        } catch (MalformedMessage | Check.BrokenInvariant e) {
            failed("What the voters send as metadata cannot be read: " + e.getMessage());
            return false;
        }
    }

    private void pass(List<MetadataChange> changes) {
        List<MetadataChange> ready = new ArrayList<>(changes.size());
        for (MetadataChange change : changes) {
            List<MetadataChange> held = heldBack;
            if (change instanceof LogMark.Begun) {
                heldBack = new ArrayList<>();
            } else if (change instanceof LogMark.Ended && held != null) {
                ready.addAll(held);
                heldBack = null;
            } else if (change instanceof LogMark.Aborted) {
                heldBack = null;
            } else if (held != null) {
                held.add(change);
            } else {
                ready.add(change);
            }
        }
        Listener told = listener;
        if (told != null && !ready.isEmpty()) {
            told.onCommitted(new Batch(position, ready));
        }
    }

    private void fetchSnapshot(FetchSnapshot.SnapshotId id, ByteArrayOutputStream soFar) {
        var partition = new FetchSnapshot.Partition(0, epoch, id, soFar.size(), Uuid.ZERO);
        var request = new FetchSnapshot.Request(
                world.clusterId(),
                world.nodeId(),
                MOST_BYTES,
                List.of(new FetchSnapshot.Topic(MetadataFetches.TOPIC, List.of(partition))));
        voter().ask(request, PATIENCE, new Hearing<>() {
            @Override
            void heard(FetchSnapshot.Response response) {
                fetched(response, id, soFar);
            }
        });
    }

    private void fetched(FetchSnapshot.Response response, FetchSnapshot.SnapshotId id, ByteArrayOutputStream soFar) {
        if (response.errorCode() != ErrorCode.NONE.code()
                || response.topics().isEmpty()
                || response.topics().get(0).partitions().isEmpty()) {
            askAnother();
            return;
        }
        var piece = response.topics().get(0).partitions().get(0);
        if (piece.errorCode() != ErrorCode.NONE.code() || piece.position() != soFar.size()) {
            LOG.info("The snapshot up to offset {} is not there any more; asking where to go on", id.endOffset());
            world.loop().schedule(BEFORE_THE_NEXT, this::fetch);
            return;
        }
        ByteBuffer part = bytes(piece.unalignedRecords());
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        soFar.writeBytes(copy);
        if (soFar.size() < piece.size() && copy.length > 0) {
            fetchSnapshot(id, soFar);
        } else {
            load(id, ByteBuffer.wrap(soFar.toByteArray()));
        }
    }

    private void load(FetchSnapshot.SnapshotId id, ByteBuffer snapshot) {
        try {
            ClusterImage image = Snapshot.read(snapshot);
            position =
                    new LogPosition(id.endOffset(), id.epoch(), image.position().timestampMs());
            heldBack = null;
            Listener told = listener;
            if (told != null) {
                told.onImage(image.at(position));
            }
            fetch();
        } catch (CorruptMetadata e) {
            LOG.warn("{}; asking again", e.getMessage());
            askAnother();
        }
    }

    private void failed(String why) {
        hasEnded = true;
        LOG.error("{}", why);
        if (listener != null) {
            listener.onFailed(why);
        }
    }

    @Override
    public long append(int asEpoch, List<MetadataChange> changes) {
        return REFUSED;
    }

    @Override
    public void barrier(int asEpoch, Runnable onLoop) {}

    @Override
    public void mayForget(ClusterImage image) {}

    @Override
    public void close(Runnable onLoop) {
        world.loop().assertInside();
        hasEnded = true;
        onLoop.run();
    }
}
