package io.ottla.log.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.AppendOrigin;
import io.ottla.log.LogSettings;
import io.ottla.log.disk.NioDisk;
import io.ottla.log.testing.TestBatch;
import io.ottla.log.testing.TestLog;
import io.ottla.log.testing.TestWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.tools.DumpLogSegments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stock kafka-dump-log over every kind of file that is written here. */
class StockDumpTest {
    private static final long NOW_MS = 1_700_000_000_000L;
    private static final LogSettings SETTINGS = LogSettings.defaults()
            .rebuilt()
            .segmentBytes(20_000)
            .indexIntervalBytes(1_000)
            .build();

    @TempDir
    Path directory;

    private Path write(boolean clean) {
        var storage = new TestLog(new TestWorld(1, NOW_MS), new NioDisk(), List.of(directory.resolve("a")));
        var log = storage.open(SETTINGS);
        for (var appended : VariedLog.batches(40, NOW_MS)) {
            var isControl = TestBatch.header(appended.batch()).isControl();
            var origin = isControl ? AppendOrigin.COORDINATOR : AppendOrigin.CLIENT;
            storage.append(log, appended.batch(), appended.leaderEpoch(), origin);
        }
        assertTrue(log.view().segmentCount() > 3, () -> log.view().toString());
        if (clean) {
            storage.close();
        } else {
            storage.world.stop();
        }
        return directory.resolve("a").resolve("topic-0");
    }

    private static List<Path> files(Path partition, String ending) throws IOException {
        try (var all = Files.list(partition)) {
            return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static String dump(List<Path> files, String... options) throws IOException {
        var names = String.join(",", files.stream().map(Path::toString).toList());
        var args = new java.util.ArrayList<>(List.of("--files", names));
        args.addAll(List.of(options));
        var before = System.out;
        var beforeError = System.err;
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            System.setErr(out);
            DumpLogSegments.main(args.toArray(new String[0]));
        } finally {
            System.setOut(before);
            System.setErr(beforeError);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void assertSound(String output) {
        for (var complaint : List.of(
                "Mismatches",
                "out of order",
                "isvalid: false",
                "corrupt",
                "truncated",
                "timestamp mismatch",
                "Index offset",
                "rror")) {
            assertFalse(output.contains(complaint), () -> complaint + " in:\n" + lastLines(output));
        }
        // The tool counts from -1 in every file, also where the file begins at another offset.
        var gaps = output.lines()
                .filter(line -> line.contains(" is followed by ") && !line.contains("-1 is followed by"))
                .toList();
        assertEquals(List.of(), gaps);
    }

    private static String lastLines(String output) {
        return output.substring(Math.max(0, output.length() - 1_000));
    }

    @Test
    void logs_are_read_to_the_last_record() throws IOException {
        var logs = files(write(true), ".log");
        var output = dump(logs, "--deep-iteration", "--print-data-log");
        assertSound(output);
        assertTrue(output.contains("endTxnMarker: ABORT coordinatorEpoch: 1"), () -> lastLines(output));
        var batches =
                output.lines().filter(line -> line.startsWith("baseOffset: ")).count();
        assertEquals(VariedLog.batches(40, NOW_MS).size(), batches);
    }

    @Test
    void indexes_pass_the_sanity_check_and_agree_with_the_log() throws IOException {
        var partition = write(true);
        for (var ending : List.of(".index", ".timeindex")) {
            var indexes = files(partition, ending);
            assertEquals(files(partition, ".log").size(), indexes.size());
            var output = dump(indexes, "--index-sanity-check");
            assertSound(output);
            assertEquals(
                    indexes.size(),
                    output.lines()
                            .filter(line -> line.contains("passed sanity check"))
                            .count(),
                    output);
            assertSound(dump(indexes, "--verify-index-only"));
            var entries = dump(indexes, "--deep-iteration");
            assertSound(entries);
            assertTrue(entries.lines().count() > indexes.size() * 5L, entries);
        }
    }

    @Test
    void aborted_transactions_and_producers_are_read() throws IOException {
        var partition = write(true);
        var aborted = dump(files(partition, ".txnindex"));
        assertEquals(
                20 + 14,
                aborted.lines().filter(line -> line.contains("firstOffset")).count(),
                aborted);
        var snapshots = files(partition, ".snapshot");
        assertEquals(files(partition, ".log").size(), snapshots.size());
        var producers = dump(snapshots.subList(snapshots.size() - 1, snapshots.size()));
        assertSound(producers);
        assertEquals(
                3,
                producers.lines().filter(line -> line.contains("producerId: 1")).count(),
                producers);
    }

    @Test
    void what_a_kill_leaves_is_read_as_well() throws IOException {
        var partition = write(false);
        assertSound(dump(files(partition, ".log"), "--deep-iteration"));
        assertSound(dump(files(partition, ".index"), "--index-sanity-check"));
        assertSound(dump(files(partition, ".timeindex"), "--index-sanity-check"));
    }
}
