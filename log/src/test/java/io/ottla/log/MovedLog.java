package io.ottla.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.directory.Moves;
import io.ottla.log.testing.CrashDisk;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import io.ottla.wire.batch.Batches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A log in one of two directories that its user opens again whenever it was let go, and what was appended to it. */
final class MovedLog {
    static final long NOW_MS = 1_700_000_000_000L;
    static final Path A = Path.of("/disk/a");
    static final Path B = Path.of("/disk/b");
    static final LogSettings SETTINGS = LogSettings.defaults()
            .rebuilt()
            .segmentBytes(700)
            .indexIntervalBytes(100)
            .build();

    final CrashDisk disk;
    final TestLog storage;
    /** The checksums of all batches, by base offset: two records each. */
    final List<Integer> written;
    /** So many of them must be there after anything that is not a power cut. */
    private int acknowledged;

    private @Nullable PartitionLog log;
    private @Nullable OpenOutcome refused;

    MovedLog(long seed, CrashDisk disk, List<Integer> written) {
        this.disk = disk;
        this.storage = new TestLog(new TestWorld(seed, NOW_MS), disk, List.of(A, B));
        this.written = written;
        this.acknowledged = written.size();
        open();
        storage.world.run();
    }

    /** In A, as the first is. */
    static MovedLog fresh(long seed) {
        return new MovedLog(seed, new CrashDisk(), new ArrayList<>());
    }

    private void open() {
        storage.dirs.open(TestLog.PARTITION, TestLog.TOPIC_ID, SETTINGS, storage.loop, outcome -> {
            if (outcome instanceof OpenOutcome.Opened opened) {
                log = opened.log();
            } else {
                refused = outcome;
            }
        });
    }

    /** The log; whatever is under way ends first. */
    PartitionLog log() {
        storage.world.run();
        if (log == null) {
            throw new AssertionError("not open: " + refused);
        }
        return log;
    }

    boolean isRefused() {
        storage.world.run();
        return log == null;
    }

    Path place() {
        return log().logDir();
    }

    /** Appends so many batches, if the log is open just now; nothing else happens. */
    void append(int batches) {
        storage.loop.execute(() -> {
            for (int i = 0; i < batches && log != null; i++) {
                append(log);
            }
        });
    }

    private void append(PartitionLog to) {
        var batch = TestBatch.of(2, 20, NOW_MS + written.size());
        var crc = TestBatch.header(batch).crc();
        if (to.stage(batch, 0, AppendOrigin.CLIENT, NOW_MS) instanceof AppendOutcome.Staged && to.flushTurn()) {
            written.add((int) crc);
            acknowledged = written.size();
            to.updateHighWatermark(to.view().endOffset());
        }
    }

    void appendAll(int batches) {
        append(batches);
        storage.world.run();
    }

    void move(Path to) {
        storage.dirs.move(TestLog.PARTITION, to, storage.loop, () -> {
            log = null;
            open();
        });
    }

    /** As the broker does after a start. */
    boolean goOn() {
        var left = new ArrayList<Path>();
        storage.world.on(
                storage.loop,
                () -> storage.dirs.unfinishedMoves().stream()
                        .map(Moves.Unfinished::target)
                        .forEach(target -> left.add(target.path())));
        left.forEach(this::move);
        return !left.isEmpty();
    }

    /** Until nothing is left to do, with as much time as that takes. */
    void settle() {
        for (int i = 0; i < 400; i++) {
            storage.world.advance(100);
        }
    }

    /** What was written is there, at least so many batches of it, and nothing else. */
    void holdsAtLeast(int batches) {
        var content = storage.readAll(log(), 0);
        var found = new ArrayList<Integer>();
        var each = new Batches().over(content);
        while (each.next()) {
            assertEquals(2L * found.size(), each.batch().baseOffset());
            found.add((int) each.batch().crc());
        }
        assertTrue(found.size() >= batches, () -> found.size() + " batches are there, of " + batches);
        assertEquals(written.subList(0, found.size()), found);
        assertEquals(2L * found.size(), log().view().endOffset());
    }

    void holdsAll() {
        holdsAtLeast(acknowledged);
    }

    int durable() {
        return log == null ? 0 : (int) (Objects.requireNonNull(log).view().recoveryPoint() / 2);
    }

    /** The process is killed, and another one begins. */
    MovedLog killed(long seed) {
        storage.world.stop();
        return new MovedLog(seed, disk.kill(), written);
    }

    /** What another process finds on {@code found}: what was lost is written no more. */
    MovedLog after(long seed, CrashDisk found) {
        storage.world.stop();
        var next = new MovedLog(seed, found, written);
        var end = (int) (next.log().view().endOffset() / 2);
        written.subList(end, written.size()).clear();
        next.acknowledged = end;
        return next;
    }

    /** Directories of the partition in {@code directory}, whatever they are called now. */
    List<String> names(Path directory) {
        try {
            return disk.list(directory).stream()
                    .map(entry -> entry.name())
                    .filter(name -> name.startsWith("topic-0"))
                    .toList();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
