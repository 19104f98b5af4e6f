package io.ottla.log.testing;

import io.ottla.base.Loop;
import io.ottla.log.AppendOrigin;
import io.ottla.log.AppendOutcome;
import io.ottla.log.LogDir;
import io.ottla.log.LogDirs;
import io.ottla.log.LogRead;
import io.ottla.log.LogSettings;
import io.ottla.log.LogSlice;
import io.ottla.log.OpenOutcome;
import io.ottla.log.PartitionLog;
import io.ottla.log.StorageSettings;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.disk.Disk;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.Batches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One broker's storage with a partition or more, driven step by step by a test. */
public final class TestLog {
    public static final TopicPartition PARTITION = new TopicPartition("topic", 0);
    public static final Uuid TOPIC_ID = new Uuid(7, 11);

    public final TestWorld world;
    public final Disk disk;
    public final List<Path> paths;
    public final Loop loop;
    public final LogDirs dirs;
    public final List<LogDir> failed = new ArrayList<>();

    public TestLog(TestWorld world, Disk disk, List<Path> paths) {
        this(world, disk, paths, StorageSettings.defaults("cluster", 1));
    }

    public TestLog(TestWorld world, Disk disk, List<Path> paths, StorageSettings settings) {
        this.world = world;
        this.disk = disk;
        this.paths = paths;
        this.loop = world.newLoop();
        try {
            for (var path : paths) {
                if (MetaProperties.read(disk, path).isEmpty()) {
                    disk.createDirectories(path);
                    new MetaProperties("cluster", 1, new Uuid(1, path.hashCode())).write(disk, path);
                    disk.forceDirectory(Objects.requireNonNull(path.getParent()));
                }
            }
            dirs = LogDirs.start(paths, settings, world.world(disk), (dir, last) -> failed.add(dir));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        world.run();
    }

    public PartitionLog open(LogSettings settings) {
        return open(PARTITION, settings);
    }

    public PartitionLog open(TopicPartition partition, LogSettings settings) {
        var outcome = tryOpen(partition, TOPIC_ID, settings);
        if (outcome instanceof OpenOutcome.Opened opened) {
            return opened.log();
        }
        throw new AssertionError(outcome);
    }

    /** Asks for the log to be opened and lets so many tasks run: it may be in the middle of it then. */
    public void beginOpening(LogSettings settings, int steps) {
        dirs.open(PARTITION, TOPIC_ID, settings, loop, outcome -> {});
        for (var i = 0; i < steps; i++) {
            world.step();
        }
    }

    public OpenOutcome tryOpen(TopicPartition partition, Uuid topicId, LogSettings settings) {
        var answer = new AtomicReference<OpenOutcome>();
        dirs.open(partition, topicId, settings, loop, answer::set);
        world.run();
        return Optional.ofNullable(answer.get()).orElseThrow(() -> new AssertionError("no answer"));
    }

    /** Stages and flushes in one turn, and raises the high watermark to the end. */
    public AppendOutcome append(PartitionLog log, ByteBuffer batch) {
        return append(log, batch, 0, AppendOrigin.CLIENT);
    }

    public AppendOutcome append(PartitionLog log, ByteBuffer batch, int leaderEpoch, AppendOrigin origin) {
        var answer = new AtomicReference<AppendOutcome>();
        on(() -> {
            answer.set(log.stage(batch, leaderEpoch, origin, world.nowMs()));
            if (log.flushTurn()) {
                log.updateHighWatermark(log.view().endOffset());
            }
        });
        return Objects.requireNonNull(answer.get());
    }

    public void on(Runnable task) {
        world.on(loop, task);
    }

    /** Reads all from {@code offset} to the end of the view, warming what is cold. */
    public ByteBuffer readAll(PartitionLog log, long offset) {
        var all = ByteBuffer.allocate((int) log.view().sizeInBytes() + 1);
        var next = offset;
        var view = log.view();
        while (next < view.endOffset()) {
            var slice = slice(view.read(next, 1 << 20, true, Long.MAX_VALUE));
            var bytes = ByteBuffer.allocate(slice.sizeInBytes());
            try {
                slice.copyTo(bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            slice.release();
            var whole = Batches.wholeBytes(bytes.flip(), 0, bytes.limit());
            var batches = new Batches().over(bytes, 0, whole);
            while (batches.next()) {
                next = batches.batch().nextOffset();
            }
            all.put(bytes.slice(0, whole));
        }
        return all.flip();
    }

    public LogSlice slice(LogRead read) {
        if (read instanceof LogSlice slice) {
            return slice;
        }
        if (read instanceof LogRead.Cold cold) {
            var answer = new AtomicReference<LogRead>();
            cold.warm(loop, answer::set);
            world.run();
            return slice(Objects.requireNonNull(answer.get()));
        }
        throw new AssertionError(read);
    }

    public void close() {
        var done = new boolean[1];
        dirs.close(() -> done[0] = true);
        world.run();
        if (!done[0]) {
            throw new AssertionError("not closed");
        }
    }
}
