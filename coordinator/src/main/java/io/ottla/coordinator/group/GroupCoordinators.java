package io.ottla.coordinator.group;

import io.ottla.base.Check;
import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.coordinator.group.admin.Deleting;
import io.ottla.coordinator.group.admin.Describing;
import io.ottla.coordinator.group.membership.Joining;
import io.ottla.coordinator.group.membership.Leaving;
import io.ottla.coordinator.group.membership.Sessions;
import io.ottla.coordinator.group.membership.Syncing;
import io.ottla.coordinator.group.offset.Committing;
import io.ottla.coordinator.group.offset.Fetching;
import io.ottla.coordinator.group.record.GroupRecords;
import io.ottla.coordinator.group.request.Client;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.coordinator.group.request.JoinRules;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Seekers;
import io.ottla.log.background.BackgroundWork;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.image.ImageFollower;
import io.ottla.replication.image.TopicImage;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Machine;
import io.ottla.replication.machine.Moment;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.message.group.DeleteGroups;
import io.ottla.wire.message.group.DescribeGroups;
import io.ottla.wire.message.group.Heartbeat;
import io.ottla.wire.message.group.JoinGroup;
import io.ottla.wire.message.group.LeaveGroup;
import io.ottla.wire.message.group.ListGroups;
import io.ottla.wire.message.group.OffsetCommit;
import io.ottla.wire.message.group.OffsetDelete;
import io.ottla.wire.message.group.OffsetFetch;
import io.ottla.wire.message.group.SyncGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The door to the groups this broker coordinates: those whose partition of {@code __consumer_offsets} it leads. May be called from any
 * thread; stages complete on the partition's loop and never fail. Of a partition nothing is known, or in memory, before somebody asks
 * for one of its groups, or a {@link Rounds round} comes by.
 */
public final class GroupCoordinators implements ImageFollower {
    /** Where the groups are kept. */
    public static final String TOPIC = "__consumer_offsets";

    private static final int BITE_BYTES = 256 << 10;
    private static final int MOST_ID_CHARS = 1000;

    private final CommittedImage image;
    private final Partitions partitions;
    private final Random random;
    private final Map<Loop, Shards> shards = new HashMap<>();
    private final Map<Loop, Rounds> rounds = new HashMap<>();

    /**
     * What the coordinators need of the world.
     *
     * @param loops every loop partitions live on
     * @param random of the ids members get; called from several threads
     */
    public record World(
            CommittedImage image,
            Partitions partitions,
            List<Loop> loops,
            BackgroundWork background,
            Clock clock,
            Random random) {}

    /**
     * How the groups' records are written.
     *
     * @param compressor offsets.topic.compression.codec
     * @param longestCommit offsets.commit.timeout.ms: who has waited so long for any of them is told COORDINATOR_NOT_AVAILABLE
     */
    public record Writing(Compressor compressor, Duration longestCommit) {}

    public GroupCoordinators(World world, GroupSettings settings, Writing writing) {
        this.image = world.image();
        this.partitions = world.partitions();
        this.random = world.random();
        var kind = new Machine.Kind<GroupMachine, GroupChange>(
                () -> new GroupMachine(settings),
                new GroupRecords(),
                writing.compressor(),
                BITE_BYTES,
                writing.longestCommit());
        for (Loop loop : world.loops()) {
            Shards mine = new Shards(kind, world.background(), world.clock());
            shards.put(loop, mine);
            rounds.put(loop, new Rounds(loop, mine, this::led, Duration.ofMillis(settings.checkIntervalMs())));
        }
    }

    /** The partition that keeps {@code group}, as Kafka chooses it, of a topic with so many. */
    public static int partitionOf(String group, int partitionCount) {
        int hash = group.hashCode();
        return (hash == Integer.MIN_VALUE ? 0 : Math.abs(hash)) % partitionCount;
    }

    // ---- members

    /**
     * Hears that a client has been told to come here for {@code group}: it may be about to join. What is known of the group is read
     * meanwhile.
     */
    public void expect(String group, String clientId) {
        var unused = ask(group, error -> error, (groups, asker, now) -> Seekers.seen(groups, group, clientId, now));
    }

