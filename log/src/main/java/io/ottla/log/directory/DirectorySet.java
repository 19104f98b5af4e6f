package io.ottla.log.directory;

import io.ottla.base.OwnedBy;
import io.ottla.log.checkpoint.CleanShutdown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All log directories of this broker with their checkpoints and locks. Lives on the home loop. */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class DirectorySet {
    private static final Logger LOG = LoggerFactory.getLogger(DirectorySet.class);
    private static final Duration SOON = Duration.ofMillis(100);

    private final List<Directory> directories;
    private final List<AutoCloseable> locks;
    private final Map<Directory, Checkpoints> checkpoints = new HashMap<>();
    private final Map<Directory, Integer> partitions = new HashMap<>();

    /**
     * Takes over what was found.
     *
     * @param offsetsNow what the checkpoints of a directory should say
     */
    public DirectorySet(Stocktaking taken, Function<Directory, Checkpoints.Offsets> offsetsNow) {
        this.directories = taken.directories();
        this.locks = taken.locks();
        for (var directory : directories) {
            checkpoints.put(
                    directory, new Checkpoints(directory, taken.offsets(directory), () -> offsetsNow.apply(directory)));
        }
        taken.found().forEach(found -> holdsOneMore(found.directory()));
    }

    /** Any thread. */
    public List<Directory> all() {
        return directories;
    }

    /** Any thread. */
    public boolean isAnyOnline() {
        return directories.stream().anyMatch(Directory::isOnline);
    }

    public void holdsOneMore(Directory directory) {
        partitions.merge(directory, 1, Integer::sum);
    }

    public void holdsOneLess(Directory directory) {
        partitions.merge(directory, -1, Integer::sum);
    }

    /**
     * Where a new partition goes, as in Kafka: to the one with the fewest. Empty if none works.
     *
     * @param last only if there is no other
     */
    public Optional<Directory> emptiest(Set<Path> last) {
        return directories.stream()
                .filter(Directory::isOnline)
                .min(Comparator.<Directory, Boolean>comparing(directory -> last.contains(directory.path()))
                        .thenComparing(directory -> partitions.getOrDefault(directory, 0)));
    }

    /** The one at this path. Any thread. */
    public Optional<Directory> at(Path path) {
        return directories.stream()
                .filter(directory -> directory.path().equals(path))
                .findFirst();
    }

    /** Writes the checkpoints of one before long. */
    public void checkpointSoon(Directory directory) {
        of(directory).soon(SOON);
    }

    /** Writes the checkpoints of one; {@code then} runs in the background. */
    public void checkpointNow(Directory directory, Runnable then) {
        of(directory).write(then);
    }

    public void checkpointAll() {
        directories.forEach(directory -> of(directory).write(() -> {}));
    }

    private Checkpoints of(Directory directory) {
        return Objects.requireNonNull(checkpoints.get(directory));
    }

    /**
     * Writes all checkpoints, sets the marker of a clean shutdown where {@code isClean}, gives the locks back, and then runs
     * {@code onHome}.
     */
    public void close(long brokerEpoch, Predicate<Directory> isClean, Runnable onHome) {
        var left = new int[] {directories.size()};
        for (var directory : directories) {
            var marked = isClean.test(directory);
            of(directory).write(() -> {
                if (marked && directory.isOnline()) {
                    mark(directory, brokerEpoch);
                }
                directory.surroundings().home().execute(() -> {
                    if (--left[0] == 0) {
                        unlock();
                        onHome.run();
                    }
                });
            });
        }
    }

    private static void mark(Directory directory, long brokerEpoch) {
        try {
            CleanShutdown.mark(directory.surroundings().disk(), directory.path(), brokerEpoch);
        } catch (IOException e) {
            LOG.warn("{} could not be marked as cleanly shut down; it will be recovered.", directory, e);
        }
    }

    private void unlock() {
        for (var lock : locks) {
            try {
                lock.close();
            } catch (Exception e) {
                LOG.warn("A lock could not be given back.", e);
            }
        }
    }
}
