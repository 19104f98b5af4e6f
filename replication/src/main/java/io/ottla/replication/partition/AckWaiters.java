package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.wire.ErrorCode;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Appends that wait for the log to be held up to their end, by offset. Takes no memory while nobody waits. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class AckWaiters {
    private @Nullable ArrayDeque<PendingAppend> waiting;

    /**
     * Answers {@code append} now if it lies below {@code heldEnd}, and later otherwise.
     *
     * @param enough whether as many replicas are in sync as the topic asks for; if not, it learns that, though the batch stays
     */
    void add(PendingAppend append, long heldEnd, boolean enough) {
        if (append.requiredEnd() <= heldEnd) {
            answer(append, enough);
            return;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.add(append);
    }

    /** Answers those who lie below {@code heldEnd}. */
    void passed(long heldEnd, boolean enough) {
        while (waiting != null && !waiting.isEmpty() && waiting.peek().requiredEnd() <= heldEnd) {
            answer(waiting.remove(), enough);
        }
    }

    private static void answer(PendingAppend append, boolean enough) {
        if (enough) {
            append.callback().completed(append.result());
        } else {
            append.callback()
                    .completed(AppendResult.refused(
                            ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
                            "The batch is in the log, but fewer replicas than min.insync.replicas have it"));
        }
    }

    /** Nobody can tell any more whether these will be held by all: they get {@code error}. */
    void giveUp(ErrorCode error, String message) {
        ArrayDeque<PendingAppend> all = waiting;
        waiting = null;
        if (all != null) {
            all.forEach(append -> append.callback().completed(AppendResult.refused(error, message)));
        }
    }
}
