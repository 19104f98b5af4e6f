package io.ottla.replication.partition;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.LogDirs;
import io.ottla.log.LogSettings;
import io.ottla.log.OpenOutcome;
import io.ottla.log.PartitionLog;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the log of a partition comes to be open: at the first wish, which waits together with those that follow. And how it comes to be
 * gone, which may be wished for at any time. Bounded.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Opening {
    static final int MOST_WAITING = 1000;

    private final LogDirs dirs;
    private final Place place;
    private final Consumer<PartitionLog> onOpen;
    private @Nullable ArrayList<Runnable> waiting;
    private boolean mayOpen;
    private boolean isUnderWay;
    private Readiness.@Nullable Refused refusal;
    private @Nullable Runnable whenGone;

    /** Whose log it is, and where it is to live. */
    record Place(TopicPartition name, Uuid topicId, Loop loop) {}

    /**
     * Nothing happens before the first wish.
     *
     * @param mayOpen false until {@link #allow}: something of that name is still being taken away
     * @param onOpen told once, before those who wait
     */
    Opening(LogDirs dirs, Place place, boolean mayOpen, Consumer<PartitionLog> onOpen) {
        this.dirs = dirs;
        this.place = place;
        this.mayOpen = mayOpen;
        this.onOpen = onOpen;
    }

    /**
     * Runs {@code again} once the log is open or never will be, and opens it if nobody has; or tells at once that it is refused.
     *
     * @param again to look again; must not wish again without looking
     */
    void await(LogSettings settings, Consumer<Readiness> refused, Runnable again) {
        if (refusal != null) {
            refused.accept(refusal);
        } else if (waiting != null && waiting.size() >= MOST_WAITING) {
            refused.accept(new Readiness.Refused(
                    ErrorCode.NOT_LEADER_OR_FOLLOWER, "Too much waits for " + place.name() + " to be opened"));
        } else {
            if (waiting == null) {
                waiting = new ArrayList<>(1);
            }
            waiting.add(again);
            open(settings);
        }
    }

    private void open(LogSettings settings) {
        if (mayOpen && !isUnderWay) {
            isUnderWay = true;
            dirs.open(place.name(), place.topicId(), settings, place.loop(), this::opened);
        }
    }

    /** The directory that stood in the way is gone. */
    void allow(LogSettings settings) {
        mayOpen = true;
        if (waiting != null && !waiting.isEmpty()) {
            open(settings);
        }
    }

    /** Is it neither open nor being opened, and can be? */
    boolean isAtRest() {
        return !isUnderWay && refusal == null;
    }

    private void opened(OpenOutcome outcome) {
        isUnderWay = false;
        Runnable gone = whenGone;
        if (gone != null) {
            takeAway(gone);
        } else if (outcome instanceof OpenOutcome.Opened it) {
            onOpen.accept(it.log());
        } else if (outcome instanceof OpenOutcome.Refused no) {
            refusal = new Readiness.Refused(no.error(), no.message());
        }
        release();
    }

    /** The log is no longer wanted here: who asks from now on is refused, and {@code gone} runs once its name is free. */
    void close(Readiness.Refused reason, Runnable gone) {
        refusal = reason;
        if (isUnderWay) {
            whenGone = gone;
        } else {
            takeAway(gone);
        }
        release();
    }

    private void takeAway(Runnable gone) {
        dirs.delete(place.name(), place.loop(), gone);
    }

    private void release() {
        List<Runnable> all = waiting;
        waiting = null;
        if (all != null) {
            all.forEach(Runnable::run);
        }
    }
}
