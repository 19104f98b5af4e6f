package io.ottla.quorum;

import io.ottla.base.Check;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Ratis server of this node. Everything is asked from any thread and done on a few threads of its own, as Ratis takes locks that are
 * held while it waits for the disk.
 */
final class Raft {
    private static final Logger LOG = LoggerFactory.getLogger(Raft.class);
    private static final String STORAGE = "quorum";
    /** In the log directory itself, so that it is still there when the log of the voters is not. */
    private static final String VOTER_MARK = "quorum-voter";

    private static final String VOTER_ID = "voter.id=";
    /** Beside the log: the voters this one has met. */
    private static final String MET = "quorum-met";

    private static final int THREADS = 4;
    private static final Duration IDLE_THREAD = Duration.ofSeconds(5);
    private static final long ANSWER_MS = 10_000;

    private final Place place;
    private final RaftServer server;
    private final MetadataStateMachine machine;
    private final QuorumService service;
    private final Members members;
    private final ThreadPoolExecutor executor;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();

    /**
     * Where this voter lives.
     *
     * @param directory of the metadata log
     */
    record Place(int nodeId, Uuid clusterId, Path directory, Disk disk) {
        RaftPeerId peerId() {
            return Voters.peerId(nodeId);
        }

        RaftGroupId groupId() {
            return Voters.groupId(clusterId);
        }

        Path storage() {
            return directory.resolve(STORAGE);
        }

        Path mark() {
            return directory.resolveSibling(VOTER_MARK);
        }
    }

    private Raft(
            Place place,
            RaftServer server,
            MetadataStateMachine machine,
            QuorumService service,
            ThreadPoolExecutor executor) {
        this.place = place;
        this.server = server;
        this.machine = machine;
        this.executor = executor;
        this.service = service;
        this.members = new Members(place, server);
    }

    /**
     * Prepares the server; it takes part once {@link #start} is called. Blocks.
     *
     * @param voters who votes in a cluster that has no log yet; otherwise the log says it
     * @throws IOException if this node was a voter before and its log is gone
     */
    static Raft prepare(Place place, Collection<Integer> voters, QuorumSettings settings, Surroundings around)
            throws IOException {
        boolean isNew = isNew(place);
        place.disk().createDirectories(place.directory());
        Uuid voterId = voterId(place);
        var self = new VoterRpcType.Self(
                place.nodeId(),
                voterId,
                Identities.open(place.disk(), place.directory().resolve(MET), voters));
        var machine = new MetadataStateMachine(place.disk(), around.follower(), () -> mark(place, voterId), self.met());
        var link = new VoterRpcType.Link(self, around.transport(), settings.patienceMs(), around.senders());
        var server = RaftServer.newBuilder()
                .setServerId(place.peerId())
                .setGroup(Voters.group(place.clusterId(), voters))
                .setStateMachine(machine)
                .setProperties(RaftSettings.of(settings, place.storage()))
                .setParameters(VoterRpcType.parameters(link))
                .setOption(isNew ? RaftStorage.StartupOption.FORMAT : RaftStorage.StartupOption.RECOVER)
                .build();
        var executor = threads(place.nodeId());
        var service = new QuorumService(server, executor, self, around.follower()::onFailed);
        return new Raft(place, server, machine, service, executor);
    }

    /** Who is around this voter. */
    record Surroundings(QuorumTransport transport, Senders senders, MetadataStateMachine.Follower follower) {}

    /** The id this voter has had since its log was made, or the one it will have. */
    private static Uuid voterId(Place place) throws IOException {
        UUID made = UUID.randomUUID();
        return SmallFile.readText(place.disk(), place.mark())
                .orElse("")
                .lines()
                .filter(line -> line.startsWith(VOTER_ID))
                .findFirst()
                .map(line -> Uuid.parse(line.substring(VOTER_ID.length())))
                .orElse(new Uuid(made.getMostSignificantBits(), made.getLeastSignificantBits()));
    }

    private static boolean isNew(Place place) throws IOException {
        Path group = place.storage().resolve(place.groupId().getUuid().toString());
        if (place.disk().exists(group)) {
            return false;
        }
        if (place.disk().exists(place.mark())) {
            throw new IOException("Node " + place.nodeId() + " was a voter of the metadata quorum, as " + place.mark()
                    + " says, but its log " + group + " is gone: with an empty one it could vote against what it has"
                    + " acknowledged. Restore the log, or remove this voter from the quorum, delete " + place.mark()
                    + " and add it again");
        }
        return true;
    }

    private static void mark(Place place, Uuid voterId) throws IOException {
        String text =
                "node.id=" + place.nodeId() + "\ncluster.id=" + place.clusterId() + "\n" + VOTER_ID + voterId + "\n";
        if (!text.equals(SmallFile.readText(place.disk(), place.mark()).orElse(""))) {
            SmallFile.replace(place.disk(), place.mark(), text);
            place.disk()
                    .forceDirectory(Check.present(place.mark().toAbsolutePath().getParent(), "no directory"));
        }
    }

