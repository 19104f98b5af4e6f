package io.ottla.log.directory;

import io.ottla.base.OwnedBy;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions on their way to another log directory (KIP-113). A copy grows beside the log, under the name Kafka gives it; once it is
 * nearly there the log is closed for the moment it takes to copy the rest, and the copy takes its place.
 *
 * <pre>
 *   bite, bite, ... little is missing -> fsync -> let go, close -> copy the rest, fsync
 *     -> mark as a copy -> rename into place -> rename the old one away -> unmark
 * </pre>
 *
 * <p>Until the old directory is away it is the one that counts, whatever becomes of the copy: at a start, a marked directory is taken
 * back to being a copy if the other is still there, and goes on growing. A copy begun by a process before this one is continued once
 * somebody asks for the move again. Lives on the home loop.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class Moves<P extends Moves.Place> {
    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);
    /** So little is copied while nobody can use the log. */
    private static final long LITTLE_BYTES = 1 << 20;

    private static final long BITE_BYTES = 4 << 20;
    /** While the budget is used up it is looked at so often. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Surroundings world;
    private final Ground<P> ground;
    private final CopyBudget budget;
    private final Map<TopicPartition, Move<P>> underWay = new HashMap<>();
    /** Copies of a process before this one. */
    private final Map<TopicPartition, Unfinished> unfinished = new HashMap<>();

    private boolean isStopped;

    /**
     * A copy that a process before this one did not complete.
     *
     * @param found what the checkpoints of its directory say
     */
    public record Unfinished(Stocktaking.Found found, Path copy, Optional<Uuid> topicId) {
        public TopicPartition partition() {
            return found.partition();
        }

        /** Where the partition was to go. */
        public Directory target() {
            return found.directory();
        }
    }

    /** Told of the copies in a directory. */
    public interface CopyTeller {
        /** Whole segments below {@code recoveryPoint} are on disk; {@code logStartOffset} is that of the log. */
        void copy(TopicPartition partition, long recoveryPoint, long logStartOffset);
    }

    /** What is moved: one partition's place in its directory. */
    public interface Place {
        TopicPartition partition();

        Directory directory();

        Path path();

        /** Was its log closed in order, and not opened since? */
        boolean isClean();

        /** Below this offset its log is on disk. */
        long recoveryPointNow();

        long logStartOffsetNow();

        /** Of the open log; empty if it is not open. */
        Optional<Uuid> topicId();
    }

    /** What the directories do for it. On the home loop. */
    public interface Ground<P> {
        /**
         * Closes the log of {@code place} after {@code letGo} has run on its loop, and then runs {@code then}: the place is busy from
         * now on. Or runs {@code never}, if the place is no longer in use.
         */
        void close(P place, Runnable letGo, Runnable then, Runnable never);

        /** The log of {@code place} is in {@code directory} now; who waits for it finds it there. */
        void replace(P place, Directory directory);

        /** Everything stays as it was; who waits for {@code place} goes on. */
        void release(P place);
    }

    /** One partition on its way. */
    private static final class Move<P> {
        private final P place;
        private final Directory target;
        private final Relocation relocation;
        private final Runnable letGo;
        private long durableEnd;
        private long unforcedBytes;

        private Move(P place, Directory target, Relocation relocation, Runnable letGo) {
            this.place = place;
            this.target = target;
            this.relocation = relocation;
            this.letGo = letGo;
        }
    }

    public Moves(Surroundings world, Ground<P> ground, List<Unfinished> unfinished) {
        this.world = world;
        this.ground = ground;
        this.budget = new CopyBudget(world.clock());
        for (var copy : unfinished) {
            var other = this.unfinished.put(copy.partition(), copy);
            if (other != null) {
                throwAway(other.partition(), other.copy());
            }
        }
    }

    /** All moves together copy no more than this in a second; Long.MAX_VALUE is no limit. Any thread. */
    public void limit(long bytesPerSecond) {
        budget.bytesPerSecond(bytesPerSecond);
    }

    /** Copies of a process before this one that have not been continued. */
    public List<Unfinished> unfinished() {
        return List.copyOf(unfinished.values());
    }

    /** Tells of the copies in {@code directory}. */
    public void copiesIn(Directory directory, CopyTeller teller) {
        unfinished.forEach((partition, copy) -> {
            if (copy.target() == directory) {
                teller.copy(
                        partition, copy.found().recoveryPoint(), copy.found().logStartOffset());
            }
        });
        underWay.forEach((partition, move) -> {
            if (move.target == directory) {
                teller.copy(partition, move.durableEnd, move.place.logStartOffsetNow());
            }
        });
    }

    /**
     * Begins to move the log at {@code place}, or goes on with the copy a process before this one has begun. One under way to somewhere
     * else is called off; to where the log is: nothing more.
     */
    public void begin(P place, Directory target, Runnable letGo) {
        var partition = place.partition();
        var before = underWay.get(partition);
        if (isStopped || (before != null && before.target == target)) {
            return;
        }
        var left = unfinished.get(partition);
        if (left != null && left.target() == target && place.directory() != target && isOf(place, left)) {
            unfinished.remove(partition);
            var end = left.found().recoveryPoint();
            next(add(place, target, new Relocation(world.disk(), place.path(), left.copy(), end), letGo, end));
            return;
        }
        callOff(partition);
        if (place.directory() != target) {
            var copy = target.path().resolve(PartitionDirName.future(partition, world.random()));
            var move = add(place, target, new Relocation(world.disk(), place.path(), copy, 0), letGo, 0);
            // What the checkpoint says of a copy before must not be believed of this one.
            target.keeper().checkpointNow(target, () -> world.home().execute(() -> next(move)));
        }
    }

    /** What has been copied so far is not what is in the log. */
    public void beginAgain(TopicPartition partition) {
        var move = underWay.remove(partition);
        if (move != null) {
            begin(move.place, move.target, move.letGo);
        }
    }

    private boolean isOf(P place, Unfinished left) {
        return left.topicId().isPresent() && left.topicId().equals(place.topicId());
    }

    private Move<P> add(P place, Directory target, Relocation relocation, Runnable letGo, long durableEnd) {
        var move = new Move<>(place, target, relocation, letGo);
        move.durableEnd = durableEnd;
        underWay.put(place.partition(), move);
        return move;
    }

    /** The partition stays where it is, or is going away. */
    public void callOff(TopicPartition partition) {
        underWay.remove(partition); // its next step will notice, and throw the copy away
        var left = unfinished.remove(partition);
        if (left != null) {
            throwAway(partition, left.copy());
        }
    }

    /** Nothing is copied any more; what there is is kept for the next process. */
    public void stop() {
        isStopped = true;
    }

    private boolean isUnderWay(Move<P> move) {
        return underWay.get(move.place.partition()) == move;
    }

    private void next(Move<P> move) {
        if (isOver(move)) {
            return;
        }
        long bytes = budget.take(BITE_BYTES);
        if (bytes <= 0) {
            world.home().schedule(LOOK, () -> next(move));
            return;
        }
        inBackground(
                () -> {
                    var progress = move.relocation.copy(bytes);
                    world.home().execute(() -> {
                        budget.giveBack(bytes - progress.written());
                        copied(move, progress);
                    });
                },
                e -> failed(move, e));
    }

    /** Has the move ended, and if so, what becomes of its copy? */
    private boolean isOver(Move<P> move) {
        if (isStopped) {
            return true;
        }
        if (!isUnderWay(move)) {
            throwAway(move.place.partition(), move.relocation.to());
            return true;
        }
        for (var directory : List.of(move.place.directory(), move.target)) {
            if (!directory.isOnline()) {
                failed(move, new IOException(directory + " is offline: " + directory.failure()));
                return true;
            }
        }
        return false;
    }

    private void copied(Move<P> move, Relocation.Progress progress) {
        note(move, progress);
        move.unforcedBytes += progress.written();
        if (progress.missing() > Math.min(LITTLE_BYTES, budget.atOnce())) {
            next(move);
        } else if (!isOver(move)) {
            if (move.unforcedBytes > 0) {
                force(move);
            } else {
                ground.close(move.place, move.letGo, () -> finish(move), () -> abandon(move));
            }
        }
    }

    /** Brings to disk what there is, so that little is left to do while nobody can use the log; and looks again. */
    private void force(Move<P> move) {
        move.unforcedBytes = 0;
        inBackground(
                () -> {
                    move.relocation.force();
                    var target = move.target;
                    target.keeper().checkpointNow(target, () -> world.home().execute(() -> next(move)));
                },
                e -> failed(move, e));
    }

    /** What the log itself may lose when the power goes, the copy need not remember. */
    private void note(Move<P> move, Relocation.Progress progress) {
        long end = Math.min(progress.durableEnd(), move.place.recoveryPointNow());
        if (end > move.durableEnd && isUnderWay(move)) {
            move.durableEnd = end;
            move.target.keeper().checkpointSoon(move.target);
        }
    }

    private void finish(Move<P> move) {
        var place = move.place;
        if (!place.isClean() || isOver(move)) {
            if (!isStopped && isUnderWay(move)) {
                failed(move, new IOException(place.path() + " could not be closed in order"));
            }
            ground.release(place);
            return;
        }
        inBackground(() -> replace(move), e -> {
            failed(move, e);
            ground.release(place);
        });
    }

    /** In the background. The log is closed, and nothing is appended before this has ended in one way or the other. */
    private void replace(Move<P> move) throws IOException {
        var place = move.place;
        var disk = world.disk();
        var there = move.target.path().resolve(place.partition().toString());
        var away = place.path()
                .resolveSibling(PartitionDirName.leaving(place.partition(), PartitionDirName.DELETE, world.random()));
        move.relocation.finish();
        MoveMark.COPY.set(disk, move.relocation.to());
        try {
            disk.rename(move.relocation.to(), there);
            disk.forceDirectory(move.target.path());
        } catch (IOException e) {
            throwAway(place.partition(), there); // if that fails as well, it is still marked
            throw e;
        }
        try {
            disk.rename(place.path(), away);
            disk.forceDirectory(place.directory().path());
        } catch (IOException e) {
            place.directory().fail("renaming " + place.path(), e);
            MoveMark.SUCCESSOR.set(disk, there);
        }
        try {
            MoveMark.COPY.remove(disk, there);
        } catch (IOException e) {
            move.target.fail("having moved " + there, e);
        }
        world.home().execute(() -> {
            underWay.remove(place.partition(), move);
            LOG.info("{} is in {} now.", place.partition(), move.target);
            ground.replace(place, move.target);
            throwAway(place.partition(), away);
        });
    }

    private void abandon(Move<P> move) {
        underWay.remove(move.place.partition(), move);
        if (!isStopped) {
            throwAway(move.place.partition(), move.relocation.to());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void inBackground(Work work, Consumer<IOException> failed) {
        world.cleanup().execute(() -> {
            try {
                work.run();
            } catch (IOException e) {
                world.home().execute(() -> failed.accept(e));
            }
        });
    }

    private void failed(Move<P> move, IOException e) {
        if (isUnderWay(move)) {
            LOG.error("{} cannot be moved to {}; it stays where it is.", move.place.partition(), move.target, e);
        }
        abandon(move);
    }

    /** In one step, so that what is left of it after a crash is never taken for a copy. */
    private void throwAway(TopicPartition partition, Path directory) {
        world.cleanup().execute(() -> {
            if (world.disk().exists(directory)) {
                var unused = Stocktaking.throwAway(world, partition, directory);
            }
        });
    }
}
