package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.batch.ControlRecords;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.message.data.Fetch;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves out batches of aborted transactions, as the list in a Fetch answer says. Batches are shown to it in order, all of them. */
@OwnedBy(CREATOR)
final class AbortedFilter {
    private final ArrayDeque<Fetch.AbortedTransaction> ahead = new ArrayDeque<>();
    private final Set<Long> aborting = new HashSet<>();

    /** @param transactions null if the reader takes everything */
    AbortedFilter(@Nullable List<Fetch.AbortedTransaction> transactions) {
        if (transactions != null) {
            transactions.stream()
                    .sorted(Comparator.comparingLong(Fetch.AbortedTransaction::firstOffset))
                    .forEach(ahead::add);
        }
    }

    /** Does the reader see the records of this batch? Never those of control batches. */
    boolean shows(RecordBatch batch, RecordCursor cursor) {
        while (!ahead.isEmpty() && ahead.element().firstOffset() <= batch.lastOffset()) {
            aborting.add(ahead.remove().producerId());
        }
        if (batch.isControl()) {
            if (aborting.contains(batch.producerId()) && isAbort(batch, cursor)) {
                aborting.remove(batch.producerId());
            }
            return false;
        }
        return !(batch.isTransactional() && aborting.contains(batch.producerId()));
    }

    private static boolean isAbort(RecordBatch batch, RecordCursor cursor) {
        cursor.over(batch);
        if (!cursor.next()) {
            return false;
        }
        var key = cursor.key();
        return key != null
                && ControlRecords.type(key)
                        .filter(type -> type == ControlRecords.Type.ABORT)
                        .isPresent();
    }
}
