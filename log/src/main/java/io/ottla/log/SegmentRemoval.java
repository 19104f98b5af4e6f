package io.ottla.log;

import io.ottla.log.segment.LogFileName;
import io.ottla.log.segment.Segment;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of segments that no longer belong to a log: first renamed to .deleted, then, after
 * file.delete.delay.ms, removed. A crash in between leaves names that the next opening clears away. In the background.
 */
final class SegmentRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentRemoval.class);
    private static final List<String> ENDINGS = List.of(
            LogFileName.LOG, LogFileName.INDEX, LogFileName.TIME_INDEX, LogFileName.TXN_INDEX, LogFileName.SNAPSHOT);

    private SegmentRemoval() {}

    /** Returns at once. */
    static void start(LogHome home, List<Segment> segments, LogSettings settings) {
        if (segments.isEmpty()) {
            return;
        }
        LOG.info(
                "Removing {} segments of {}, offsets from {}.",
                segments.size(),
                home.partition(),
                segments.get(0).baseOffset());
        var world = home.directory().world();
        world.background().execute(BackgroundWork.Lane.CLEANUP, () -> {
            var renamed = rename(home, segments);
            var delay = Duration.ofMillis(settings.fileDeleteDelayMs());
            world.home()
                    .schedule(
                            delay,
                            () -> world.background().execute(BackgroundWork.Lane.CLEANUP, () -> delete(home, renamed)));
        });
    }

    /** Renames and removes before it returns. Blocks. */
    static void now(LogHome home, List<Segment> segments) {
        segments.forEach(Segment::retire);
        delete(home, rename(home, segments));
    }

    private static List<Path> rename(LogHome home, List<Segment> segments) {
        var renamed = new ArrayList<Path>();
        for (var segment : segments) {
            for (var ending : ENDINGS) {
                var from = segment.path(ending);
                var to = from.resolveSibling(from.getFileName() + LogFileName.DELETED);
                try {
                    home.disk().rename(from, to);
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

    private static void delete(LogHome home, List<Path> files) {
        for (var file : files) {
            try {
                home.disk().delete(file);
            } catch (IOException e) {
                LOG.warn("Removing {} failed, it stays until the log is opened again.", file, e);
            }
        }
    }
}