    /**
     * Joins a group; answered when everybody has joined.
     *
     * @param request with the rebalance timeout filled in
     */
    public CompletionStage<JoinGroup.Response> join(JoinGroup.Request request, Client client, JoinRules rules) {
        String name = request.groupInstanceId() == null ? client.clientId() : request.groupInstanceId();
        String freshId = freshId(name);
        return ask(
                request.groupId(),
                error -> Joining.refused(request.memberId(), error),
                (groups, asker, now) ->
                        Joining.join(groups, new Joining.Join(request, client, rules, freshId, asker), now));
    }

    private String freshId(String name) {
        String prefix = name.length() > MOST_ID_CHARS ? name.substring(0, MOST_ID_CHARS) : name;
        return prefix + "-" + new UUID(random.nextLong(), random.nextLong());
    }

    /** Asks for the assignment of a member; answered when its leader has brought it. */
    public CompletionStage<SyncGroup.Response> sync(SyncGroup.Request request) {
        return ask(
                request.groupId(), Syncing::refused, (groups, asker, now) -> Syncing.sync(groups, request, asker, now));
    }

    /** Hears that a member is alive. As long as the group is being read it is believed. */
    public CompletionStage<Heartbeat.Response> heartbeat(Heartbeat.Request request) {
        return ask(
                request.groupId(),
                error -> Sessions.answer(error == ErrorCode.COORDINATOR_LOAD_IN_PROGRESS ? ErrorCode.NONE : error),
                (groups, asker, now) -> Sessions.heartbeat(groups, request, asker, now));
    }

    /** Takes members out of a group. */
    public CompletionStage<LeaveGroup.Response> leave(LeaveGroup.Request request) {
        return ask(
                request.groupId(),
                Leaving::refused,
                (groups, asker, now) -> Leaving.leave(groups, request, asker, now));
    }

    // ---- offsets

    /** Keeps how far a group has read. All topics are known and named. GROUP_ID_NOT_FOUND: a member of a group nobody knows. */
    public CompletionStage<OffsetCommit.Response> commit(OffsetCommit.Request request) {
        return askAny(
                request.groupId(),
                error -> Committing.refused(request, error),
                (groups, asker, now) -> Committing.commit(groups, request, asker, now));
    }

    /** Tells how far a group has read. All topics are named. */
    public CompletionStage<OffsetFetch.GroupResponse> fetch(OffsetFetch.Group request) {
        return askAny(
                request.groupId(),
                error -> Fetching.refused(request.groupId(), forReaders(error)),
                (groups, asker, now) -> Decision.answer(asker, Fetching.fetch(groups, request)));
    }

    /** As Kafka: not every client knows that it may ask again after COORDINATOR_NOT_AVAILABLE. */
    private static ErrorCode forReaders(ErrorCode error) {
        return error == ErrorCode.COORDINATOR_NOT_AVAILABLE ? ErrorCode.NOT_COORDINATOR : error;
    }

    /** Forgets how far a group has read. */
    public CompletionStage<OffsetDelete.Response> deleteOffsets(OffsetDelete.Request request) {
        return ask(
                request.groupId(),
                Deleting::refused,
                (groups, asker, now) -> Deleting.deleteOffsets(groups, request, asker));
    }

    // ---- administration

    /** Tells all about one group. An unknown one is Dead, with GROUP_ID_NOT_FOUND. */
    public CompletionStage<DescribeGroups.Group> describe(String group) {
        return askAny(
                group,
                error -> Describing.refused(group, GroupState.EMPTY, error),
                (groups, asker, now) -> Decision.answer(asker, Describing.describe(groups, group)));
    }

    /** Deletes one group, which must have no members. */
    public CompletionStage<DeleteGroups.GroupResult> delete(String group) {
        return askAny(
                group,
                error -> Deleting.groupAnswer(group, error),
                (groups, asker, now) -> Deleting.deleteGroup(groups, group, asker));
    }

