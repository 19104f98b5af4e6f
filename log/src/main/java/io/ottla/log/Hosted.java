package io.ottla.log;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.directory.Directory;
import io.ottla.log.directory.Moves;
import io.ottla.log.directory.Stocktaking;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One partition's place in the log directories: where it is, what the checkpoints say of it, its log once it is open. */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class Hosted implements Moves.Place {
    final TopicPartition partition;
    final Directory directory;
    final Path path;
    /** Waiting for the operation under way to end. */
    final ArrayDeque<Runnable> later = new ArrayDeque<>();

    State state = State.UNTOUCHED;
    /** Its directory has not been made yet. */
    boolean isNew;

    boolean isClean;
    long recoveryPoint;
    long logStartOffset;

    @Nullable
    PartitionLog log;

    @Nullable
    Loop loop;
    /** Read by the background: somebody waits for this log to be opened. */
    volatile boolean isUrgent;

    enum State {
        UNTOUCHED,
        /** Something is under way in the background or on the partition's loop. */
        BUSY,
        OPEN
    }

    Hosted(Stocktaking.Found found) {
        this.partition = found.partition();
        this.directory = found.directory();
        this.isClean = found.isClean();
        this.recoveryPoint = found.recoveryPoint();
        this.logStartOffset = found.logStartOffset();
        this.path = directory.path().resolve(partition.toString());
    }

    @Override
    public TopicPartition partition() {
        return partition;
    }

    @Override
    public Directory directory() {
        return directory;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public boolean isClean() {
        return isClean;
    }

    boolean needsSettling() {
        return state == State.UNTOUCHED && !isClean && directory.isOnline();
    }

    @Override
    public Optional<Uuid> topicId() {
        return log == null ? Optional.empty() : Optional.of(log.topicId());
    }

    @Override
    public long recoveryPointNow() {
        return log == null ? recoveryPoint : log.view().recoveryPoint();
    }

    @Override
    public long logStartOffsetNow() {
        return log == null ? logStartOffset : log.view().logStartOffset();
    }
}
