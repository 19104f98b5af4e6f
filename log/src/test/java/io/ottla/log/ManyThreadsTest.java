package io.ottla.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.log.LogDirs.World;
import io.ottla.log.background.BackgroundThreads;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.MemoryDisk;
import io.ottla.log.disk.NioDisk;
import io.ottla.log.testing.TestBatch;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.Batches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread writes, rolls, deletes and tidies up, others read what is published. */
class ManyThreadsTest {
    private static final int BATCHES = 6_000;
    /** Readers go on until they have read so often, however soon the writer is done. */
    private static final int READS = 1_000;

    @TempDir
    Path directory;

    /** A loop on a thread of its own. */
    private static final class ThreadLoop implements Loop, AutoCloseable {
        private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            var made = new Thread(task, "loop");
            thread.set(made);
            return made;
        });

        @Override
        public void execute(Runnable task) {
            executor.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | AssertionError e) {
                    failure.compareAndSet(null, e);
                }
            });
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            var future = executor.schedule(() -> execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        }

        @Override
        public boolean isInside() {
            return Thread.currentThread() == thread.get();
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }

    @Test
    void readers_see_whole_batches_in_order_whatever_the_owner_does() throws Exception {
        live(new NioDisk());
    }

    @Test
    void so_they_do_where_the_disk_is_memory() throws Exception {
        live(new MemoryDisk(64 << 20, Clock.system()));
    }

    private void live(Disk disk) throws Exception {
        try (var loop = new ThreadLoop();
                var background = new BackgroundThreads(4, 2)) {
            var path = directory.resolve("a");
            disk.createDirectories(path);
            new MetaProperties("c", 1, Uuid.ONE).write(disk, path);
            var storage = new StorageSettings("c", 1, 50, 86_400_000, 4, 1);
            var world = new World(disk, Clock.system(), new Random(1), background, loop);
            var failed = new AtomicReference<@Nullable LogDir>();
            var dirs = LogDirs.start(List.of(path), storage, world, (dir, last) -> failed.set(dir));
            var log = open(dirs, loop);
            var stop = new AtomicBoolean();
            var read = new AtomicLong();
            var readers = new ArrayList<CompletableFuture<?>>();
            for (var i = 0; i < 3; i++) {
                var seed = i;
                readers.add(CompletableFuture.runAsync(() -> readOn(log, loop, new Random(seed), stop, read)));
            }
            write(log, loop);
            stop.set(true);
            for (var reader : readers) {
                reader.get(30, TimeUnit.SECONDS);
            }
            assertEquals(null, loop.failure.get());
            assertEquals(null, failed.get());
            var closed = new CompletableFuture<Void>();
            dirs.close(() -> closed.complete(null));
            closed.get(30, TimeUnit.SECONDS);
            var again = LogDirs.start(List.of(path), storage, world, (dir, last) -> failed.set(dir));
            assertTrue(again.wasCleanShutdown());
            assertEquals(BATCHES * 2L, open(again, loop).view().endOffset());
        }
    }

    private static PartitionLog open(LogDirs dirs, Loop loop) throws Exception {
        var settings = LogSettings.defaults()
                .rebuilt()
                .segmentBytes(20_000)
                .indexIntervalBytes(300)
                .retentionBytes(100_000)
                .fileDeleteDelayMs(5)
                .flushMessages(500)
                .build();
        var opened = new CompletableFuture<PartitionLog>();
        dirs.open(
                new TopicPartition("t", 0),
                Uuid.ONE,
                settings,
                loop,
                outcome -> opened.complete(((OpenOutcome.Opened) outcome).log()));
        return opened.get(30, TimeUnit.SECONDS);
    }

    private static void write(PartitionLog log, Loop loop) throws Exception {
        var done = new CompletableFuture<Void>();
        var next = new Runnable() {
            private int count;

            @Override
            public void run() {
                for (var i = 0; i < 10 && count < BATCHES; i++, count++) {
                    log.stage(TestBatch.of(2, 40, count), 0, AppendOrigin.CLIENT, count);
                }
                assertTrue(log.flushTurn());
                log.updateHighWatermark(log.view().endOffset());
                if (count % 200 == 0) {
                    log.retain(count);
                }
                if (count < BATCHES) {
                    loop.execute(this);
                } else {
                    log.awaitDurable(log.view().endOffset(), outcome -> done.complete(null));
                }
            }
        };
        loop.execute(next);
        done.get(60, TimeUnit.SECONDS);
    }

    private static void readOn(PartitionLog log, Loop loop, Random random, AtomicBoolean stop, AtomicLong count) {
        while (!stop.get() || count.get() < READS) {
            var view = log.view();
            var span = view.endOffset() - view.logStartOffset();
            if (span > 0) {
                var offset = view.logStartOffset() + (long) (random.nextDouble() * span);
                var slice = slice(view.read(offset, 200 + random.nextInt(5_000), true, view.endOffset()), loop);
                if (slice != null) {
                    check(slice, offset, view.endOffset());
                    count.incrementAndGet();
                }
            }
        }
    }

    private static @Nullable LogSlice slice(LogRead read, Loop loop) {
        if (read instanceof LogRead.Cold cold) {
            var answer = new CompletableFuture<LogRead>();
            cold.warm(loop, answer::complete);
            return slice(answer.join(), loop);
        }
        if (read instanceof LogSlice slice) {
            return slice;
        }
        assertTrue(read instanceof LogRead.OutOfRange, read::toString);
        return null;
    }

    private static void check(LogSlice slice, long offset, long endOffset) {
        var bytes = ByteBuffer.allocate(slice.sizeInBytes());
        try {
            slice.copyTo(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            slice.release();
        }
        var batches = new Batches().over(bytes.flip());
        var expected = offset - offset % 2;
        while (batches.next()) {
            assertEquals(expected, batches.batch().baseOffset());
            assertTrue(batches.batch().crcMatches());
            expected = batches.batch().nextOffset();
        }
        assertTrue(expected > offset, () -> "nothing whole at " + offset);
        assertTrue(expected <= endOffset);
    }
}
