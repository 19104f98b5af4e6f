package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a producer has for one partition, in order: batches on their way, batches that wait, and one being filled.
 *
 * <pre>[on their way][waiting][filling]</pre>
 *
 * <p>When a batch comes back to be sent again, those behind it are either written already or come back as well; none is sent
 * before all have come back, and then in the old order. When one is given up, the numbers of those behind it have a gap that the
 * broker does not accept: they are numbered anew under another identity.
 */
@OwnedBy(CREATOR)
final class Lane {
    private final TopicPartition partition;
    private final Compressor compressor;
    private final ArrayDeque<Batch> waiting = new ArrayDeque<>();
    private final List<Batch> cameBack = new ArrayList<>();
    private int onTheirWay;
    private @Nullable BatchBuilder filling;
    private ProducerIdentity identity;
    private int nextSequence;
    private long nextPlace;
    private long nextRecord;
    private long fillingSinceNanos;
    private boolean gap;

    /**
     * A finished batch.
     *
     * @param first the number of its first record in the lane, from 0
     * @param place its place in the lane, from 0
     * @param tries how often it was sent in vain
     * @param lastError why it came back last
     * @param tooLarge must it be sent in pieces?
     */
    record Batch(
            ByteBuffer bytes,
            int records,
            long first,
            long place,
            long deadlineNanos,
            int tries,
            ErrorCode lastError,
            boolean tooLarge) {}

    Lane(TopicPartition partition, Compressor compressor, ProducerIdentity identity) {
        this.partition = partition;
        this.compressor = compressor;
        this.identity = identity;
    }

    TopicPartition partition() {
        return partition;
    }

    /** The batch being filled, if there is one. */
    @Nullable
    BatchBuilder filling() {
        return filling;
    }

    /** Since when the batch being filled is being filled. */
    long fillingSinceNanos() {
        return fillingSinceNanos;
    }

    /** A new batch to be filled. */
    BatchBuilder startFilling(long nowNanos) {
        fillingSinceNanos = nowNanos;
        var builder = new BatchBuilder(compressor);
        filling = builder;
        return builder;
    }

    /**
     * What was being filled is finished and waits.
     *
     * @return its size in bytes
     */
    int seal(long deadlineNanos) {
        var builder = Check.present(filling, "nothing is being filled");
        filling = null;
        var first = nextRecord;
        nextRecord += builder.count();
        return finish(builder, first, deadlineNanos);
    }

    private int finish(BatchBuilder builder, long first, long deadlineNanos) {
        if (!identity.isNone()) {
            builder.producer(identity.id(), identity.epoch(), nextSequence);
            nextSequence = RecordBatch.sequenceAfter(nextSequence, builder.count());
        }
        var bytes = builder.build();
        waiting.add(new Batch(bytes, builder.count(), first, nextPlace++, deadlineNanos, 0, ErrorCode.NONE, false));
        return bytes.limit();
    }

    /** Is there a batch that may be sent now? */
    boolean isReady() {
        return !gap && cameBack.isEmpty() && !waiting.isEmpty();
    }

    /** The batch that may be sent next. */
    Batch next() {
        return waiting.element();
    }

    /** The next batch goes on its way. */
    Batch depart() {
        onTheirWay++;
        return waiting.remove();
    }

    /** A batch is written. */
    void arrived() {
        onTheirWay--;
        turnAround();
    }

    /** A batch is given up, whether it was on its way or waited. */
    void givenUp() {
        onTheirWay--;
        gap = !identity.isNone();
        turnAround();
    }

    /** A batch is to be sent again. */
    void comeBack(Batch batch, ErrorCode error) {
        onTheirWay--;
        cameBack.add(new Batch(
                batch.bytes(),
                batch.records(),
                batch.first(),
                batch.place(),
                batch.deadlineNanos(),
                batch.tries() + (isTurningAround() ? 0 : 1),
                error,
                batch.tooLarge()));
        turnAround();
    }

    /** A batch is to be sent again in pieces. */
    void comeBackTooLarge(Batch batch) {
        onTheirWay--;
        gap = true;
        cameBack.add(new Batch(
                batch.bytes(),
                batch.records(),
                batch.first(),
                batch.place(),
                batch.deadlineNanos(),
                batch.tries(),
                ErrorCode.MESSAGE_TOO_LARGE,
                true));
        turnAround();
    }

    private void turnAround() {
        if (onTheirWay == 0 && !cameBack.isEmpty()) {
            cameBack.sort(Comparator.comparingLong(Batch::place).reversed());
            cameBack.forEach(waiting::addFirst);
            cameBack.clear();
        }
    }

    /** Did something come back or was given up, so that those behind it must come back whatever the broker says of them? */
    boolean isTurningAround() {
        return gap || !cameBack.isEmpty();
    }

    /** Must all that waits be written anew, and can it be now? */
    boolean needsRewrite() {
        return gap && onTheirWay == 0;
    }

    /** Writes all that waits anew, in the same order, under another identity. */
    void rewrite(ProducerIdentity newIdentity) {
        var old = List.copyOf(waiting);
        waiting.clear();
        identity = newIdentity;
        nextSequence = 0;
        gap = false;
        var cursor = new RecordCursor(new Decompressors());
        for (var batch : old) {
            cursor.over(new RecordBatch().wrap(batch.bytes(), 0));
            var builder = new BatchBuilder(compressor);
            var first = batch.first();
            while (cursor.next()) {
                if (batch.tooLarge() && builder.count() > 0) {
                    finish(builder, first, batch.deadlineNanos());
                    first += builder.count();
                    builder = new BatchBuilder(compressor);
                }
                builder.append(cursor.timestamp(), cursor.key(), cursor.value(), cursor.headers());
            }
            finish(builder, first, batch.deadlineNanos());
        }
    }

    /** Nothing waits and nothing is on its way; something may be filling. */
    boolean isIdle() {
        return waiting.isEmpty() && cameBack.isEmpty() && onTheirWay == 0;
    }
}
