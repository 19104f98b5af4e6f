package io.ottla.log;

import io.ottla.log.LogDirs.World;
import io.ottla.log.segment.PageCache;
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
final class Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    /** What the logs of a directory tell those who keep it. Called on any thread. */
    interface Keeper {
        void failed(Directory directory);

        /** Offsets have moved that should be written down before long. */
        void checkpointSoon(Directory directory);

        /** Runs {@code then} on some thread once the recovery points of now are on disk. */
        void checkpointNow(Directory directory, Runnable then);
    }

    private final Path path;
    private final Uuid id;
    private final World world;
    private final PageCache cache;
    private final Keeper keeper;
    private final Flusher flusher;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    /** What all directories share. */
    record Shared(World world, PageCache cache, Keeper keeper, int flushThreads) {}

    Directory(Path path, Uuid id, Shared shared) {
        this.path = path;
        this.id = id;
        this.world = shared.world();
        this.cache = shared.cache();
        this.keeper = shared.keeper();
        this.flusher = new Flusher(world.background(), shared.flushThreads());
    }

    Path path() {
        return path;
    }

    Uuid id() {
        return id;
    }

    World world() {
        return world;
    }

    PageCache cache() {
        return cache;
    }

    Flusher flusher() {
        return flusher;
    }

    Keeper keeper() {
        return keeper;
    }

    boolean isOnline() {
        return failure.get() == null;
    }

    /** Appends are refused from now on; told once. */
    void fail(String doing, IOException why) {
        if (failure.compareAndSet(null, doing + ": " + why.getMessage())) {
            LOG.error("Log directory {} goes offline: {} failed.", path, doing, why);
            keeper.failed(this);
        }
    }

    LogDir describe() {
        return new LogDir(path, id, failure.get());
    }
}
