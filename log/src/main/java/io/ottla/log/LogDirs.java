package io.ottla.log;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.log.disk.Disk;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * This broker's log directories and the logs in them. A door: its methods may be called from any thread unless they say
 * otherwise; the directories' own state lives on the loop given as {@code home}.
 */
public final class LogDirs {
    /** What the directories need of the world. */
    public record World(Disk disk, Clock clock, Random random, BackgroundWork background, Loop home) {}

    /** Told on the home loop. */
    public interface Listener {
        /** Nothing more is appended there; {@code lastOne} says whether no other directory works. */
        void onDirectoryFailed(LogDir directory, boolean lastOne);
    }

    /**
     * Locks the directories, checks meta.properties, reads checkpoints and lists partitions; opens none. Blocks; called
     * once, before the loops run. A directory that fails here starts offline.
     *
     * @throws IOException if no directory can be used, one is in use by another process, or one belongs to another cluster
     *     or node; the message is for a person
     */
    public static LogDirs start(List<Path> directories, StorageSettings settings, World world, Listener listener)
            throws IOException {
        return Unwritten.yet();
    }

    /** The directories as they stand now. */
    public List<LogDir> directories() {
        return Unwritten.yet();
    }

    /** The partitions found on disk at the start. */
    public Set<TopicPartition> found() {
        return Unwritten.yet();
    }

    /** Did every directory bear the marker of a clean shutdown at the start? */
    public boolean wasCleanShutdown() {
        return Unwritten.yet();
    }

    /**
     * Opens the log of a partition, recovering it if need be, or makes it (in the directory with the fewest partitions). A
     * log found under another topic id is moved away as stray first.
     *
     * @param loop the partition's loop, on which {@code onLoop} is answered and the log lives
     */
    public void open(
            TopicPartition partition, Uuid topicId, LogSettings settings, Loop loop, Consumer<OpenOutcome> onLoop) {
        Unwritten.yet();
    }

    /** Takes the partition's directory away: renamed before {@code onLoop} runs, removed later in the background. */
    public void delete(TopicPartition partition, Loop loop, Runnable onLoop) {
        Unwritten.yet();
    }

    /** Closes all logs, writes checkpoints and the clean-shutdown marker, gives the locks back. */
    public void close(Runnable onHome) {
        Unwritten.yet();
    }
}
