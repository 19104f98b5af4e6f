package io.ottla.broker.handler.data;

import io.ottla.base.Loop;
import io.ottla.base.ManualLoop;
import io.ottla.base.ManualTime;
import io.ottla.broker.fetch.Asker;
import io.ottla.broker.fetch.FetchRun;
import io.ottla.broker.fetch.FetchScope;
import io.ottla.broker.fetch.FetchSessions;
import io.ottla.broker.fetch.PartitionRead;
import io.ottla.broker.fetch.ReplicaReads;
import io.ottla.broker.fetch.Wanted;
import io.ottla.broker.handler.Leaders;
import io.ottla.log.LogDirs;
import io.ottla.log.StorageSettings;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.testing.CrashDisk;
import io.ottla.replication.follower.FetcherSettings;
import io.ottla.replication.follower.Followers;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.Touched;
import io.ottla.replication.insync.ControllerProposals;
import io.ottla.replication.insync.Living;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.Partitions;
import io.ottla.replication.partition.request.OffsetQuestion;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.replication.partition.settings.TopicSettings;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.data.ListOffsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process of a {@link ReplicaCluster}: production classes on loops of its own, which stand still once it is dead. */
final class ReplicaNode {
    static final String LISTENER = "INTERNAL";
    private static final Path DIRECTORY = Path.of("/data");
    private static final int FETCH_VERSION = 18;

    final int id;
    final long epoch;
    final CrashDisk disk;
    final NodeLoop home;
    final List<Loop> loops;
    final CommittedImage image = new CommittedImage();
    final Partitions partitions;
    private final Followers followers;
    private final Leaders leaders;
    private final ReplicaCluster cluster;
    private boolean isDead;

    /** A loop that stops with its process. */
    final class NodeLoop implements Loop {
        private final ManualLoop real;

        NodeLoop(ManualLoop real) {
            this.real = real;
        }

        @Override
        public void execute(Runnable task) {
            real.execute(unlessDead(task));
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return real.schedule(delay, unlessDead(task));
        }

        @Override
        public boolean isInside() {
            return real.isInside();
        }
    }

    private Runnable unlessDead(Runnable task) {
        return () -> {
            if (!isDead) {
                task.run();
            }
        };
    }