    /** Lists the groups of this broker. */
    public CompletionStage<ListGroups.Response> list(ListGroups.Request request) {
        List<CompletableFuture<ListGroups.Response>> parts = new ArrayList<>();
        for (PartitionRef partition : led()) {
            parts.add(askAt(
                    partition,
                    error -> new ListGroups.Response(0, error.code(), List.of()),
                    (groups, asker, now) -> Decision.answer(
                            asker,
                            new ListGroups.Response(0, ErrorCode.NONE.code(), Describing.list(groups, request)))));
        }
        return CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> together(parts));
    }

    /** What another broker has taken over it will list. */
    private static ListGroups.Response together(List<CompletableFuture<ListGroups.Response>> parts) {
        List<ListGroups.Group> groups = new ArrayList<>();
        for (CompletableFuture<ListGroups.Response> part : parts) {
            ListGroups.Response answer = part.join();
            ErrorCode error = ErrorCode.of(answer.errorCode());
            if (error != ErrorCode.NONE && error != ErrorCode.NOT_COORDINATOR) {
                return new ListGroups.Response(0, error.code(), List.of());
            }
            groups.addAll(answer.groups());
        }
        return new ListGroups.Response(0, ErrorCode.NONE.code(), groups);
    }

    /** What nobody asks for grows old from now on too. */
    public void begin() {
        rounds.forEach((loop, mine) -> loop.execute(mine::begin));
    }

    /** Members that wait for others are sent elsewhere: this broker stops, and does not want to wait for them. */
    public void giveUp() {
        rounds.forEach((loop, mine) -> loop.execute(mine::end));
        shards.forEach((loop, mine) -> loop.execute(mine::giveUp));
    }

    /** With a topic goes how far it was read. */
    @Override
    public void onImage(ImageDelta delta) {
        Set<String> deleted = new HashSet<>();
        for (Uuid id : delta.topics()) {
            TopicImage before = delta.before().topics().byId(id);
            if (before != null && delta.after().topics().byId(id) == null) {
                deleted.add(before.name());
            }
        }
        if (deleted.isEmpty() || deleted.contains(TOPIC)) {
            return;
        }
        for (PartitionRef partition : led()) {
            var unused =
                    askAt(partition, error -> error, (groups, asker, now) -> Deleting.topicsDeleted(groups, deleted));
        }
    }

    // ---- the way to the machine

    /** A question about one group. */
    private interface Ask<R> {
        Decision<GroupChange> decide(Groups groups, Asker<R> asker, Moment now);
    }

    /** As {@link #askAny}; a group of members has a name. */
    private <R> CompletableFuture<R> ask(String group, Function<ErrorCode, R> refused, Ask<R> question) {
        return group.isEmpty()
                ? CompletableFuture.completedFuture(refused.apply(ErrorCode.INVALID_GROUP_ID))
                : askAny(group, refused, question);
    }

    private <R> CompletableFuture<R> askAny(String group, Function<ErrorCode, R> refused, Ask<R> question) {
        TopicImage topic = image.current().topics().byName(TOPIC);
        PartitionRef partition =
                topic == null ? null : partitions.find(TOPIC, partitionOf(group, topic.partitionCount()));
        return partition == null
                ? CompletableFuture.completedFuture(refused.apply(ErrorCode.NOT_COORDINATOR))
                : askAt(partition, refused, question);
    }

    private <R> CompletableFuture<R> askAt(PartitionRef partition, Function<ErrorCode, R> refused, Ask<R> question) {
        Asked<R> asked = new Asked<>(refused);
        Loop loop = partition.loop();
        Shards mine = Check.present(shards.get(loop), "no shards on the loop of %s", partition);
        Runnable ask = () -> mine.of(partition).ask(asked, (state, now) -> question.decide(state.groups(), asked, now));
        if (loop.isInside()) {
            ask.run();
        } else {
            loop.execute(ask);
        }
        return asked.stage();
    }

    /** The partitions of the topic that are led here. */
    private List<PartitionRef> led() {
        List<PartitionRef> led = new ArrayList<>();
        TopicImage topic = image.current().topics().byName(TOPIC);
        int count = topic == null ? 0 : topic.partitionCount();
        for (int i = 0; i < count; i++) {
            @Nullable PartitionRef partition = partitions.find(TOPIC, i);
            if (partition != null && partition.leadership().isLocal()) {
                led.add(partition);
            }
        }
        return led;
    }
}
