package io.ottla.log.recovery;

import io.ottla.base.OwnedBy;
import io.ottla.log.directory.LogHome;
import io.ottla.log.epoch.EpochCheckpoint;
import io.ottla.log.segment.Segment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Recovers a log that nobody has asked for yet and leaves it on disk as a clean shutdown does, closed: the first to touch it
 * finds it ready. Lives on one background thread at a time.
 */
@OwnedBy(OwnedBy.Owner.BACKGROUND)
public final class Settling {
    private final LogHome home;
    private final LogOpening opening;

    public Settling(LogHome home, LogOpening.Wish wish) {
        this.home = home;
        this.opening = new LogOpening(home, wish);
    }

    /** Where a settled log starts and ends. */
    public record Settled(long logStartOffset, long endOffset) {}

    /**
     * Goes on for about {@code bytes} of reading.
     *
     * @return null until it is done
     */
    public @Nullable Settled advance(long bytes) throws IOException {
        var loaded = opening.advance(bytes);
        if (loaded == null) {
            return null;
        }
        var end = loaded.endOffset();
        var last = loaded.tail().segment();
        var aborted = loaded.producers().aborted().between(last.baseOffset(), end);
        var indexes = loaded.tail().closedIndexes();
        new SealedFiles(last, indexes, aborted, loaded.producers().snapshot(), end).write(home);
        EpochCheckpoint.write(home.disk(), home.path(), loaded.epochs());
        home.disk().forceDirectory(home.path());
        home.disk().forceDirectory(home.directory().path());
        loaded.segments().forEach(Segment::retire);
        return new Settled(loaded.logStartOffset(), end);
    }
}
