package io.ottla.replication.machine;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what the decisions of one turn want written into one batch, and holds the answers back until it is committed. What must not
 * be torn is never begun in one batch and ended in the next: a batch is there after a crash or it is not, two may be half there. Ends
 * with the leader epoch it was made for.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class GroupCommit {
    /** Of a record in a batch: five numbers of varying length, a byte of attributes, no headers. */
    private static final int MOST_RECORD_OVERHEAD = 32;

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final MachineLog log;
    private final Clock clock;
    private final Machine.Kind<?, ?> kind;
    private final Consumer<ErrorCode> onRefused;
    /** Appended, oldest first, not committed. */
    private final ArrayDeque<Batch> inFlight = new ArrayDeque<>();

    private @Nullable Batch open;
    private @Nullable ErrorCode endedFor;
    private boolean isTimerSet;

    /** Records on their way to the log, and who waits for them. */
    private final class Batch implements AppendCallback {
        private final BatchBuilder builder = new BatchBuilder(kind.compressor());
        private final long begunNanos = clock.nanos();
        private List<Answer<?>> answers = new ArrayList<>();

        @Override
        public void written() {
            // the buffer is nobody else's
        }

        @Override
        public void completed(AppendResult result) {
            if (endedFor != null) {
                return;
            }
            if (result.isRefused()) {
                onRefused.accept(result.error());
            } else {
                committed(this);
            }
        }
    }

    /** @param onRefused told once that a batch did not get into the log, though its changes have been applied */
    GroupCommit(Machine.Here<?, ?> here, Consumer<ErrorCode> onRefused) {
        this.log = here.log();
        this.clock = here.clock();
        this.kind = here.kind();
        this.onRefused = onRefused;
    }

    /** Does the partition take all of these as one batch? */
    boolean isOneBatch(List<StoredRecord> records) {
        int most = log.mostBatchBytes();
        if (records.isEmpty() || RecordBatch.HEADER_BYTES + mostBytes(records) <= most) {
            return true;
        }
        BatchBuilder trial = new BatchBuilder(kind.compressor());
        records.forEach(stored -> trial.append(0, stored.key(), stored.value(), List.of()));
        return trial.build().remaining() <= most;
    }

    /** No less than these take in a batch that is not compressed. */
    private static long mostBytes(List<StoredRecord> records) {
        long bytes = 0;
        for (StoredRecord stored : records) {
            bytes += stored.sizeInBytes() + MOST_RECORD_OVERHEAD;
        }
        return bytes;
    }

    /**
     * These are written at the end of the turn. The answers wait for them and everything before.
     *
     * @param records together, or where they may be torn each of them, {@link #isOneBatch}
     */
    void add(List<StoredRecord> records, boolean mayBeTorn, List<Answer<?>> answers, long nowMs) {
        if (mayBeTorn) {
            records.forEach(stored -> put(List.of(stored), nowMs));
        } else {
            put(records, nowMs);
        }
        await(answers);
    }

    private void put(List<StoredRecord> together, long nowMs) {
        Batch batch = open;
        if (batch != null && batch.builder.sizeInBytes() + mostBytes(together) > log.mostBatchBytes()) {
            flush();
            batch = open;
        }
        Batch into = batch == null ? begin() : batch;
        together.forEach(stored -> into.builder.append(nowMs, stored.key(), stored.value(), List.of()));
    }

    private Batch begin() {
        Batch batch = new Batch();
        open = batch;
        log.loop().execute(() -> flushIfOpen(batch));
        return batch;
    }

    /** The answers wait for everything there is; they are given at once if that is nothing. */
    void await(List<Answer<?>> answers) {
        Batch last = open == null ? inFlight.peekLast() : open;
        ErrorCode ended = endedFor;
        if (ended != null) { // in the middle of adding
            answers.forEach(answer -> answer.asker().refuse(ended));
        } else if (last == null) {
            deliver(answers);
        } else {
            last.answers.addAll(answers);
        }
    }

    private void flushIfOpen(Batch batch) {
        if (batch == open) {
            flush();
        }
    }

    private void flush() {
        Batch batch = open;
        open = null;
        if (batch != null && endedFor == null) {
            inFlight.add(batch);
            ByteBuffer bytes = batch.builder.build();
            log.append(bytes, batch);
            if (!isTimerSet && !inFlight.isEmpty()) {
                setTimer(leftOf(batch));
            }
        }
    }

    private void setTimer(Duration delay) {
        isTimerSet = true;
        log.loop().schedule(delay, this::lookForLate);
    }

    private Duration leftOf(Batch batch) {
        return kind.longestCommit().minusNanos(clock.nanos() - batch.begunNanos);
    }

    /** Whoever has waited too long is told so. What was decided stays: it is in the log, or on its way there. */
    private void lookForLate() {
        isTimerSet = false;
        for (Batch batch : List.copyOf(inFlight)) {
            Duration left = leftOf(batch);
            if (left.compareTo(Duration.ZERO) > 0) {
                setTimer(left);
                return;
            }
            List<Answer<?>> late = batch.answers;
            batch.answers = new ArrayList<>();
            late.forEach(answer -> answer.asker().refuse(Refusals.ofAppend(ErrorCode.REQUEST_TIMED_OUT)));
        }
        if (!inFlight.isEmpty()) {
            setTimer(kind.longestCommit()); // for those who still come to wait for what is late
        }
    }

    private void committed(Batch batch) {
        Batch next;
        do {
            next = inFlight.remove();
            deliver(next.answers);
        } while (next != batch);
    }

    private static void deliver(List<Answer<?>> answers) {
        for (Answer<?> answer : answers) {
            deliver(answer);
        }
    }

    private static void deliver(Answer<?> answer) {
        try {
            answer.deliver();
        } catch (RuntimeException defect) {
            LOG.error("Telling what was decided has failed", defect); // the others are told all the same
        }
    }

    /** Nothing more is written here; everybody who waits learns that he will not be told. */
    void end(ErrorCode why) {
        endedFor = why;
        Batch last = open;
        open = null;
        if (last != null) {
            inFlight.add(last);
        }
        for (Batch batch = inFlight.poll(); batch != null; batch = inFlight.poll()) {
            batch.answers.forEach(answer -> answer.asker().refuse(why));
        }
    }
}
