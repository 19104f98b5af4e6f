package io.ottla.broker.handler.data;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.NodeChange;
import io.ottla.replication.change.TopicChange;
import io.ottla.replication.change.TopicChange.PartitionChanged;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.Endpoint;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.cluster.AlterPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The plainest controller there can be: one image, leaders out of the ISR, and each node learns of it in its own time. */
final class ReplicaController {
    private final ReplicaCluster cluster;
    private ClusterImage image = ClusterImage.EMPTY;
    private Uuid topicId = Uuid.ZERO;
    private final long[] lastLearned = new long[10];

    ReplicaController(ReplicaCluster cluster) {
        this.cluster = cluster;
    }

    PartitionImage partition() {
        PartitionImage partition = image.topics().partition(topicId, 0);
        if (partition == null) {
            throw new AssertionError("no partition");
        }
        return partition;
    }

    void create(List<Integer> replicas) {
        topicId = Uuid.random(cluster.random);
        commit(
                new TopicChange.TopicCreated(topicId, ReplicaCluster.TOPIC),
                new TopicChange.PartitionSet(
                        topicId,
                        0,
                        PartitionImage.born(
                                replicas, replicas.stream().map(r -> Uuid.ONE).toList(), replicas)));
    }

    /** Another topic, led by its brokers in turn; nobody disturbs it. */
    Uuid create(String name, int partitions) {
        Uuid id = Uuid.random(cluster.random);
        List<MetadataChange> changes = new ArrayList<>();
        changes.add(new TopicChange.TopicCreated(id, name));
        for (int i = 0; i < partitions; i++) {
            List<Integer> replicas = List.of(1 + i % 3, 1 + (i + 1) % 3, 1 + (i + 2) % 3);
            changes.add(new TopicChange.PartitionSet(
                    id,
                    i,
                    PartitionImage.born(
                            replicas, replicas.stream().map(r -> Uuid.ONE).toList(), replicas)));
        }
        commit(changes.toArray(MetadataChange[]::new));
        return id;
    }

    void removeFirst() {
        remove(topicId);
    }

    void remove(Uuid id) {
        commit(new TopicChange.TopicRemoved(id));
    }

    void registered(int id, long epoch, boolean wasUnclean) {
        if (wasUnclean && !topicId.equals(Uuid.ZERO) && partition().isr().contains(id)) {
            leave(id);
        }
        commit(new NodeChange.BrokerRegistered(new BrokerImage(
                id,
                epoch,
                Uuid.random(cluster.random),
                List.of(new Endpoint(ReplicaNode.LISTENER, "host", id, (short) 0)),
                Map.of(),
                null,
                false,
                false,
                List.of(Uuid.ONE),
                null)));
        if (!topicId.equals(Uuid.ZERO) && !partition().hasLeader()) {
            elect(partition().isr());
        }
    }

    /** A session is over: it neither leads nor counts as in sync. */
    void fence(int id) {
        BrokerImage broker = image.nodes().broker(id);
        if (broker == null || broker.fenced()) {
            return;
        }
        commit(new NodeChange.BrokerFenced(id, broker.epoch()));
        leave(id);
    }

    private void leave(int id) {
        List<Integer> isr = new ArrayList<>(partition().isr());
        if (isr.size() > 1) {
            isr.remove((Integer) id);
        }
        if (partition().leader() == id || !partition().hasLeader()) {
            elect(isr);
        } else {
            change(isr, PartitionChanged.LEADER_UNCHANGED);
        }
    }

    /** Another of the in-sync replicas leads from now on. */
    void elect(List<Integer> isr) {
        List<Integer> alive = isr.stream().filter(image.nodes()::isAlive).toList();
        int leader = alive.isEmpty() ? PartitionImage.NO_LEADER : alive.get(cluster.random.nextInt(alive.size()));
        change(isr, leader);
    }

    private void change(@Nullable List<Integer> isr, int leader) {
        commit(new PartitionChanged(topicId, 0, isr, leader, null, null, null, null, null, null, null));
        cluster.note("isr " + partition().isr() + " leader " + partition().leader() + " epoch "
                + partition().leaderEpoch() + "/" + partition().partitionEpoch());
    }

    private void commit(MetadataChange... changes) {
        for (MetadataChange change : changes) {
            image = change.applyTo(image);
        }
        for (ReplicaNode node : cluster.nodes()) {
            teach(node);
        }
    }

    void teach(ReplicaNode node) {
        ClusterImage now = image;
        long late = cluster.random.nextInt(4) == 0 ? 300_000_000L : 0;
        long at = Math.max(lastLearned[node.id], cluster.nanos() + cluster.delayNanos() + late);
        lastLearned[node.id] = at;
        cluster.world.schedule(Duration.ofNanos(at - cluster.nanos()), () -> {
            if (!node.isDead()) {
                node.learn(now);
            }
        });
    }

    void alter(AlterPartition.Request request, Consumer<AlterPartition.Response> reply) {
        List<AlterPartition.TopicResponse> topics = new ArrayList<>();
        BrokerImage broker = image.nodes().broker(request.brokerId());
        if (broker == null || broker.epoch() != request.brokerEpoch()) {
            reply.accept(new AlterPartition.Response(0, ErrorCode.STALE_BROKER_EPOCH.code(), List.of()));
            return;
        }
        for (var topic : request.topics()) {
            List<AlterPartition.PartitionResponse> answers = new ArrayList<>();
            for (var asked : topic.partitions()) {
                ErrorCode error = alter(request.brokerId(), asked);
                PartitionImage now = partition();
                answers.add(new AlterPartition.PartitionResponse(
                        asked.partitionIndex(),
                        error.code(),
                        now.leader(),
                        now.leaderEpoch(),
                        now.isr(),
                        (byte) 0,
                        now.partitionEpoch()));
            }
            topics.add(new AlterPartition.TopicResponse("", topic.topicId(), answers));
        }
        reply.accept(new AlterPartition.Response(0, (short) 0, topics));
    }

    private ErrorCode alter(int asker, AlterPartition.Partition asked) {
        PartitionImage now = partition();
        if (now.leader() != asker || asked.leaderEpoch() != now.leaderEpoch()) {
            return ErrorCode.FENCED_LEADER_EPOCH;
        }
        if (asked.partitionEpoch() != now.partitionEpoch()) {
            return ErrorCode.INVALID_UPDATE_VERSION;
        }
        List<Integer> isr = new ArrayList<>();
        for (var member : asked.newIsrWithEpochs()) {
            BrokerImage broker = image.nodes().broker(member.brokerId());
            if (broker == null
                    || broker.fenced()
                    || (member.brokerEpoch() >= 0 && member.brokerEpoch() != broker.epoch())) {
                return ErrorCode.INELIGIBLE_REPLICA;
            }
            isr.add(member.brokerId());
        }
        change(isr, PartitionChanged.LEADER_UNCHANGED);
        if (cluster.random.nextInt(4) == 0) { // who has just been taken in may have to lead at once
            cluster.world.schedule(
                    Duration.ofMillis(cluster.random.nextInt(50)),
                    () -> elect(partition().isr()));
        }
        return ErrorCode.NONE;
    }
}
