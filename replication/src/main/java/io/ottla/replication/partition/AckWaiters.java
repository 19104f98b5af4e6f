package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.wire.ErrorCode;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Appends that wait for the log to be held up to their end, by offset. Takes no memory while nobody waits. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class AckWaiters {
    /** Waits as long as it takes. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private @Nullable ArrayDeque<Wait> waiting;

    private record Wait(PendingAppend append, long deadlineNanos) {}

    /** {@code append} is answered when {@link #passed} comes to its end, or {@link #expire} to {@code deadlineNanos}. */
    void add(PendingAppend append, long deadlineNanos) {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.add(new Wait(append, deadlineNanos));
    }

    /** Answers those who lie below {@code heldEnd}. */
    void passed(long heldEnd) {
        while (waiting != null && !waiting.isEmpty() && waiting.peek().append().requiredEnd() <= heldEnd) {
            PendingAppend append = waiting.remove().append();
            append.callback().completed(append.result());
        }
    }

    /**
     * Tells those whose time is up that it is; their batches stay in the log.
     *
     * @return when the next one's is; {@link #FOR_EVER} if nobody waits with a deadline
     */
    long expire(long nowNanos) {
        long next = FOR_EVER;
        for (int left = waiting == null ? 0 : waiting.size(); left > 0 && waiting != null; left--) {
            Wait wait = waiting.remove();
            long deadline = wait.deadlineNanos();
            if (deadline != FOR_EVER && deadline - nowNanos <= 0) {
                wait.append()
                        .callback()
                        .completed(AppendResult.refused(
                                ErrorCode.REQUEST_TIMED_OUT,
                                "The batch is in the log, but not all in-sync replicas have said that they have it"));
            } else {
                waiting.add(wait);
                next = deadline != FOR_EVER && (next == FOR_EVER || deadline - next < 0) ? deadline : next;
            }
        }
        return next;
    }

    /** Nobody can tell any more whether these will be held by all: they get {@code error}. */
    void giveUp(ErrorCode error, String message) {
        ArrayDeque<Wait> all = waiting;
        waiting = null;
        if (all != null) {
            all.forEach(wait -> wait.append().callback().completed(AppendResult.refused(error, message)));
        }
    }
}
