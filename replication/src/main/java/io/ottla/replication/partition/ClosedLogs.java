package io.ottla.replication.partition;

import io.ottla.base.Loop;
import io.ottla.log.LogDir;
import io.ottla.log.LogDirs;
import io.ottla.log.LogSettings;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.disk.Disk;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Says of a log nobody has opened since the start whether retention may have something to take from it, by the names, sizes and times
 * of its files alone: so that logs at rest are not opened for nothing. A file written lately is taken to hold young records; the time
 * inside counts once the log is open.
 */
final class ClosedLogs {
    private final LogDirs dirs;
    private final Disk disk;
    private final BackgroundWork background;

    ClosedLogs(LogDirs dirs, Disk disk, BackgroundWork background) {
        this.dirs = dirs;
        this.disk = disk;
        this.background = background;
    }

    /** Looks in the background; runs {@code ifSo} on {@code loop} if the log should be opened. May be called from any thread. */
    void lookForOld(TopicPartition partition, LogSettings settings, long nowMs, Loop loop, Runnable ifSo) {
        if (!settings.deletesOld() || (settings.retentionMs() < 0 && settings.retentionBytes() < 0)) {
            return;
        }
        background.execute(BackgroundWork.Lane.CLEANUP, () -> {
            if (mayHoldOld(partition, settings, nowMs)) {
                loop.execute(ifSo);
            }
        });
    }

    private boolean mayHoldOld(TopicPartition partition, LogSettings settings, long nowMs) {
        String name = partition.topic() + "-" + partition.partition();
        for (LogDir dir : dirs.directories()) {
            Path path = dir.path().resolve(name);
            if (dir.isOnline() && disk.exists(path)) {
                return mayHoldOld(path, settings, nowMs);
            }
        }
        return false;
    }

    private boolean mayHoldOld(Path path, LogSettings settings, long nowMs) {
        try {
            long bytes = 0;
            boolean old = false;
            for (Disk.Entry entry : disk.list(path)) {
                if (entry.name().endsWith(".log") && entry.sizeInBytes() > 0) {
                    bytes += entry.sizeInBytes();
                    old |= settings.retentionMs() >= 0 && nowMs - entry.lastModifiedMs() > settings.retentionMs();
                }
            }
            return old || (settings.retentionBytes() >= 0 && bytes > settings.retentionBytes());
        } catch (IOException e) {
            return false; // whoever opens the log will find out
        }
    }
}
