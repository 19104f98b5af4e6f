package io.ottla.bench.jmh;

import io.ottla.base.Clock;
import io.ottla.bench.load.RecordBatches;
import io.ottla.log.AppendOrigin;
import io.ottla.log.AppendOutcome;
import io.ottla.log.LogDir;
import io.ottla.log.LogDirs;
import io.ottla.log.LogSettings;
import io.ottla.log.OpenOutcome;
import io.ottla.log.PartitionLog;
import io.ottla.log.StorageSettings;
import io.ottla.log.background.BackgroundThreads;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.disk.NioDisk;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Turns of a partition loop: some batches staged, then written, on a real disk. One operation is one turn. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Append {

    private static final int SEGMENT_BYTES = 64 << 20;
    private static final long KEPT_BYTES = 256 << 20;

    /** Batches in a turn. */
    @Param({"1", "4", "16"})
    int batches;

    /** Records in a batch and bytes in each. */
    @Param({"1x100", "60x1024"})
    String shape = "";

    private final CallersLoop loop = new CallersLoop();
    private final BackgroundThreads background = new BackgroundThreads(2, 2);
    private final List<ByteBuffer> staged = new ArrayList<>();
    private final List<PartitionLog> opened = new ArrayList<>();
    private final List<LogDir> failures = new ArrayList<>();
    private Path place = Path.of("");
    private long turns;
    private long now;

    /** Opens a log in a directory of its own. */
    @Setup
    public void open() throws IOException, InterruptedException {
        place = Files.createTempDirectory("append");
        int x = shape.indexOf('x');
        byte[] batch =
                RecordBatches.of(Integer.parseInt(shape.substring(0, x)), Integer.parseInt(shape.substring(x + 1)));
        for (int i = 0; i < batches; i++) {
            staged.add(ByteBuffer.allocateDirect(batch.length).put(batch).flip());
        }
        NioDisk disk = new NioDisk();
        new MetaProperties("bench", 1, new Uuid(1, 2)).write(disk, place);
        LogDirs.World world = new LogDirs.World(disk, Clock.system(), new Random(1), background, loop);
        LogDirs dirs = LogDirs.start(
                List.of(place),
                StorageSettings.defaults("bench", 1),
                world,
                (directory, lastOne) -> failures.add(directory));
        LogSettings settings = LogSettings.defaults()
                .rebuilt()
                .segmentBytes(SEGMENT_BYTES)
                .retentionBytes(KEPT_BYTES)
                .fileDeleteDelayMs(0)
                .build();
        dirs.open(new TopicPartition("bench", 0), new Uuid(1, 1), settings, loop, this::take);
        while (opened.isEmpty()) {
            loop.runAll();
            Thread.sleep(1);
        }
        now = Clock.system().wallMs();
    }

    private void take(OpenOutcome outcome) {
        if (outcome instanceof OpenOutcome.Opened log) opened.add(log.log());
        else throw new IllegalStateException(outcome.toString());
    }

    /** One turn; every now and then old segments go, so that the disk does not fill. */
    @Benchmark
    public long turn() {
        PartitionLog log = opened.get(0);
        for (ByteBuffer batch : staged) {
            batch.rewind();
            AppendOutcome outcome = log.stage(batch, 0, AppendOrigin.CLIENT, now);
            if (!(outcome instanceof AppendOutcome.Staged)) {
                loop.runAll();
                throw new IllegalStateException(outcome + " " + failures);
            }
        }
        if (!log.flushTurn()) throw new IllegalStateException("the disk refused");
        long end = log.view().endOffset();
        log.updateHighWatermark(end);
        if (++turns % 64 == 0) {
            log.retain(now);
            loop.runAll();
        }
        return end;
    }

    /** Removes what was written. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        background.close();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
