package io.ottla.replication.partition;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.LogDir;
import io.ottla.log.LogDirs;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.checkpoint.OffsetCheckpoint;
import io.ottla.log.disk.Disk;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files {@code replication-offset-checkpoint}, one in each log directory: how far the in-sync replicas had come. Lives on the
 * home loop; {@link OfLoop} is its arm on each partition loop. Costs nothing while no high watermark moves.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class HighWatermarks {
    private static final Logger LOG = LoggerFactory.getLogger(HighWatermarks.class);

    private final Disk disk;
    private final BackgroundWork background;
    private final Loop home;
    private final Duration interval;
    /** Not written any more once this object is made. */
    private final Map<TopicPartition, Long> initial;

    private final Map<Path, Map<TopicPartition, Long>> byDirectory;
    private final Set<Path> changed = new HashSet<>();
    private boolean writing;
    private @Nullable Runnable onceWritten;

    /** What the partitions need to keep the files. */
    record World(Disk disk, BackgroundWork background, Loop home, Duration interval) {}

    private HighWatermarks(World world, Map<Path, Map<TopicPartition, Long>> byDirectory) {
        this.disk = world.disk();
        this.background = world.background();
        this.home = world.home();
        this.interval = world.interval();
        this.byDirectory = byDirectory;
        this.initial = new HashMap<>();
        byDirectory.values().forEach(marks -> marks.forEach((name, mark) -> initial.merge(name, mark, Math::max)));
    }

    /** Reads the files of all directories; blocks. One that cannot be read counts as empty: high watermarks are found again. */
    static HighWatermarks read(LogDirs dirs, World world) {
        Map<Path, Map<TopicPartition, Long>> all = new HashMap<>();
        for (LogDir dir : dirs.directories()) {
            try {
                all.put(dir.path(), OffsetCheckpoint.read(world.disk(), dir.path(), OffsetCheckpoint.HIGH_WATERMARKS));
            } catch (IOException e) {
                LOG.warn("Ignoring the high watermarks in {}: {}", dir.path(), e.toString());
            }
        }
        return new HighWatermarks(world, all);
    }

    /** One line of a checkpoint. */
    record Mark(Path logDir, TopicPartition partition, long highWatermark) {}

    /** What the checkpoint said when this broker started; 0 if nothing. Any thread. */
    long initial(TopicPartition partition) {
        return initial.getOrDefault(partition, 0L);
    }

    OfLoop ofLoop(Loop loop) {
        return new OfLoop(loop);
    }

    private void update(List<Mark> marks) {
        for (Mark mark : marks) {
            forget(mark.partition(), mark.logDir());
            byDirectory
                    .computeIfAbsent(mark.logDir(), dir -> new HashMap<>())
                    .put(mark.partition(), mark.highWatermark());
            changed.add(mark.logDir());
        }
        write();
    }

    /** The partition is no longer here. On the home loop. */
    void forget(TopicPartition partition) {
        forget(partition, null);
    }

    private void forget(TopicPartition partition, @Nullable Path except) {
        byDirectory.forEach((dir, marks) -> {
            if (!dir.equals(except) && marks.remove(partition) != null) {
                changed.add(dir);
            }
        });
    }

    private void write() {
        if (writing) {
            return;
        }
        if (changed.isEmpty()) {
            Runnable done = onceWritten;
            onceWritten = null;
            if (done != null) {
                done.run();
            }
            return;
        }
        writing = true;
        Map<Path, Map<TopicPartition, Long>> copies = new HashMap<>();
        changed.forEach(dir -> copies.put(dir, new HashMap<>(byDirectory.getOrDefault(dir, Map.of()))));
        changed.clear();
        background.execute(BackgroundWork.Lane.CLEANUP, () -> {
            copies.forEach(this::write);
            home.execute(this::written);
        });
    }

    /** In the background. A failure loses nothing but freshness. */
    private void write(Path logDir, Map<TopicPartition, Long> marks) {
        try {
            OffsetCheckpoint.write(disk, logDir, OffsetCheckpoint.HIGH_WATERMARKS, marks);
        } catch (IOException e) {
            LOG.warn("Could not write the high watermarks to {}: {}", logDir, e.toString());
        }
    }

    private void written() {
        writing = false;
        write();
    }

    /** Runs {@code done} on the home loop once everything told so far is on disk. On the home loop. */
    void flush(Runnable done) {
        onceWritten = done;
        write();
    }

    /** Notes which partitions of one loop have moved, and passes them on once per interval. */
    @OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
    final class OfLoop {
        private final Loop loop;
        private ArrayList<Partition> moved = new ArrayList<>();
        private boolean armed;

        private OfLoop(Loop loop) {
            this.loop = loop;
        }

        void moved(Partition partition) {
            moved.add(partition);
            if (!armed) {
                armed = true;
                loop.schedule(interval, this::pass);
            }
        }

        /** Passes on what has gathered. */
        void pass() {
            armed = false;
            List<Partition> all = moved;
            moved = new ArrayList<>();
            List<Mark> marks = new ArrayList<>(all.size());
            for (Partition partition : all) {
                Mark mark = partition.takeHighWatermark();
                if (mark != null) {
                    marks.add(mark);
                }
            }
            home.execute(() -> update(marks));
        }
    }
}
