package io.ottla.broker.handler.data;

import io.ottla.base.ManualLoop;
import io.ottla.base.ManualTime;
import io.ottla.base.Seeds;
import io.ottla.broker.fetch.ReadReplicas;
import io.ottla.log.LogRead;
import io.ottla.log.LogSlice;
import io.ottla.log.testing.CrashDisk;
import io.ottla.replication.follower.Throttle;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.PartitionView;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.replication.partition.settings.TopicSettings;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.compress.Decompressors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Three brokers' partitions and fetchers in one thread, under one seed: one topic with one partition, a network that delays, breaks and
 * swallows, processes that are killed, machines that lose power. The laws are in {@link #check}.
 */
final class ReplicaCluster {
    static final String TOPIC = "topic";
    static final List<Integer> ALL = List.of(1, 2, 3);

    final ManualTime time = new ManualTime();
    final ManualLoop world = time.loop("world");
    final Random random;
    ReadReplicas choice = ReadReplicas.LEADER;
    /** Is every message quick? */
    boolean isCalm;

    final Brake leaderThrottle = new Brake();
    final Brake followerThrottle = new Brake();
    final ReplicaNetwork network = new ReplicaNetwork(this);
    final ReplicaController controller = new ReplicaController(this);
    private final TopicSettings settings;
    private final Map<Integer, ReplicaNode> nodes = new TreeMap<>();
    /** What was acknowledged with acks=all: offset and the value that must be there for good. */
    final Map<Long, String> acknowledged = new TreeMap<>();
    /** What somebody has shown to readers. */
    private final Map<Long, String> shown = new TreeMap<>();

    private final Map<ReplicaNode, Long> highWatermarks = new HashMap<>();
    private final List<String> history = new ArrayList<>();
    private long epochs = 100;
    private int values;
    int refused;
    private final Map<String, Integer> acknowledgedElsewhere = new HashMap<>();

    /** Holds everything back while it is on, and counts. */
    static final class Brake implements Throttle {
        boolean isOn;
        long bytes;

        @Override
        public boolean holdsBack(TopicPartition partition) {
            return isOn;
        }

        @Override
        public void used(TopicPartition partition, int used) {
            bytes += used;
        }
    }

    ReplicaCluster(long seed, long flushMessages) {
        random = Seeds.random(seed);
        TopicSettings defaults = TopicSettings.defaults();
        settings = new TopicSettings(
                defaults.log()
                        .rebuilt()
                        .flushMessages(flushMessages)
                        .segmentBytes(2000)
                        .build(),
                defaults.batches(),
                2);
        ALL.forEach(id -> start(id, new CrashDisk(), false));
        controller.create(ALL);
        time.advance(Duration.ofSeconds(2));
    }

    long nanos() {
        return time.clock().nanos();
    }

    /** Mostly short, sometimes long. */
    long delayNanos() {
        long most = !isCalm && random.nextInt(20) == 0 ? 200_000_000L : 2_000_000L;
        return 1 + (long) (random.nextDouble() * most);
    }

    void note(String what) {
        history.add(nanos() / 1_000_000 + " ms: " + what);
    }

    String history() {
        int from = Math.max(0, history.size() - 60);
        return String.join("\n", history.subList(from, history.size()));
    }

    Collection<ReplicaNode> nodes() {
        return nodes.values();
    }

    @Nullable
    ReplicaNode node(int id) {
        return nodes.get(id);
    }

    private void start(int id, CrashDisk disk, boolean wasUnclean) {
        ReplicaNode node = new ReplicaNode(this, id, ++epochs, disk, settings);
        nodes.put(id, node);
        note("start " + id + (wasUnclean ? " after a power loss" : ""));
        controller.registered(id, node.epoch, wasUnclean);
        controller.teach(node);
    }

    // ---- what happens

    void kill(int id) {
        ReplicaNode node = nodes.get(id);
        if (node == null || node.isDead()) {
            return;
        }
        note("kill " + id);
        node.die();
        network.died(id);
        world.schedule(Duration.ofMillis(300), () -> {
            if (nodes.get(id) == node) {
                controller.fence(id);
            }
        });
    }

    void restart(int id, boolean powerLoss) {
        ReplicaNode node = nodes.get(id);
        if (node != null && node.isDead()) {
            start(id, powerLoss ? node.disk.crash(random) : node.disk.kill(), powerLoss);
        }
    }

    long dead() {
        return nodes.values().stream().filter(ReplicaNode::isDead).count();
    }

    @Nullable
    ReplicaNode leader() {
        for (ReplicaNode node : nodes.values()) {
            PartitionRef ref = node.isDead() ? null : node.partition();
            if (ref != null && ref.leadership().isLocal()) {
                return node;
            }
        }
        return null;
    }

    /** To whoever believes that it leads. */
    void produce(int acks) {
        for (ReplicaNode node : nodes.values()) {
            PartitionRef ref = node.isDead() ? null : node.partition();
            if (ref != null && ref.leadership().isLocal() && random.nextBoolean()) {
                append(node, ref, acks);
            }
        }
    }

    void append(ReplicaNode node, PartitionRef ref, int acks) {
        List<String> sent = new ArrayList<>();
        BatchBuilder builder = new BatchBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String value = "v" + values++;
            sent.add(value);
            builder.append(time.clock().wallMs(), null, value.getBytes(StandardCharsets.UTF_8));
        }
        ref.append(builder.build(), (short) acks, new AppendCallback() {
            @Override
            public long patienceMs() {
                return 5_000;
            }

            @Override
            public void written() {}

            @Override
            public void completed(AppendResult result) {
                if (node.isDead()) {
                    return;
                }
                if (result.error() != ErrorCode.NONE) {
                    refused++;
                } else if (acks == -1) {
                    note(node.id + " acknowledges " + result.baseOffset() + ".." + result.lastOffset());
                    for (int i = 0; i < sent.size(); i++) {
                        acknowledged.put(result.baseOffset() + i, sent.get(i));
                    }
                }
            }
        });
    }

    /** One batch with one record to every partition of another topic. */
    void appendToAll(String topic) {
        for (ReplicaNode node : nodes.values()) {
            for (PartitionRef ref : node.partitions.all()) {
                if (ref.topicPartition().topic().equals(topic)
                        && ref.leadership().isLocal()) {
                    ByteBuffer batch = new BatchBuilder()
                            .append(time.clock().wallMs(), null, ("w" + values++).getBytes(StandardCharsets.UTF_8))
                            .build();
                    ref.append(batch, (short) -1, new AppendCallback() {
                        @Override
                        public void written() {}

                        @Override
                        public void completed(AppendResult result) {
                            note(ref + " answers " + result);
                            if (result.error() == ErrorCode.NONE) {
                                acknowledgedElsewhere.merge(topic, 1, Integer::sum);
                            }
                        }
                    });
                }
            }
        }
    }

    long highWatermark(ReplicaNode node) {
        PartitionRef ref = node.partition();
        PartitionView view = ref == null ? null : ref.view();
        return view == null ? -1 : view.highWatermark();
    }

    int acknowledged(String topic) {
        return acknowledgedElsewhere.getOrDefault(topic, 0);
    }

    /** All replicas of another topic's partitions are the same, and shown alike. */
    void checkSame(String topic) {
        Map<String, Map<Long, String>> logs = new HashMap<>();
        for (ReplicaNode node : nodes.values()) {
            for (PartitionRef ref : node.partitions.all()) {
                if (ref.topicPartition().topic().equals(topic)) {
                    PartitionView view = ref.view();
                    if (view == null || view.highWatermark() < view.log().endOffset()) {
                        throw new AssertionError(node.id + " is behind: " + view);
                    }
                    Map<Long, String> log = read(ref, Long.MAX_VALUE);
                    Map<Long, String> other = logs.putIfAbsent(ref.toString(), log);
                    if (other != null && !other.equals(log)) {
                        throw new AssertionError(ref + " is " + log + " on " + node.id + ", and " + other);
                    }
                }
            }
        }
    }

    // ---- laws

    /** What was acknowledged or shown stays so; no high watermark falls while its process lives. */
    void check() {
        for (ReplicaNode node : nodes.values()) {
            PartitionRef ref = node.isDead() ? null : node.partition();
            PartitionView view = ref == null ? null : ref.view();
            if (view == null) {
                continue;
            }
            long before = highWatermarks.getOrDefault(node, 0L);
            if (view.highWatermark() < before) {
                throw new AssertionError(
                        node.id + " shows " + view.highWatermark() + " after " + before + "\n" + history());
            }
            highWatermarks.put(node, view.highWatermark());
            Map<Long, String> there = read(node, view.highWatermark());
            there.forEach((offset, value) -> {
                String known = shown.putIfAbsent(offset, value);
                if (known != null && !known.equals(value)) {
                    throw new AssertionError(node.id + " shows " + value + " at " + offset + ", where " + known
                            + " was shown before\n" + history());
                }
            });
        }
        acknowledged.forEach((offset, value) -> {
            String known = shown.get(offset);
            if (known != null && !known.equals(value)) {
                throw new AssertionError(
                        value + " was acknowledged at " + offset + ", where " + known + " is shown\n" + history());
            }
        });
    }

    /** Everything is mended, and all logs are the same and hold what was acknowledged. */
    void settleAndCheck() {
        network.heal();
        for (int id : ALL) {
            restart(id, false);
        }
        for (int i = 0; i < 60; i++) {
            time.advance(Duration.ofSeconds(1));
            check();
        }
        ReplicaNode leader = leader();
        if (leader == null || controller.partition().isr().size() < ALL.size()) {
            throw new AssertionError(
                    "not in sync at last: " + controller.partition() + "\n" + nodes.values() + "\n" + history());
        }
        Map<Long, String> log = read(leader, Long.MAX_VALUE);
        for (ReplicaNode node : nodes.values()) {
            Map<Long, String> other = read(node, Long.MAX_VALUE);
            if (!other.equals(log)) {
                throw new AssertionError(
                        node.id + " has " + other + ",\n" + leader.id + " has " + log + "\n" + history());
            }
        }
        acknowledged.forEach((offset, value) -> {
            if (!value.equals(log.get(offset))) {
                throw new AssertionError(
                        value + " at " + offset + " is lost: there is " + log.get(offset) + "\n" + history());
            }
        });
    }

    /** The values of a node's log below {@code end}, by offset. */
    Map<Long, String> read(ReplicaNode node, long end) {
        PartitionRef ref = node.partition();
        return ref == null ? Map.of() : read(ref, end);
    }

    Map<Long, String> read(PartitionRef ref, long end) {
        Map<Long, String> found = new TreeMap<>();
        PartitionView view = ref.view();
        if (view == null) {
            return found;
        }
        long offset = view.log().logStartOffset();
        long to = Math.min(end, view.log().endOffset());
        while (offset < to) {
            LogSlice[] slice = {null};
            LogRead read = view.log().read(offset, Integer.MAX_VALUE, true, to);
            if (read instanceof LogRead.Cold cold) {
                cold.warm(world, warmed -> slice[0] = warmed instanceof LogSlice it ? it : null);
                while (slice[0] == null && time.step()) {}
            } else if (read instanceof LogSlice it) {
                slice[0] = it;
            }
            if (slice[0] == null || slice[0].isEmpty()) {
                return found; // the log has moved on meanwhile
            }
            offset = take(slice[0], found);
        }
        return found;
    }

    private static long take(LogSlice slice, Map<Long, String> found) {
        ByteBuffer bytes = ByteBuffer.allocate(slice.sizeInBytes());
        try {
            slice.copyTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        slice.release();
        bytes.flip();
        Batches batches = new Batches().over(bytes);
        long end = 0;
        while (batches.next()) {
            RecordBatch batch = batches.batch();
            RecordCursor cursor = new RecordCursor(new Decompressors()).over(batch);
            while (cursor.next()) {
                found.put(cursor.offset(), new String(cursor.copyOfValue(), StandardCharsets.UTF_8));
            }
            end = batch.nextOffset();
        }
        return end;
    }
}