    ReplicaNode(ReplicaCluster cluster, int id, long epoch, CrashDisk disk, TopicSettings settings) {
        this.cluster = cluster;
        this.id = id;
        this.epoch = epoch;
        this.disk = disk;
        ManualTime time = cluster.time;
        home = new NodeLoop(time.loop("home " + id));
        loops = List.of(new NodeLoop(time.loop("one " + id)), new NodeLoop(time.loop("two " + id)));
        NodeLoop background = new NodeLoop(time.loop("background " + id));
        leaders = new Leaders(image);
        try {
            if (!disk.exists(DIRECTORY)) {
                disk.createDirectories(DIRECTORY);
                new MetaProperties("cluster", id, Uuid.ONE).write(disk, DIRECTORY);
            }
            LogDirs dirs = LogDirs.start(
                    List.of(DIRECTORY),
                    StorageSettings.defaults("cluster", id),
                    new LogDirs.World(
                            disk, time.clock(), new Random(id), (lane, task) -> background.execute(task), home),
                    (directory, lastOne) -> {});
            var controller = cluster.network.controller(this, home);
            partitions = new Partitions(new Partitions.World(
                    id,
                    dirs,
                    disk,
                    (lane, task) -> background.execute(task),
                    loops,
                    home,
                    time.clock(),
                    overrides -> settings,
                    Partitions.Pace.defaults(),
                    new Partitions.Replication(
                            () -> epoch,
                            Duration.ofMillis(800),
                            new Living(image),
                            new ControllerProposals(home, controller, id, () -> epoch))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        followers = new Followers(new Followers.World(
                id,
                () -> epoch,
                LISTENER,
                partitions,
                cluster.network.from(this),
                loops,
                time.clock(),
                new FetcherSettings(
                        1, 10 << 20, 1 << 20, 1, Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofSeconds(2)),
                cluster.followerThrottle));
        image.follow(partitions);
        image.follow(followers);
    }

    boolean isDead() {
        return isDead;
    }

    /** Nothing of it runs any more. */
    void die() {
        isDead = true;
    }

    /** The metadata has come this far here. */
    void learn(ClusterImage next) {
        home.execute(() -> image.advance(Touched.everything(image.current(), next)));
    }

    @Nullable
    PartitionRef partition() {
        return partitions.find(ReplicaCluster.TOPIC, 0);
    }

    @Override
    public String toString() {
        PartitionRef ref = partition();
        return id + (ref == null ? "" : " " + ref.leadership() + " " + ref.view()) + " " + followers + "\n";
    }

    /** What one who reads from the beginning finds here, without waiting. */
    void consume(Asker.Consumer asker, Consumer<PartitionRead> onLoop) {
        Loop loop = loops.get(0);
        var wanted = new Wanted(new Wanted.Key(ReplicaCluster.TOPIC, Uuid.ZERO, 0), 0, 1 << 20, -1, -1, Long.MAX_VALUE);
        var ask = new FetchRun.Request(List.of(wanted), ReadLimit.HIGH_WATERMARK, 1 << 20, 0, Duration.ZERO, asker);
        var world =
                new FetchRun.World(partitions, leaders, new ReplicaReads(cluster.choice, cluster.leaderThrottle), loop);
        loop.execute(() -> new FetchRun(ask, world, reads -> onLoop.accept(reads.get(0))).start());
    }

    /** Fetches of one connection. */
    final class Connection {
        private final Loop loop = loops.get(0);
        private final FetchSessions sessions = new FetchSessions(10, cluster.time.clock(), new Random(1));

        /** As FetchHandler does it, without a client. */
        void fetch(Fetch.Request request, Consumer<Fetch.Response> reply) {
            loop.execute(() -> {
                FetchScope scope = sessions.open(
                        request.sessionId(),
                        request.sessionEpoch(),
                        FetchHandler.wanted(request),
                        FetchHandler.forgotten(request),
                        true);
                if (scope instanceof FetchScope.Refused refused) {
                    reply.accept(new Fetch.Response(0, refused.error().code(), 0, List.of(), List.of()));
                    return;
                }
                var ask = new FetchRun.Request(
                        scope.wanted(),
                        ReadLimit.LOG_END,
                        request.maxBytes(),
                        request.minBytes(),
                        Duration.ofMillis(request.maxWaitMs()),
                        new Asker.Replica(
                                request.replicaState().replicaId(),
                                request.replicaState().replicaEpoch()));
                var run = new FetchRun(
                        ask,
                        new FetchRun.World(
                                partitions, leaders, new ReplicaReads(cluster.choice, cluster.leaderThrottle), loop),
                        reads -> reply.accept(answer(scope, ask, reads)));
                scope.goesOnWith(run::hurry);
                run.start();
            });
        }

        private Fetch.Response answer(FetchScope scope, FetchRun.Request ask, List<PartitionRead> reads) {
            var shape = new FetchAnswer(ask, leaders, FETCH_VERSION, LISTENER);
            var response = copied(shape.of(scope.sessionId(), scope.tell(reads)));
            reads.forEach(FetchAnswer::release);
            return response;
        }

        void listOffsets(ListOffsets.Request request, Consumer<ListOffsets.Response> reply) {
            var asked = request.topics().get(0).partitions().get(0);
            var name = request.topics().get(0).name();
            var partition = partitions.find(name, asked.partitionIndex());
            if (partition == null) {
                loop.execute(() -> reply.accept(new ListOffsets.Response(0, List.of())));
                return;
            }
            partition
                    .offsetFor(new OffsetQuestion(asked.timestamp(), ReadLimit.LOG_END, asked.currentLeaderEpoch()))
                    .thenAccept(found -> loop.execute(() -> reply.accept(new ListOffsets.Response(
                            0,
                            List.of(new ListOffsets.TopicResponse(
                                    name,
                                    List.of(new ListOffsets.PartitionResponse(
                                            asked.partitionIndex(),
                                            found.error().code(),
                                            List.of(),
                                            -1,
                                            found.offset(),
                                            found.leaderEpoch()))))))));
        }
    }

    /** What goes over the wire is a copy. */
    private static Fetch.Response copied(Fetch.Response response) {
        List<Fetch.TopicResponse> topics = new ArrayList<>();
        for (var topic : response.responses()) {
            List<Fetch.PartitionData> partitions = new ArrayList<>();
            for (var data : topic.partitions()) {
                partitions.add(new Fetch.PartitionData(
                        data.partitionIndex(),
                        data.errorCode(),
                        data.highWatermark(),
                        data.lastStableOffset(),
                        data.logStartOffset(),
                        data.divergingEpoch(),
                        data.currentLeader(),
                        data.snapshotId(),
                        data.abortedTransactions(),
                        data.preferredReadReplica(),
                        new BytesPayload(bytes(data))));
            }
            topics.add(new Fetch.TopicResponse(topic.topic(), topic.topicId(), partitions));
        }
        return new Fetch.Response(
                response.throttleTimeMs(),
                ErrorCode.NONE.code(),
                response.sessionId(),
                topics,
                response.nodeEndpoints());
    }

    private static ByteBuffer bytes(Fetch.PartitionData data) {
        if (data.records() instanceof io.ottla.log.LogSlice slice) {
            var copy = ByteBuffer.allocate(slice.sizeInBytes());
            try {
                slice.copyTo(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return copy.flip();
        }
        return ByteBuffer.allocate(0);
    }
}