    private static ThreadPoolExecutor threads(int nodeId) {
        AtomicInteger made = new AtomicInteger();
        var threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_THREAD.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "quorum-" + nodeId + "-" + made.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    QuorumService service() {
        return service;
    }

    MetadataStateMachine machine() {
        return machine;
    }

    Members members() {
        return members;
    }

    /** Reads the log and takes part from then on. The stage fails with one line for a person. */
    CompletionStage<Boolean> start() {
        return inBackground(() -> {
            server.start();
            service.open();
            return true;
        });
    }

    interface Work<T> {
        T run() throws IOException;
    }

    /** Whatever Ratis throws comes out of the stage. */
    <T> CompletionStage<T> inBackground(Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                try {
                    done.complete(work.run());
                } catch (IOException | RuntimeException e) {
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    /**
     * Has {@code batch} written by a majority.
     *
     * @return true if it counts, false if it is void on all nodes; if the stage fails nobody knows
     */
    CompletionStage<Boolean> propose(ByteBuffer batch) {
        var request = request(RaftClientRequest.writeRequestType())
                .setMessage(Message.valueOf(UnsafeByteOperations.unsafeWrap(batch)))
                .build();
        return submit(request)
                .thenApply(reply -> reply.getMessage().getContent().equals(MetadataStateMachine.COUNTED));
    }

    /** Completes once a majority has confirmed that this node leads; fails if it does not. */
    CompletionStage<Void> confirm() {
        return submit(request(RaftClientRequest.readRequestType()).build()).thenAccept(reply -> {});
    }

    private RaftClientRequest.Builder request(RaftClientRequest.Type type) {
        return RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(place.peerId())
                .setGroupId(place.groupId())
                .setCallId(calls.incrementAndGet())
                .setType(type);
    }

    private CompletionStage<RaftClientReply> submit(RaftClientRequest request) {
        return inBackground(() -> server.submitClientRequestAsync(request))
                .thenCompose(reply -> reply)
                .thenApply(Raft::succeeded);
    }

    private static RaftClientReply succeeded(RaftClientReply reply) {
        if (!reply.isSuccess()) {
            throw new CompletionException(reply.getException());
        }
        return reply;
    }

    /** Writes the image last offered as a snapshot and drops what of the log it holds. */
    void takeSnapshot() {
        inBackground(() -> server.snapshotManagementAsync(SnapshotManagementRequest.newCreate(
                        client, place.peerId(), place.groupId(), calls.incrementAndGet(), ANSWER_MS)))
                .thenCompose(reply -> reply)
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        LOG.warn("No snapshot of the metadata was taken; the log keeps growing", failure);
                    }
                });
    }

    /**
     * Gives up leading.
     *
     * @param successor who shall lead instead; null for whoever is elected
     */
    CompletionStage<RaftClientReply> stepDown(@Nullable Integer successor, long patienceMs) {
        RaftPeerId peer = successor == null ? null : Voters.peerId(successor);
        return inBackground(() -> server.transferLeadershipAsync(new TransferLeadershipRequest(
                        client, place.peerId(), place.groupId(), calls.incrementAndGet(), peer, patienceMs)))
                .thenCompose(reply -> reply)
                .thenApply(Raft::succeeded);
    }

    /** Hands over to the follower that has most, if this node leads. The stage never fails. */
    CompletionStage<Boolean> handOver(long patienceMs) {
        return inBackground(members::successor)
                .thenCompose(successor -> successor
                        .map(id -> stepDown(id, patienceMs).thenApply(reply -> true))
                        .orElse(CompletableFuture.completedFuture(false)))
                .exceptionally(failure -> {
                    LOG.info("Nobody takes over at once: {}", failure.getMessage());
                    return false;
                });
    }

    /** One voter more. The stage fails with the reason why not. */
    CompletionStage<RaftClientReply> addVoter(int nodeId) {
        return change(nodeId, null);
    }

    /** One voter less. The stage fails with the reason why not. */
    CompletionStage<RaftClientReply> removeVoter(int nodeId) {
        return change(null, nodeId);
    }

    private CompletionStage<RaftClientReply> change(@Nullable Integer added, @Nullable Integer removed) {
        return inBackground(() -> server.setConfigurationAsync(
                        members.change(added, removed, new Members.Call(client, calls.incrementAndGet()))))
                .thenCompose(reply -> reply)
                .thenApply(Raft::succeeded);
    }

    /** Has this node elected in the place of {@code leaderId}, which is gone. */
    void electInsteadOf(int leaderId) {
        inBackground(() -> {
                    members.electInsteadOf(leaderId);
                    return true;
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.info("No early election in the place of node {}: {}", leaderId, failure.getMessage());
                    }
                });
    }

    /** Takes no part any more; the stage completes once everything is on disk and every thread has ended. */
    CompletionStage<Boolean> close() {
        service.stop();
        CompletionStage<Boolean> done = inBackground(() -> {
            server.close();
            return true;
        });
        done.whenComplete((nothing, failure) -> executor.shutdown());
        return done;
    }
}
