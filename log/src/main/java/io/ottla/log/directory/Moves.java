package io.ottla.log.directory;

import io.ottla.base.OwnedBy;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions on their way to another log directory (KIP-113). A copy grows beside the log, under the name Kafka gives it; once it is
 * nearly there the log is closed for the moment it takes to copy the rest, and the copy takes its place.
 *
 * <pre>
 *   copy, copy, ... little is new -> let go, close -> copy the rest, fsync -> mark, rename -> old one away -> unmark
 * </pre>
 *
 * <p>The mark tells a start after a crash which of two directories of one partition is meant. A copy that is not complete then is
 * thrown away. Lives on the home loop.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class Moves<P extends Moves.Place> {
    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);
    /** So little is copied while nobody can use the log. */
    private static final long LITTLE_BYTES = 1 << 20;

    private static final int MOST_ROUNDS = 50;

    private final Surroundings world;
    private final Ground<P> ground;
    private final Map<TopicPartition, Move<P>> underWay = new HashMap<>();

    /** What is moved: one partition's place in its directory. */
    public interface Place {
        TopicPartition partition();

        Directory directory();

        Path path();

        /** Was its log closed in order, and not opened since? */
        boolean isClean();
    }

    /** What the directories do for it. On the home loop. */
    public interface Ground<P> {
        /**
         * Closes the log of {@code place} after {@code letGo} has run on its loop, and then runs {@code then}: the place is busy from
         * now on. Or never, if the place is no longer in use.
         */
        void close(P place, Runnable letGo, Runnable then);

        /** The log of {@code place} is in {@code directory} now; who waits for it finds it there. */
        void replace(P place, Directory directory);

        /** Everything stays as it was; who waits for {@code place} goes on. */
        void release(P place);
    }

    private record Move<P>(P place, Directory target, Relocation relocation, Runnable letGo) {}

    public Moves(Surroundings world, Ground<P> ground) {
        this.world = world;
        this.ground = ground;
    }

    /** Begins to move the log at {@code place}; one under way is called off. To where it is: nothing more. */
    public void begin(P place, Directory target, Runnable letGo) {
        callOff(place.partition());
        if (place.directory() == target) {
            return;
        }
        var name = PartitionDirName.leaving(place.partition(), PartitionDirName.FUTURE, world.random());
        var relocation =
                new Relocation(world.disk(), place.path(), target.path().resolve(name));
        var move = new Move<>(place, target, relocation, letGo);
        underWay.put(place.partition(), move);
        copy(move, 1);
    }

    /** The partition stays where it is, or is going away. */
    public void callOff(TopicPartition partition) {
        var move = underWay.remove(partition);
        if (move != null) {
            move.relocation().callOff();
        }
    }

    /** As {@link #callOff}, while nothing is being copied. */
    public void giveUp(TopicPartition partition) {
        var move = underWay.remove(partition);
        if (move != null) {
            throwAway(move.relocation().to());
        }
    }

    private void copy(Move<P> move, int round) {
        inBackground(
                () -> {
                    long bytes = move.relocation().copySegments();
                    world.home().execute(() -> copied(move, round, bytes));
                },
                e -> failed(move, e));
    }

    private void copied(Move<P> move, int round, long bytes) {
        if (!move.equals(underWay.get(move.place().partition()))) {
            throwAway(move.relocation().to());
        } else if (bytes > LITTLE_BYTES && round < MOST_ROUNDS) {
            copy(move, round + 1);
        } else {
            ground.close(move.place(), move.letGo(), () -> finish(move));
        }
    }

    private void finish(Move<P> move) {
        var place = move.place();
        if (!place.isClean() || !move.equals(underWay.get(place.partition()))) {
            ended(move);
            throwAway(move.relocation().to());
            ground.release(place);
            return;
        }
        var there = move.target().path().resolve(place.partition().toString());
        var away = place.path()
                .resolveSibling(PartitionDirName.leaving(place.partition(), PartitionDirName.DELETE, world.random()));
        Work lastStep = () -> {
            move.relocation().finish();
            MovedMark.set(world.disk(), move.relocation().to());
            world.disk().rename(move.relocation().to(), there);
            world.disk().forceDirectory(move.target().path());
            world.disk().rename(place.path(), away);
            world.disk().forceDirectory(place.directory().path());
            MovedMark.remove(world.disk(), there);
            world.home().execute(() -> {
                ended(move);
                LOG.info("{} is in {} now.", place.partition(), move.target());
                ground.replace(place, move.target());
                throwAway(away);
            });
        };
        inBackground(lastStep, e -> {
            failed(move, e);
            ground.release(place);
        });
    }

    private void ended(Move<P> move) {
        underWay.remove(move.place().partition(), move);
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
        LOG.error(
                "{} cannot be moved to {}; it stays where it is.", move.place().partition(), move.target(), e);
        ended(move);
        throwAway(move.relocation().to());
    }

    private void throwAway(Path directory) {
        world.cleanup().execute(() -> {
            if (world.disk().exists(directory)) {
                Stocktaking.remove(world.disk(), directory);
            }
        });
    }
}
