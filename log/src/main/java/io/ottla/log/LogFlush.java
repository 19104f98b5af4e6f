package io.ottla.log;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.checkpoint.PartitionMetadata;
import io.ottla.log.directory.LogHome;
import io.ottla.log.epoch.EpochCheckpoint;
import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.recovery.LoadedLog;
import io.ottla.log.recovery.SealedFiles;
import io.ottla.log.segment.OpenFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far one log is on disk, and who waits for it to get further. Rounds of fsync run in the background, one at a time; what
 * is asked for meanwhile is served by the next one. Lives on the partition's loop.
 *
 * <p>What a round leaves behind holds in this order: log bytes, then the indexes and the producer snapshot of sealed
 * segments and the epochs, then the names in the directory; only then does the recovery point pass them. So whatever lies
 * below the recovery point has its index, its epochs and a snapshot to start from.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class LogFlush {
    private final Loop loop;
    private final LogHome home;
    private final Runnable onProgress;
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final List<SealedFiles> sealed = new ArrayList<>();
    private long recoveryPoint;
    private EpochHistory writtenEpochs;
    // Names a killed process has left may not be on disk either: the first round syncs both directories in any case.
    private boolean newNames = true;
    private boolean newDirectory = true;
    private boolean running;
    private @Nullable State wanted;
    private @Nullable Runnable onceQuiet;

    private record Waiter(long endOffset, Consumer<Durability> onLoop) {}

    /** What is to become durable: everything below {@code endOffset}. */
    record State(long endOffset, OpenFile active, EpochHistory epochs) {}

    /**
     * Starts from what is on disk.
     *
     * @param onProgress runs on the loop when the recovery point has moved
     */
    LogFlush(Loop loop, LogHome home, LoadedLog loaded, Runnable onProgress) {
        this.loop = loop;
        this.home = home;
        this.onProgress = onProgress;
        this.recoveryPoint = loaded.recoveryPoint();
        this.writtenEpochs = loaded.epochsOnDisk();
    }

    long recoveryPoint() {
        return recoveryPoint;
    }

    /** Runs {@code then} once no round is under way or asked for: no file is in use by the background. */
    void whenQuiet(Runnable then) {
        if (running) {
            onceQuiet = then;
        } else {
            then.run();
        }
    }

    /** The log ends before what had been flushed. */
    void lowerTo(long offset) {
        recoveryPoint = Math.min(recoveryPoint, offset);
    }

    boolean hasWaiters() {
        return !waiters.isEmpty();
    }

    /** Is there anything a crash could take? */
    boolean isBehind(long endOffset) {
        return recoveryPoint < endOffset || !sealed.isEmpty();
    }

    void await(long endOffset, Consumer<Durability> onLoop) {
        if (endOffset <= recoveryPoint) {
            onLoop.accept(Durability.DURABLE);
        } else if (!home.directory().isOnline()) {
            onLoop.accept(Durability.FAILED);
        } else {
            waiters.add(new Waiter(endOffset, onLoop));
        }
    }

    /** A segment has been closed and another one begun: its files go to disk with the next round. */
    void sealed(SealedFiles segment) {
        sealed.add(segment);
        newNames = true;
    }

    /** Starts a round, or has one follow the one under way. */
    void request(State state) {
        if (running) {
            wanted = state;
            return;
        }
        if (!state.active().retain()) {
            return;
        }
        running = true;
        var round =
                new Round(state, List.copyOf(sealed), !state.epochs().equals(writtenEpochs), newNames, newDirectory);
        sealed.clear();
        newNames = false;
        newDirectory = false;
        home.directory().flusher().submit(() -> {
            var failure = round.run(home);
            loop.execute(() -> finished(round, failure));
        });
    }

    private void finished(Round round, @Nullable IOException failure) {
        running = false;
        if (failure == null) {
            writtenEpochs = round.state().epochs();
            recoveryPoint = Math.max(recoveryPoint, round.state().endOffset());
            onProgress.run();
            answer();
        } else {
            home.directory().fail("fsync of " + home.partition(), failure);
        }
        var next = wanted;
        wanted = null;
        if (!home.directory().isOnline()) {
            failAll();
        } else if (next != null && (isBehind(next.endOffset()) || hasWaiters())) {
            request(next);
        }
        var quiet = onceQuiet;
        if (!running && quiet != null) {
            onceQuiet = null;
            quiet.run();
        }
    }

    private void answer() {
        // Waiters come in the order of their offsets, but for those asked for late: look at all of the few.
        for (var left = waiters.size(); left > 0; left--) {
            var waiter = waiters.remove();
            if (waiter.endOffset() <= recoveryPoint) {
                waiter.onLoop().accept(Durability.DURABLE);
            } else {
                waiters.add(waiter);
            }
        }
    }

    /** The directory has failed: nobody gets an answer other than that. */
    void failAll() {
        while (!waiters.isEmpty()) {
            waiters.remove().onLoop().accept(Durability.FAILED);
        }
    }

    /** One round in the background. */
    private record Round(
            State state, List<SealedFiles> sealed, boolean newEpochs, boolean newNames, boolean newDirectory) {
        @Nullable
        IOException run(LogHome home) {
            try {
                for (var segment : sealed) {
                    segment.write(home);
                }
                state.active().file().force();
                if (newEpochs) {
                    EpochCheckpoint.write(home.disk(), home.path(), state.epochs());
                }
                if (newDirectory) {
                    PartitionMetadata.force(home.disk(), home.path());
                }
                if (newEpochs || newNames) {
                    home.disk().forceDirectory(home.path());
                }
                if (newDirectory) {
                    home.disk().forceDirectory(home.directory().path());
                }
                return null;
            } catch (IOException e) {
                return e;
            } finally {
                state.active().release();
            }
        }
    }
}
