package io.ottla.replication.partition;

import io.ottla.base.ManualLoop;
import io.ottla.base.ManualTime;
import io.ottla.log.LogDirs;
import io.ottla.log.StorageSettings;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.TopicChange;
import io.ottla.replication.fixture.ManualBackground;
import io.ottla.replication.fixture.MemoryDisk;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.Touched;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.replication.partition.settings.TopicSettings;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.BatchRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A broker's partitions on a disk in memory, which follow an image that the test moves. Broker 1; two loops and a home. */
final class Host {
    static final Path DIRECTORY = Path.of("/data");

    final ManualTime time;
    final ManualLoop home;
    final ManualBackground background;
    final MemoryDisk disk;
    final CommittedImage image = new CommittedImage();
    final LogDirs dirs;
    final Partitions partitions;
    private final Random random = new Random(5);

    Host() throws IOException {
        this(new MemoryDisk());
    }

    Host(MemoryDisk disk) throws IOException {
        this.disk = disk;
        time = new ManualTime();
        home = time.loop("home");
        background = new ManualBackground(time);
        if (!disk.exists(DIRECTORY)) {
            disk.createDirectories(DIRECTORY);
            new MetaProperties("cluster", 1, Uuid.ONE).write(disk, DIRECTORY);
        }
        dirs = LogDirs.start(
                List.of(DIRECTORY),
                StorageSettings.defaults("cluster", 1),
                new LogDirs.World(disk, time.clock(), new Random(1), background, home),
                (directory, lastOne) -> {});
        partitions = new Partitions(new Partitions.World(
                1,
                dirs,
                disk,
                background,
                List.of(time.loop("one"), time.loop("two")),
                home,
                time.clock(),
                Host::settings,
                Partitions.Pace.defaults(),
                Partitions.Replication.none()));
        image.follow(partitions);
        time.settle();
    }

    private static TopicSettings settings(Map<String, String> configs) {
        TopicSettings defaults = TopicSettings.defaults();
        BatchRules rules = defaults.batches();
        return new TopicSettings(
                defaults.log()
                        .rebuilt()
                        .flushMessages(Long.parseLong(configs.getOrDefault("flush.messages", "" + Long.MAX_VALUE)))
                        .deletesOld(!"compact".equals(configs.get("cleanup.policy")))
                        .retentionMs(Long.parseLong(configs.getOrDefault("retention.ms", "604800000")))
                        .build(),
                new BatchRules(
                        Integer.parseInt(configs.getOrDefault("max.message.bytes", "" + rules.maxMessageBytes())),
                        rules.timestampType(),
                        rules.timestampBeforeMaxMs(),
                        rules.timestampAfterMaxMs(),
                        rules.compacted(),
                        rules.compressor(),
                        rules.maxUncompressedBytes()),
                Integer.parseInt(configs.getOrDefault("min.insync.replicas", "1")));
    }

    /** Commits changes, and lets everything settle. */
    void commit(MetadataChange... changes) {
        commit(List.of(changes));
        time.settle();
    }

    private void commit(List<MetadataChange> changes) {
        Touched touched = new Touched();
        ClusterImage after = image.current();
        for (MetadataChange change : changes) {
            after = change.applyTo(after);
            change.touch(touched);
        }
        ClusterImage last = after;
        home.within(() -> image.advance(touched.between(image.current(), last)));
    }

    /** A topic whose partitions have these replicas, all in sync, and the first leads. */
    Uuid create(String name, int partitions, List<Integer> replicas) {
        Uuid id = Uuid.random(random);
        List<MetadataChange> changes = new ArrayList<>();
        changes.add(new TopicChange.TopicCreated(id, name));
        for (int i = 0; i < partitions; i++) {
            changes.add(new TopicChange.PartitionSet(id, i, partition(replicas)));
        }
        commit(changes);
        time.settle();
        return id;
    }

    static PartitionImage partition(List<Integer> replicas) {
        return PartitionImage.born(
                replicas, replicas.stream().map(r -> Uuid.ONE).toList(), replicas);
    }

    /** One partition with this broker alone. */
    PartitionRef single(String name) {
        create(name, 1, List.of(1));
        return ref(name, 0);
    }

    PartitionRef ref(String topic, int index) {
        PartitionRef ref = partitions.find(topic, index);
        if (ref == null) {
            throw new AssertionError("no partition " + topic + "-" + index);
        }
        return ref;
    }

    void set(String topic, String name, @Nullable String value) {
        commit(new ConfigChanged(ConfigResource.topic(topic), name, value));
    }

    /** Names a leader: raises the leader epoch. */
    void lead(Uuid topic, int leader, List<Integer> isr) {
        commit(new TopicChange.PartitionChanged(topic, 0, isr, leader, null, null, null, null, null, null, null));
    }

    ByteBuffer batch(String... values) {
        BatchBuilder builder = new BatchBuilder();
        for (String value : values) {
            builder.append(time.clock().wallMs(), null, value.getBytes(StandardCharsets.UTF_8));
        }
        return builder.build();
    }

    /** Appends and settles. */
    Asked append(PartitionRef ref, int acks, String... values) {
        Asked asked = new Asked();
        ref.append(batch(values), (short) acks, asked);
        time.settle();
        return asked;
    }

    PartitionView view(PartitionRef ref) {
        PartitionView view = ref.view();
        if (view == null) {
            throw new AssertionError(ref + " is not open");
        }
        return view;
    }

    /** Stops in order and starts again on the same disk and image. */
    Host restart() throws IOException {
        boolean[] closed = {false};
        home.within(() -> partitions.close(7, () -> closed[0] = true));
        time.settle();
        if (!closed[0]) {
            throw new AssertionError("not closed");
        }
        return again(disk);
    }

    /** Starts again on {@code found} with the same image. */
    Host again(MemoryDisk found) throws IOException {
        Host next = new Host(found);
        next.home.within(() -> next.image.advance(Touched.everything(ClusterImage.EMPTY, image.current())));
        next.time.settle();
        return next;
    }

    /** Somebody who appends, and what he was told. */
    static class Asked implements AppendCallback {
        int written;

        @Nullable
        AppendResult result;

        @Override
        public void written() {
            if (result != null) {
                throw new AssertionError("written after it was completed");
            }
            written++;
        }

        @Override
        public void completed(AppendResult newResult) {
            if (written != 1 || result != null) {
                throw new AssertionError("completed " + newResult + " after " + result + ", written " + written);
            }
            result = newResult;
        }

        AppendResult result() {
            if (result == null) {
                throw new AssertionError("not answered yet");
            }
            return result;
        }
    }
}
