package io.ottla.log.directory;

import io.ottla.base.OwnedBy;
import io.ottla.log.checkpoint.OffsetCheckpoint;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes the offset checkpoints of one directory, one write at a time, and only if something has changed. Lives on the home
 * loop; the writing is done in the background.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class Checkpoints {
    private final Directory directory;
    private final Supplier<Offsets> offsetsNow;
    private Offsets written;
    private boolean writing;
    private boolean scheduled;
    private List<Runnable> waiting = new ArrayList<>();

    /** The content of both files. */
    public record Offsets(Map<TopicPartition, Long> recoveryPoints, Map<TopicPartition, Long> logStarts) {
        public static Offsets none() {
            return new Offsets(new HashMap<>(), new HashMap<>());
        }
    }

    public Checkpoints(Directory directory, Offsets onDisk, Supplier<Offsets> offsetsNow) {
        this.directory = directory;
        this.written = onDisk;
        this.offsetsNow = offsetsNow;
    }

    /** Writes once, soon. */
    public void soon(Duration delay) {
        if (!scheduled) {
            scheduled = true;
            directory.surroundings().home().schedule(delay, () -> {
                scheduled = false;
                write(() -> {});
            });
        }
    }

    /** Runs {@code then} in the background once the offsets of now are on disk, or the directory has failed. */
    public void write(Runnable then) {
        waiting.add(then);
        if (!writing) {
            start();
        }
    }

    private void start() {
        var offsets = offsetsNow.get();
        var answered = waiting;
        waiting = new ArrayList<>();
        writing = true;
        var before = written;
        var world = directory.surroundings();
        world.cleanup().execute(() -> {
            var now = writeChanged(before, offsets);
            world.home().execute(() -> finished(now));
            answered.forEach(Runnable::run);
        });
    }

    private void finished(Offsets now) {
        written = now;
        writing = false;
        if (!waiting.isEmpty()) {
            start();
        }
    }

    private Offsets writeChanged(Offsets before, Offsets now) {
        if (!directory.isOnline()) {
            return before;
        }
        var disk = directory.surroundings().disk();
        try {
            var changed = false;
            if (!before.recoveryPoints().equals(now.recoveryPoints())) {
                OffsetCheckpoint.write(disk, directory.path(), OffsetCheckpoint.RECOVERY_POINTS, now.recoveryPoints());
                changed = true;
            }
            if (!before.logStarts().equals(now.logStarts())) {
                OffsetCheckpoint.write(disk, directory.path(), OffsetCheckpoint.LOG_STARTS, now.logStarts());
                changed = true;
            }
            if (changed) {
                disk.forceDirectory(directory.path());
            }
            return now;
        } catch (IOException e) {
            directory.fail("writing checkpoints", e);
            return before;
        }
    }
}
