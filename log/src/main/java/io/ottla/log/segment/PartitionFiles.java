package io.ottla.log.segment;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in a partition's directory, after what an interrupted replacement or deletion left has been brought to an end:
 * .deleted, .cleaned and .tmp files go, .swap files take their place if they were complete. Kafka's rules. Blocks.
 *
 * @param logs the .log files by base offset
 * @param snapshots the offsets of the .snapshot files, ascending
 * @param names all of them
 */
public record PartitionFiles(List<LogFile> logs, List<Long> snapshots, Set<String> names) {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionFiles.class);

    /** One .log file. */
    public record LogFile(long baseOffset, long sizeInBytes, long lastModifiedMs) {}

    /** A directory that has just been made. */
    public static PartitionFiles none() {
        return new PartitionFiles(List.of(), List.of(), Set.of());
    }

    /** Is there a file of this segment with this ending? */
    public boolean has(long baseOffset, String ending) {
        return names.contains(LogFileName.of(baseOffset, ending));
    }

    /** Lists the directory, tidied up. */
    public static PartitionFiles tidy(Disk disk, Path directory) throws IOException {
        var names = disk.list(directory);
        if (names.stream().anyMatch(entry -> isUnfinished(entry.name()))) {
            finish(disk, directory, names);
            names = disk.list(directory);
        }
        return of(disk, directory, names);
    }

    private static boolean isUnfinished(String name) {
        return name.endsWith(LogFileName.DELETED)
                || name.endsWith(LogFileName.CLEANED)
                || name.endsWith(LogFileName.SWAP)
                || name.endsWith(LogFileName.TEMPORARY);
    }

    private static void finish(Disk disk, Path directory, List<Disk.Entry> names) throws IOException {
        var firstCleaned = Long.MAX_VALUE;
        for (var entry : names) {
            if (entry.name().endsWith(LogFileName.CLEANED)) {
                firstCleaned = Math.min(
                        firstCleaned, LogFileName.leadingOffset(entry.name()).orElse(Long.MAX_VALUE));
            }
        }
        var swaps = new ArrayList<String>();
        for (var entry : names) {
            var name = entry.name();
            // A swap at or behind a file still being cleaned belongs to a replacement that never got complete.
            var isSwap = name.endsWith(LogFileName.SWAP)
                    && LogFileName.leadingOffset(name).orElse(Long.MAX_VALUE) < firstCleaned;
            if (isSwap) {
                swaps.add(name);
            } else if (isUnfinished(name)) {
                LOG.debug("Removing {}, left by something interrupted.", directory.resolve(name));
                disk.delete(directory.resolve(name));
            }
        }
        if (!swaps.isEmpty()) {
            swapIn(disk, directory, swaps);
        }
    }

    /** Removes what the swap files replace, then gives them their names. */
    private static void swapIn(Disk disk, Path directory, List<String> swaps) throws IOException {
        var from = Long.MAX_VALUE;
        var to = Long.MIN_VALUE;
        for (var swap : swaps) {
            if (swap.endsWith(LogFileName.LOG + LogFileName.SWAP)) {
                var base = LogFileName.leadingOffset(swap).orElseThrow();
                from = Math.min(from, base);
                to = Math.max(to, endOffset(disk, directory.resolve(swap), base));
            }
        }
        for (var entry : disk.list(directory)) {
            var offset = LogFileName.leadingOffset(entry.name());
            var replaced = offset.isPresent() && offset.getAsLong() >= from && offset.getAsLong() < to;
            if (replaced && !entry.name().endsWith(LogFileName.SWAP)) {
                LOG.info("Removing {}, which has been replaced.", directory.resolve(entry.name()));
                disk.delete(directory.resolve(entry.name()));
            }
        }
        for (var swap : swaps) {
            var name = swap.substring(0, swap.length() - LogFileName.SWAP.length());
            LOG.info("Completing the replacement of {}.", directory.resolve(name));
            disk.rename(directory.resolve(swap), directory.resolve(name));
        }
        disk.forceDirectory(directory);
    }

    private static long endOffset(Disk disk, Path file, long baseOffset) throws IOException {
        try (DiskFile open = disk.open(file, Disk.Open.READ)) {
            var scan = new SegmentScan(open, 0, open.sizeInBytes(), 1 << 16);
            var end = baseOffset;
            while (scan.next()) {
                end = scan.batch().nextOffset();
            }
            return end;
        }
    }

    private static PartitionFiles of(Disk disk, Path directory, List<Disk.Entry> names) throws IOException {
        var logs = new ArrayList<LogFile>();
        var snapshots = new ArrayList<Long>();
        var all = new HashSet<String>();
        for (var entry : names) {
            LogFileName.offsetOf(entry.name(), LogFileName.LOG)
                    .ifPresent(base -> logs.add(new LogFile(base, entry.sizeInBytes(), entry.lastModifiedMs())));
            LogFileName.offsetOf(entry.name(), LogFileName.SNAPSHOT).ifPresent(snapshots::add);
            all.add(entry.name());
        }
        logs.sort(Comparator.comparingLong(LogFile::baseOffset));
        snapshots.sort(Comparator.naturalOrder());
        removeOrphans(disk, directory, names, logs);
        return new PartitionFiles(List.copyOf(logs), List.copyOf(snapshots), Set.copyOf(all));
    }

    /** Index files without their log. */
    private static void removeOrphans(Disk disk, Path directory, List<Disk.Entry> names, List<LogFile> logs)
            throws IOException {
        var bases = new HashSet<Long>();
        logs.forEach(log -> bases.add(log.baseOffset()));
        for (var entry : names) {
            var name = entry.name();
            var isIndex = name.endsWith(LogFileName.INDEX)
                    || name.endsWith(LogFileName.TIME_INDEX)
                    || name.endsWith(LogFileName.TXN_INDEX);
            var base = LogFileName.leadingOffset(name);
            if (isIndex && base.isPresent() && !bases.contains(base.getAsLong())) {
                LOG.warn("Removing index {}, whose log is not there.", directory.resolve(name));
                disk.delete(directory.resolve(name));
            }
        }
    }
}
