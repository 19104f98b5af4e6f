package io.ottla.log;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.checkpoint.PartitionMetadata;
import io.ottla.log.directory.Checkpoints;
import io.ottla.log.directory.Directory;
import io.ottla.log.directory.DirectorySet;
import io.ottla.log.directory.LogHome;
import io.ottla.log.directory.Moves;
import io.ottla.log.directory.PartitionDirName;
import io.ottla.log.directory.Stocktaking;
import io.ottla.log.directory.Surroundings;
import io.ottla.log.disk.Disk;
import io.ottla.log.recovery.LoadedLog;
import io.ottla.log.recovery.LogOpening;
import io.ottla.log.recovery.Settling;
import io.ottla.log.recovery.UnsupportedFormat;
import io.ottla.log.segment.PageCache;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This broker's log directories and the logs in them. A door: its methods may be called from any thread unless they say
 * otherwise; the directories' own state lives on the loop given as {@code home}.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class LogDirs {
    private static final Logger LOG = LoggerFactory.getLogger(LogDirs.class);
    /** After an unclean stop the broker first starts, then recovers what nobody has asked for. */
    private static final Duration BEFORE_SETTLING = Duration.ofSeconds(10);

    private final StorageSettings settings;
    private final World world;
    private final Surroundings surroundings;
    private final Listener listener;
    private final DirectorySet directories;
    private final Set<TopicPartition> found;
    private final boolean wasClean;

    private final Map<TopicPartition, Hosted> hosted = new HashMap<>();
    private final ArrayDeque<Hosted> unsettled = new ArrayDeque<>();
    private final Moves<Hosted> moves;
    // Written by whoever changes the configuration, read on the loops.
    private volatile long producerExpirationMs;
    private volatile Set<Path> cordoned = Set.of();

    /** A directory could not be looked into at the start: logs may be there that were not found. */
    private final boolean isIncomplete;
    /** Partitions that are older than this process and were not found. */
    private final Set<TopicPartition> missing = new HashSet<>();

    private boolean closing;

    /** What the directories need of the world. */
    public record World(Disk disk, Clock clock, Random random, BackgroundWork background, Loop home) {
        Surroundings surroundings() {
            return new Surroundings(
                    disk,
                    clock,
                    random,
                    home,
                    task -> background.execute(BackgroundWork.Lane.FLUSH, task),
                    task -> background.execute(BackgroundWork.Lane.READ, task),
                    task -> background.execute(BackgroundWork.Lane.CLEANUP, task));
        }
    }

    /** Told on the home loop. */
    public interface Listener {
        /** Nothing more is appended there; {@code lastOne} says whether no other directory works. */
        void onDirectoryFailed(LogDir directory, boolean lastOne);
    }

    private LogDirs(StorageSettings settings, World world, Listener listener, List<Path> paths) throws IOException {
        this.settings = settings;
        this.world = world;
        this.surroundings = world.surroundings();
        this.listener = listener;
        this.producerExpirationMs = settings.producerExpirationMs();
        var start = new Stocktaking(
                new MetaProperties(settings.clusterId(), settings.nodeId(), Uuid.ZERO),
                new Directory.Shared(
                        world.surroundings(),
                        new PageCache(settings.pageCacheBytes()),
                        new Keeping(),
                        settings.flushThreads()));
        start.run(paths);
        this.directories = new DirectorySet(start, this::offsets);
        this.moves = new Moves<>(surroundings, new Ground(), start.copies());
        this.isIncomplete = start.isAnyOffline();
        this.wasClean = start.wasClean();
        start.found().forEach(each -> hosted.put(each.partition(), new Hosted(each)));
        this.found = Set.copyOf(hosted.keySet());
        unsettled.addAll(hosted.values());
    }

    /**
     * Locks the directories, checks meta.properties, reads checkpoints and lists partitions; opens none. Blocks; called
     * once, before the loops run. A directory that fails here starts offline.
     *
     * @throws IOException if no directory can be used, one is in use by another process, or one belongs to another cluster
     *     or node; the message is for a person
     */
    public static LogDirs start(List<Path> directories, StorageSettings settings, World world, Listener listener)
            throws IOException {
        var dirs = new LogDirs(settings, world, listener, directories);
        world.home().execute(() -> {
            dirs.checkpointLater();
            world.home().schedule(BEFORE_SETTLING, dirs::settleNext);
        });
        return dirs;
    }

    /** The directories as they stand now. */
    public List<LogDir> directories() {
        return directories.all().stream().map(LogDirs::describe).toList();
    }

    private static LogDir describe(Directory directory) {
        return new LogDir(directory.path(), directory.id(), directory.failure());
    }

    /** From now on producers are remembered for so long (producer.id.expiration.ms). Any thread. */
    public void rememberProducersFor(long ms) {
        producerExpirationMs = ms;
    }

    public long producerExpirationMs() {
        return producerExpirationMs;
    }

    /** From now on new partitions go to other directories than these, if there are others (cordoned.log.dirs). Any thread. */
    public void cordon(Set<Path> paths) {
        cordoned = Set.copyOf(paths);
    }

    public boolean isCordoned(Path logDir) {
        return cordoned.contains(logDir);
    }

    /** The partitions found on disk at the start. */
    public Set<TopicPartition> found() {
        return found;
    }

    /**
     * These are older than this process. Those that were not found are not made anew while they may be in a directory that could not be
     * used at the start. On the home loop, before they are opened.
     */
    public void expect(Set<TopicPartition> partitions) {
        if (isIncomplete) {
            missing.addAll(partitions);
            missing.removeAll(found);
            if (!missing.isEmpty()) {
                LOG.error("{} partitions may be in a log directory that is offline: {}", missing.size(), missing);
            }
        }
    }

    /** Did every directory bear the marker of a clean shutdown at the start? */
    public boolean wasCleanShutdown() {
        return wasClean;
    }

    /**
     * Opens the log of a partition, recovering it if need be, or makes it (in the directory with the fewest partitions). A
     * log found under another topic id is moved away as stray first.
     *
     * @param loop the partition's loop, on which {@code onLoop} is answered and the log lives
     */
    public void open(
            TopicPartition partition, Uuid topicId, LogSettings logSettings, Loop loop, Consumer<OpenOutcome> onLoop) {
        var wish = new OpenWish(partition, topicId, logSettings, loop, onLoop);
        world.home().execute(() -> openHere(wish));
    }

    private record OpenWish(
            TopicPartition partition, Uuid topicId, LogSettings settings, Loop loop, Consumer<OpenOutcome> onLoop) {
        void refuse(ErrorCode error, String message) {
            answer(new OpenOutcome.Refused(error, message));
        }

        void answer(OpenOutcome outcome) {
            loop.execute(() -> onLoop.accept(outcome));
        }
    }

    private void openHere(OpenWish wish) {
        if (closing) {
            wish.refuse(ErrorCode.KAFKA_STORAGE_ERROR, "the log directories are being closed");
            return;
        }
        var place = hosted.get(wish.partition());
        if (place == null && missing.contains(wish.partition())) {
            wish.refuse(ErrorCode.KAFKA_STORAGE_ERROR, wish.partition() + " may be in a log directory that is offline");
            return;
        }
        if (place == null) {
            var directory = directories.emptiest(cordoned);
            if (directory.isEmpty()) {
                wish.refuse(ErrorCode.KAFKA_STORAGE_ERROR, "no log directory is online");
                return;
            }
            place = new Hosted(new Stocktaking.Found(wish.partition(), directory.get(), true, 0, 0));
            place.isNew = true;
            hosted.put(wish.partition(), place);
            directories.holdsOneMore(place.directory);
        }
        var here = place;
        switch (here.state) {
            case BUSY -> {
                here.isUrgent = true;
                here.later.add(() -> openHere(wish));
            }
            case OPEN -> wish.refuse(ErrorCode.INVALID_REQUEST, wish.partition() + " is open already");
            case UNTOUCHED -> prepare(here, wish);
        }
    }

    private void prepare(Hosted place, OpenWish wish) {
        place.state = Hosted.State.BUSY;
        place.isUrgent = true;
        var home = new LogHome(wish.partition(), wish.topicId(), place.directory, place.path);
        var opening = new LogOpening(home, knownOf(place, wish.settings()));
        var checked = new AtomicBoolean();
        Bites.Work<LoadedLog> work = bytes -> {
            if (checked.compareAndSet(false, true)) {
                moveStrayAway(place, wish.topicId());
            }
            return opening.advance(bytes);
        };
        new Bites<>(
                        place,
                        surroundings,
                        work,
                        loaded -> opened(place, wish, new PartitionLog(wish.loop(), home, wish.settings(), loaded)),
                        e -> openFailed(place, wish, e))
                .start();
    }

    private LogOpening.Wish knownOf(Hosted place, LogSettings logSettings) {
        return new LogOpening.Wish(
                logSettings.indexIntervalBytes(),
                logSettings.compacts(),
                place.recoveryPoint,
                place.logStartOffset,
                place.isClean,
                producerExpirationMs);
    }

    /** In the background. */
    private void moveStrayAway(Hosted place, Uuid topicId) throws IOException {
        var disk = world.disk();
        if (!disk.exists(place.path)) {
            if (!place.isNew) {
                throw new IOException(place.path + " is not there any more");
            }
            return;
        }
        var onDisk = PartitionMetadata.read(disk, place.path);
        if (onDisk.isEmpty()) {
            PartitionMetadata.write(disk, place.path, topicId);
        } else if (!onDisk.get().equals(topicId)) {
            var stray = place.path.resolveSibling(
                    PartitionDirName.leaving(place.partition, PartitionDirName.STRAY, world.random()));
            LOG.warn("{} belongs to topic id {}, not {}: it is moved to {}.", place.path, onDisk.get(), topicId, stray);
            disk.rename(place.path, stray);
        }
    }

    private void opened(Hosted place, OpenWish wish, PartitionLog log) {
        place.log = log;
        place.loop = wish.loop();
        place.isClean = false;
        place.isNew = false;
        wish.answer(new OpenOutcome.Opened(log));
        become(place, Hosted.State.OPEN);
    }

    private void openFailed(Hosted place, OpenWish wish, IOException e) {
        LOG.error("Opening {} failed.", place.path, e);
        if (!(e instanceof UnsupportedFormat)) {
            place.directory.fail("opening " + place.path, e);
        }
        become(place, Hosted.State.UNTOUCHED);
        wish.refuse(ErrorCode.KAFKA_STORAGE_ERROR, e.toString());
    }

    /** Recovers, one after the other, what a crash left and nobody has touched yet. */
    private void settleNext() {
        while (!unsettled.isEmpty() && !unsettled.peek().needsSettling()) {
            unsettled.remove();
        }
        if (closing || unsettled.isEmpty()) {
            return;
        }
        var place = unsettled.remove();
        place.state = Hosted.State.BUSY;
        var home = new LogHome(place.partition, Uuid.ZERO, place.directory, place.path);
        var settling = new Settling(home, knownOf(place, LogSettings.defaults()));
        new Bites<>(
                        place,
                        surroundings,
                        settling::advance,
                        settled -> settled(place, settled),
                        e -> unsettled(place, e))
                .start();
    }

    private void settled(Hosted place, Settling.Settled settled) {
        place.isClean = true;
        place.recoveryPoint = settled.endOffset();
        place.logStartOffset = settled.logStartOffset();
        become(place, Hosted.State.UNTOUCHED);
        settleNext();
    }

    private void unsettled(Hosted place, IOException e) {
        LOG.warn("Recovering {} failed; it is tried again when it is used.", place.path, e);
        become(place, Hosted.State.UNTOUCHED);
        settleNext();
    }

    private static void become(Hosted place, Hosted.State state) {
        place.state = state;
        while (place.state != Hosted.State.BUSY && !place.later.isEmpty()) {
            place.later.remove().run();
        }
    }

    /**
     * Moves an open log to another of the log directories, while it is used; one that is under way to somewhere else is called off.
     * Goes on with the copy of a process before this one, if that was to go there. Whatever fails, the log stays where it is.
     *
     * @param letGo runs on {@code loop} once all but a little is copied: from then on the log must not be used; opened again, it is
     *     where it belongs
     */
    public void move(TopicPartition partition, Path logDir, Loop loop, Runnable letGo) {
        world.home().execute(() -> moveHere(partition, logDir, loop, letGo));
    }

    private void moveHere(TopicPartition partition, Path logDir, Loop loop, Runnable letGo) {
        var place = hosted.get(partition);
        var target = directories.at(logDir);
        if (closing || place == null || target.isEmpty()) {
            return;
        }
        if (place.state == Hosted.State.BUSY) {
            place.later.add(() -> moveHere(partition, logDir, loop, letGo));
        } else if (place.loop == null || place.loop == loop) {
            moves.begin(place, target.get(), letGo);
        }
    }

    /** Moves that a process before this one has not ended: {@link #move} goes on with them. On the home loop. */
    public List<Moves.Unfinished> unfinishedMoves() {
        return moves.unfinished();
    }

    /** Nobody wants this move any more. On the home loop. */
    public void callOffMove(TopicPartition partition) {
        moves.callOff(partition);
    }

    /** From now on all moves together copy no more than that in a second; Long.MAX_VALUE is no limit. Any thread. */
    public void limitMoves(long bytesPerSecond) {
        moves.limit(bytesPerSecond);
    }

    /** What a move does to a place. */
    private final class Ground implements Moves.Ground<Hosted> {
        @Override
        public void close(Hosted place, Runnable letGo, Runnable then, Runnable never) {
            var log = place.log;
            var loop = place.loop;
            if (place.state == Hosted.State.BUSY) {
                place.later.add(() -> close(place, letGo, then, never));
            } else if (closing || hosted.get(place.partition) != place) {
                never.run();
            } else if (log == null || loop == null) {
                place.state = Hosted.State.BUSY;
                then.run();
            } else {
                place.state = Hosted.State.BUSY;
                loop.execute(() -> {
                    letGo.run();
                    log.close(isClean -> world.home().execute(() -> {
                        closed(place, isClean);
                        then.run();
                    }));
                });
            }
        }

        @Override
        public void replace(Hosted place, Directory directory) {
            var found =
                    new Stocktaking.Found(place.partition, directory, true, place.recoveryPoint, place.logStartOffset);
            hosted.put(place.partition, new Hosted(found));
            directories.holdsOneLess(place.directory);
            directories.holdsOneMore(directory);
            directories.checkpointSoon(place.directory);
            directories.checkpointSoon(directory);
            release(place);
        }

        @Override
        public void release(Hosted place) {
            become(place, Hosted.State.UNTOUCHED);
        }
    }

    private static void closed(Hosted place, boolean isClean) {
        place.isClean = isClean;
        place.recoveryPoint = place.recoveryPointNow();
        place.logStartOffset = place.logStartOffsetNow();
        place.log = null;
    }

    /** Takes the partition's directory away: renamed before {@code onLoop} runs, removed later in the background. */
    public void delete(TopicPartition partition, Loop loop, Runnable onLoop) {
        world.home().execute(() -> deleteHere(partition, () -> loop.execute(onLoop)));
    }

    private void deleteHere(TopicPartition partition, Runnable answer) {
        var place = hosted.get(partition);
        if (place == null) {
            missing.remove(partition);
            moves.callOff(partition);
            answer.run();
            return;
        }
        if (place.state == Hosted.State.BUSY) {
            place.later.add(() -> deleteHere(partition, answer));
            return;
        }
        place.state = Hosted.State.BUSY;
        moves.callOff(partition);
        var log = place.log;
        var loop = place.loop;
        if (log == null || loop == null) {
            renameAway(place, answer);
        } else {
            loop.execute(() -> log.abandon(() -> world.home().execute(() -> renameAway(place, answer))));
        }
    }

    private void renameAway(Hosted place, Runnable answer) {
        var leaving = place.path.resolveSibling(
                PartitionDirName.leaving(place.partition, PartitionDirName.DELETE, world.random()));
        var log = place.log;
        var delay = log == null
                ? LogSettings.defaults().fileDeleteDelayMs()
                : log.settings().fileDeleteDelayMs();
        world.background().execute(BackgroundWork.Lane.CLEANUP, () -> {
            try {
                world.disk().rename(place.path, leaving);
            } catch (IOException e) {
                place.directory.fail("renaming " + place.path, e);
            }
            world.home().execute(() -> {
                hosted.remove(place.partition);
                directories.holdsOneLess(place.directory);
                become(place, Hosted.State.UNTOUCHED);
                answer.run();
                world.home().schedule(Duration.ofMillis(delay), () -> removeLater(leaving));
            });
        });
    }

    private void removeLater(Path directory) {
        world.background().execute(BackgroundWork.Lane.CLEANUP, () -> Stocktaking.remove(world.disk(), directory));
    }

    /** What directories and logs call from wherever they are; it goes on at home. */
    private final class Keeping implements Directory.Keeper {
        @Override
        public void failed(Directory directory) {
            world.home().execute(() -> listener.onDirectoryFailed(describe(directory), !directories.isAnyOnline()));
        }

        @Override
        public void checkpointSoon(Directory directory) {
            world.home().execute(() -> directories.checkpointSoon(directory));
        }

        @Override
        public void cutBack(TopicPartition partition) {
            world.home().execute(() -> moves.beginAgain(partition));
        }

        @Override
        public void checkpointNow(Directory directory, Runnable then) {
            world.home().execute(() -> directories.checkpointNow(directory, then));
        }
    }

    private void checkpointLater() {
        if (!closing) {
            world.home().schedule(Duration.ofMillis(settings.checkpointIntervalMs()), () -> {
                directories.checkpointAll();
                checkpointLater();
            });
        }
    }

    private Checkpoints.Offsets offsets(Directory directory) {
        var offsets = Checkpoints.Offsets.none();
        for (var place : hosted.values()) {
            if (place.directory == directory) {
                offsets.recoveryPoints().put(place.partition, place.recoveryPointNow());
                if (place.logStartOffsetNow() > 0) {
                    offsets.logStarts().put(place.partition, place.logStartOffsetNow());
                }
            }
        }
        moves.copiesIn(directory, (partition, recoveryPoint, logStart) -> {
            offsets.recoveryPoints().putIfAbsent(partition, recoveryPoint);
            if (logStart > 0) {
                offsets.logStarts().putIfAbsent(partition, logStart);
            }
        });
        return offsets;
    }

    /** As {@link #close(long, Runnable)}, for a broker that was not registered. */
    public void close(Runnable onHome) {
        close(-1, onHome);
    }

    /**
     * Closes all logs, writes checkpoints and the clean-shutdown marker, gives the locks back. Answers on the home loop.
     *
     * @param brokerEpoch under which this broker was registered, for the marker
     */
    public void close(long brokerEpoch, Runnable onHome) {
        world.home().execute(() -> {
            closing = true;
            moves.stop();
            var left = new ArrayList<>(hosted.values());
            closeAll(left, () -> directories.close(brokerEpoch, this::isClean, onHome));
        });
    }

    /** Closes all at once and counts them down. */
    private void closeAll(List<Hosted> places, Runnable then) {
        var left = new int[] {places.size() + 1};
        Runnable one = () -> {
            if (--left[0] == 0) {
                then.run();
            }
        };
        places.forEach(place -> closeHere(place, one));
        one.run();
    }

    private void closeHere(Hosted place, Runnable then) {
        var log = place.log;
        var loop = place.loop;
        if (place.state == Hosted.State.BUSY) {
            place.later.add(() -> closeHere(place, then));
        } else if (place.state == Hosted.State.UNTOUCHED || log == null || loop == null) {
            then.run();
        } else {
            place.state = Hosted.State.BUSY;
            loop.execute(() -> log.close(isClean -> world.home().execute(() -> {
                closed(place, isClean);
                become(place, Hosted.State.UNTOUCHED);
                then.run();
            })));
        }
    }

    private boolean isClean(Directory directory) {
        return hosted.values().stream().allMatch(place -> place.isClean || place.directory != directory);
    }
}
