package io.ottla.log.directory;

import io.ottla.log.segment.PageCache;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One log directory as its logs see it: where it is, who makes it durable, and whether it still works. Any thread; all that
 * changes is one reference that is set once, when the directory fails.
 */
public final class Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    private final Path path;
    private final Uuid id;
    private final Shared shared;
    private final Flusher flusher;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    /** What the logs of a directory tell those who keep it. Called on any thread. */
    public interface Keeper {
        /** Nothing more is appended there. */
        void failed(Directory directory);

        /** Offsets have moved that should be written down before long. */
        void checkpointSoon(Directory directory);

        /** A log has been cut back, and may now grow another way: what was copied of it is worth nothing. */
        void cutBack(TopicPartition partition);

        /** Runs {@code then} on some thread once the recovery points of now are on disk. */
        void checkpointNow(Directory directory, Runnable then);
    }

    /** What all directories share. */
    public record Shared(Surroundings surroundings, PageCache cache, Keeper keeper, int flushThreads) {}

    Directory(Path path, Uuid id, Shared shared) {
        this.path = path;
        this.id = id;
        this.shared = shared;
        this.flusher = new Flusher(shared.surroundings().flush(), shared.flushThreads());
    }

    public Path path() {
        return path;
    }

    public Uuid id() {
        return id;
    }

    public Surroundings surroundings() {
        return shared.surroundings();
    }

    public PageCache cache() {
        return shared.cache();
    }

    public Keeper keeper() {
        return shared.keeper();
    }

    public Flusher flusher() {
        return flusher;
    }

    public boolean isOnline() {
        return failure.get() == null;
    }

    /** What it failed with; null while it works. */
    public @Nullable String failure() {
        return failure.get();
    }

    /** Appends are refused from now on; told once. */
    public void fail(String doing, IOException why) {
        if (failure.compareAndSet(null, doing + ": " + why)) {
            LOG.error(
                    "Log directory {} is offline, nothing is written there any more: {}: {}",
                    path,
                    doing,
                    why.toString());
            LOG.debug("What took it offline", why);
            keeper().failed(this);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
