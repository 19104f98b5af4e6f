package io.ottla.replication.partition;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.LogDirs;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.directory.Moves;
import io.ottla.log.disk.Disk;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.image.ImageFollower;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.replication.insync.Eligibility;
import io.ottla.replication.insync.InSync;
import io.ottla.replication.insync.IsrProposals;
import io.ottla.replication.partition.settings.TopicConfigs;
import io.ottla.replication.partition.settings.TopicSettings;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions this broker holds, kept in line with the committed image. Written on the home loop, which is the controller's;
 * the lookups may be called from any thread. A partition can be found as soon as the image has it; its log is opened when somebody
 * wants something of it, or, if it is new, when its turn has come.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class Partitions implements ImageFollower {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

    private final World world;
    private final Partition.Host host;
    private final List<Turn> turns;
    private final Departures departures = new Departures();
    private final Births births;
    private final Housekeeping housekeeping;
    private boolean started;
    private @Nullable TopicSettings plainSettings;
    private volatile HostedTopics hosted = HostedTopics.NONE;

    /**
     * What the partitions need of the world.
     *
     * @param loops the partition loops; each partition is given one of them for good
     * @param home where {@link #onImage} is called
     */
    public record World(
            int brokerId,
            LogDirs dirs,
            Disk disk,
            BackgroundWork background,
            List<Loop> loops,
            Loop home,
            Clock clock,
            TopicConfigs configs,
            Pace pace,
            Replication replication) {}

    /**
     * How this broker's partitions are kept together with those of other brokers.
     *
     * @param brokerEpoch under which this process is registered; any thread
     * @param lagTimeMax replica.lag.time.max.ms
     * @param eligibility who may be taken for in sync
     * @param proposals where changes of the in-sync replicas are asked for
     */
    public record Replication(
            LongSupplier brokerEpoch, Duration lagTimeMax, Eligibility eligibility, IsrProposals proposals) {
        /** There are no other brokers. */
        public static Replication none() {
            return new Replication(() -> -1, Duration.ofSeconds(30), (broker, epoch) -> false, IsrProposals.NOBODY);
        }
    }

    /**
     * How often things are looked at.
     *
     * @param highWatermarkCheckpoint replica.high.watermark.checkpoint.interval.ms
     * @param retentionCheck log.retention.check.interval.ms
     */
    public record Pace(Duration highWatermarkCheckpoint, Duration retentionCheck) {
        public static Pace defaults() {
            return new Pace(Duration.ofSeconds(5), Duration.ofMinutes(5));
        }
    }

    /** Reads the checkpoints of high watermarks, and so may block; before the loops run. */
    public Partitions(World world) {
        this.world = world;
        HighWatermarks marks = HighWatermarks.read(
                world.dirs(),
                new HighWatermarks.World(
                        world.disk(),
                        world.background(),
                        world.home(),
                        world.pace().highWatermarkCheckpoint()));
        Replication replication = world.replication();
        this.host = new Partition.Host(
                world.dirs(),
                marks,
                new ClosedLogs(world.dirs(), world.disk(), world.background()),
                new InSync.World(
                        world.brokerId(),
                        replication.brokerEpoch(),
                        replication.lagTimeMax(),
                        replication.eligibility(),
                        world.clock()),
                replication.proposals());
        this.births = new Births(world.home());
        this.housekeeping =
                new Housekeeping(world.home(), world.clock(), world.pace().retentionCheck(), this::all);
        this.turns = world.loops().stream()
                .map(loop -> new Turn(
                        loop, world.clock(), world.background(), marks, new LagWatch(loop, replication.lagTimeMax())))
                .toList();
    }

    /** Partition {@code index} of the topic with this name, if it is on this broker. */
    public @Nullable PartitionRef find(String topic, int index) {
        HostedTopics.Topic found = hosted.byName(topic);
        return found == null ? null : found.find(index);
    }

    /** Partition {@code index} of the topic with this id, if it is on this broker. */
    public @Nullable PartitionRef find(Uuid topicId, int index) {
        HostedTopics.Topic found = hosted.byId(topicId);
        return found == null ? null : found.find(index);
    }

    /** Every partition of this broker, in no order. */
    public List<PartitionRef> all() {
        List<PartitionRef> all = new ArrayList<>();
        for (HostedTopics.Topic topic : hosted.all()) {
            for (int i = 0; i < topic.size(); i++) {
                PartitionRef ref = topic.find(i);
                if (ref != null) {
                    all.add(ref);
                }
            }
        }
        return all;
    }

    @Override
    public void onImage(ImageDelta delta) {
        world.home().assertInside();
        HostedTopics.Draft draft = hosted.draft();
        List<PartitionRef> leaving = new ArrayList<>(0);
        for (Uuid id : delta.topics()) { // first, so that those who get their names know it
            if (delta.after().topics().byId(id) == null) {
                dropTopic(draft.byId(id), draft);
            }
        }
        for (Uuid id : delta.topics()) {
            TopicImage after = delta.after().topics().byId(id);
            if (after != null) {
                TopicImage before = delta.before().topics().byId(id);
                new Step(delta.after(), before, after).take(draft, leaving);
            }
        }
        hosted = draft.publish();
        leaving.forEach(ref -> drop(ref, ErrorCode.NOT_LEADER_OR_FOLLOWER));
        for (ConfigResource resource : delta.configs()) {
            if (started && resource.type() == ConfigResource.Type.TOPIC) {
                configure(resource.name(), delta.after());
            }
        }
        if (!started) {
            started = true;
            world.dirs().expect(all().stream().map(PartitionRef::topicPartition).collect(Collectors.toSet()));
            reportStrays();
            goOnMoving();
            housekeeping.start();
        }
        births.next();
    }

    /** The broker's own configuration behind the topics' has changed: every topic's settings are worked out again. */
    public void configureAll(ClusterImage image) {
        plainSettings = null;
        hosted.all().forEach(topic -> configure(topic.name(), image));
    }

    private void configure(String topic, ClusterImage image) {
        HostedTopics.Topic found = hosted.byName(topic);
        if (found == null) {
            return;
        }
        TopicSettings settings = settings(topic, image);
        for (int i = 0; i < found.size(); i++) {
            PartitionRef ref = found.find(i);
            if (ref != null) {
                Partition partition = ref.partition();
                ref.loop().execute(() -> partition.configure(settings));
            }
        }
    }

    /** Topics on which nothing is set share what that means. */
    private TopicSettings settings(String topic, ClusterImage image) {
        Map<String, String> overrides = image.configs().ofTopic(topic);
        if (!overrides.isEmpty()) {
            return world.configs().settings(overrides);
        }
        TopicSettings plain = plainSettings;
        if (plain == null) {
            plain = world.configs().settings(overrides);
            plainSettings = plain;
        }
        return plain;
    }

    private void dropTopic(HostedTopics.@Nullable Topic topic, HostedTopics.Draft draft) {
        if (topic == null) {
            return;
        }
        draft.put(topic.with(new @Nullable PartitionRef[0]));
        for (int i = 0; i < topic.size(); i++) {
            PartitionRef ref = topic.find(i);
            if (ref != null) {
                drop(ref, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            }
        }
    }

    private void drop(PartitionRef ref, ErrorCode reason) {
        TopicPartition name = ref.topicPartition();
        Partition partition = ref.partition();
        departures.leaves(partition);
        births.forget(partition);
        host.highWatermarks().forget(name);
        ref.loop().execute(() -> partition.remove(reason, () -> world.home().execute(() -> departures.gone(name))));
    }

    private void reportStrays() {
        Set<TopicPartition> strays = new HashSet<>(world.dirs().found());
        all().forEach(ref -> strays.remove(ref.topicPartition()));
        if (!strays.isEmpty()) {
            LOG.warn(
                    "{} partition directories belong to no partition of this broker and are left alone: {}",
                    strays.size(),
                    strays.stream().limit(10).toList());
        }
    }

    /** Moves between log directories go on where the process before this one was stopped. */
    private void goOnMoving() {
        for (Moves.Unfinished move : world.dirs().unfinishedMoves()) {
            TopicPartition name = move.partition();
            PartitionRef ref = find(name.topic(), name.partition());
            if (ref != null && move.topicId().equals(Optional.of(ref.topicId()))) {
                ref.moveTo(move.target().path());
            } else {
                world.dirs().callOffMove(name);
            }
        }
    }

    /**
     * Writes what is staged and the checkpoints, then closes the directories. Called on the home loop when no more requests come.
     *
     * @param brokerEpoch under which this broker is registered: noted in the marker of a clean shutdown
     */
    public void close(long brokerEpoch, Runnable onHome) {
        world.home().assertInside();
        housekeeping.stop();
        int[] open = {turns.size()};
        for (Turn turn : turns) {
            turn.loop().execute(() -> {
                turn.close();
                world.home().execute(() -> {
                    open[0]--;
                    if (open[0] == 0) {
                        host.highWatermarks().flush(() -> world.dirs().close(brokerEpoch, onHome));
                    }
                });
            });
        }
    }

    /** Brings the partitions of one topic from one image to the next. */
    private final class Step {
        private final ClusterImage image;
        private final @Nullable TopicImage before;
        private final TopicImage after;
        private @Nullable TopicSettings settings;

        Step(ClusterImage image, @Nullable TopicImage before, TopicImage after) {
            this.image = image;
            this.before = before;
            this.after = after;
        }

        void take(HostedTopics.Draft draft, List<PartitionRef> leaving) {
            HostedTopics.Topic known = draft.byId(after.id());
            HostedTopics.Topic topic = known == null ? HostedTopics.Topic.none(after.id(), after.name()) : known;
            @Nullable PartitionRef[] table = topic.table(after.partitionCount());
            for (int i = 0; i < table.length; i++) {
                PartitionRef ref = table[i];
                PartitionImage partition = after.partitions().get(i);
                boolean ours = partition.isReplica(world.brokerId());
                if (ref == null && ours) {
                    table[i] = bear(i, partition);
                } else if (ref != null && !ours) {
                    leaving.add(ref);
                    table[i] = null;
                } else if (ref != null && hasChanged(i, partition)) {
                    ref.loop().execute(() -> ref.partition().follow(partition));
                }
            }
            draft.put(topic.with(table));
        }

        private boolean hasChanged(int index, PartitionImage partition) {
            PartitionImage old = before == null ? null : before.partition(index);
            return old == null || old.partitionEpoch() != partition.partitionEpoch();
        }

        private PartitionRef bear(int index, PartitionImage partition) {
            if (settings == null) {
                settings = settings(after.name(), image);
            }
            TopicPartition name = new TopicPartition(after.name(), index);
            var birth = new Partition.Birth(name, after.id(), partition, settings, !departures.isLeaving(name));
            Turn turn = turns.get(Math.floorMod(after.id().hashCode() + index, turns.size()));
            Partition born = new Partition(birth, host, turn);
            departures.succeeded(born);
            if (!world.dirs().found().contains(name)) {
                births.add(born);
            }
            return born.ref();
        }
    }
}
