package io.ottla.log.segment;

import io.ottla.log.disk.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of segments that no longer belong to a log, in two steps: renamed to .deleted, and later removed. A crash
 * in between leaves names that the next opening clears away. Blocks. Stateless.
 */
public final class SegmentRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentRemoval.class);
    private static final List<String> ENDINGS = List.of(
            LogFileName.LOG, LogFileName.INDEX, LogFileName.TIME_INDEX, LogFileName.TXN_INDEX, LogFileName.SNAPSHOT);

    private SegmentRemoval() {}

    /** The first step; the answer is for the second. */
    public static List<Path> rename(Disk disk, List<Segment> segments) {
        var renamed = new ArrayList<Path>();
        for (var segment : segments) {
            for (var ending : ENDINGS) {
                var from = segment.path(ending);
                var to = from.resolveSibling(from.getFileName() + LogFileName.DELETED);
                try {
                    disk.rename(from, to);
                    renamed.add(to);
                } catch (NoSuchFileException e) {
                    // Not every segment has all of them.
                } catch (IOException e) {
                    LOG.warn("Renaming {} failed, it stays until the log is opened again.", from, e);
                }
            }
        }
        return renamed;
    }

    /** The second step. */
    public static void delete(Disk disk, List<Path> files) {
        for (var file : files) {
            try {
                disk.delete(file);
            } catch (IOException e) {
                LOG.warn("Removing {} failed, it stays until the log is opened again.", file, e);
            }
        }
    }

    /** Both steps at once, for segments nobody reads. */
    public static void now(Disk disk, List<Segment> segments) {
        segments.forEach(Segment::retire);
        delete(disk, rename(disk, segments));
    }
}
