package io.ottla.broker.fetch;

import io.ottla.base.OwnedBy;
import io.ottla.log.EpochEnd;
import io.ottla.log.LogSlice;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.PartitionView;
import io.ottla.replication.partition.Waiter;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What one fetch has read of one partition so far, and its wait for more. Lives on the connection's loop. */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
public final class PartitionRead implements Waiter {
    private final Wanted wanted;
    private final FetchRun run;
    private ErrorCode error = ErrorCode.NONE;
    private @Nullable PartitionView view;
    private @Nullable LogSlice slice;
    private EpochEnd divergence = EpochEnd.UNDEFINED;
    private int readReplica = ReadReplicas.THIS_ONE;
    private boolean hurries;
    /** A partition calls once per wait: asking again before it has would pile up waits. */
    private boolean isWaiting;

    PartitionRead(Wanted wanted, FetchRun run) {
        this.wanted = wanted;
        this.run = run;
    }

    public Wanted wanted() {
        return wanted;
    }

    public ErrorCode error() {
        return error;
    }

    /** The partition as it was read; null if it could not be. */
    public @Nullable PartitionView view() {
        return view;
    }

    /** The bytes; null for none. Whoever answers with them owes their release. */
    public @Nullable LogSlice slice() {
        return slice;
    }

    /** Where the asker's log and this one part; undefined if they do not. */
    public EpochEnd divergence() {
        return divergence;
    }

    /** Where the asker had better read; {@link ReadReplicas#THIS_ONE} if here. */
    public int readReplica() {
        return readReplica;
    }

    public int sizeInBytes() {
        return slice == null ? 0 : slice.sizeInBytes();
    }

    /** Must the asker hear of this at once? */
    boolean isUrgent() {
        return error != ErrorCode.NONE
                || hurries
                || readReplica != ReadReplicas.THIS_ONE
                || !divergence.equals(EpochEnd.UNDEFINED);
    }

    void forget() {
        if (slice != null) {
            slice.release();
            slice = null;
        }
        error = ErrorCode.NONE;
        divergence = EpochEnd.UNDEFINED;
        readReplica = ReadReplicas.THIS_ONE;
        hurries = false;
        view = null;
    }

    void refuse(ErrorCode why) {
        error = why;
        view = null;
    }

    void refuse(ErrorCode why, PartitionView seen) {
        error = why;
        view = seen;
    }

    void found(PartitionView seen) {
        view = seen;
    }

    /** The asker is to hear of this without more. */
    void hurry() {
        hurries = true;
    }

    void redirect(int broker) {
        readReplica = broker;
    }

    void diverges(EpochEnd at) {
        divergence = at;
    }

    void take(LogSlice bytes) {
        if (bytes.sizeInBytes() == 0) {
            bytes.release();
        } else {
            slice = bytes;
        }
    }

    void await(PartitionRef partition) {
        if (!isWaiting && view != null) {
            isWaiting = true;
            var end = view.end(run.limit());
            partition.awaitBeyond(Math.max(wanted.offset(), end), run.limit(), this);
            if (run.tellsHighWatermarks()) {
                partition.awaitBeyond(view.highWatermark(), ReadLimit.HIGH_WATERMARK, this);
            }
        }
    }

    @Override
    public void moved(PartitionRef partition) {
        run.loop().execute(() -> {
            isWaiting = false;
            run.lookAgain();
        });
    }

    @Override
    public boolean isDone() {
        return run.isDone();
    }
}
