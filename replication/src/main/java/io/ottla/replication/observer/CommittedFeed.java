package io.ottla.replication.observer;

import io.ottla.base.Check;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import io.ottla.replication.metadata.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is committed, for those who follow without a vote: the newest batches in memory, and a snapshot of everything for whoever is too
 * far behind. Whatever is read here is committed, so nobody who follows ever has to take something back.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class CommittedFeed {
    private final Loop loop;
    private final long mostBytes;
    private final ArrayDeque<Committed> batches = new ArrayDeque<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private long bytes;
    private long startOffset;
    private long endOffset;
    private ClusterImage newest = ClusterImage.EMPTY;
    private @Nullable Made made;
    private int leaderId = -1;
    private int epoch;

    private record Committed(long baseOffset, long endOffset, ByteBuffer bytes) {}

    private record Waiting(Question question, Consumer<Answer> answer, Loop.Timer timer) {}

    /** A snapshot as bytes. */
    private record Made(LogPosition position, ByteBuffer bytes) {}

    /**
     * What a follower asks for.
     *
     * @param fromOffset the first it does not have
     */
    public record Question(long fromOffset, int maxBytes, Duration maxWait) {}

    /**
     * What it is told.
     *
     * @param endOffset behind everything committed
     * @param startOffset of the first batch that can still be read
     * @param snapshot to be fetched first, as what was asked for is no longer there
     * @param batches whole, in order; the first may begin before what was asked for
     */
    public record Answer(
            long endOffset,
            long startOffset,
            int leaderId,
            int epoch,
            Optional<LogPosition> snapshot,
            List<ByteBuffer> batches) {}

    /**
     * A piece of a snapshot.
     *
     * @param sizeInBytes of the whole
     */
    public record Piece(LogPosition position, long sizeInBytes, ByteBuffer bytes) {}

    /** @param mostBytes of batches that are kept in memory */
    public CommittedFeed(Loop loop, long mostBytes) {
        this.loop = loop;
        this.mostBytes = mostBytes;
    }

    /** Forgets everything: the log goes on behind {@code image}. */
    public void startFrom(ClusterImage image) {
        loop.assertInside();
        batches.clear();
        bytes = 0;
        newest = image;
        startOffset = image.position().endOffset();
        endOffset = startOffset;
    }

    /** The next batch is committed; {@code batch} is not written to any more. */
    public void committed(long baseOffset, ByteBuffer batch, LogPosition after) {
        loop.assertInside();
        Check.that(baseOffset == endOffset, "the offset of a batch", endOffset, baseOffset);
        batches.add(new Committed(baseOffset, after.endOffset(), batch));
        bytes += batch.remaining();
        endOffset = after.endOffset();
        while (bytes > mostBytes && batches.size() > 1) {
            Committed oldest = batches.remove();
            bytes -= oldest.bytes().remaining();
            startOffset = oldest.endOffset();
        }
        if (made != null && made.position().endOffset() < startOffset) {
            made = null; // nobody could go on from there
        }
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> {
            one.timer().cancel();
            read(one.question(), one.answer());
        });
    }

    /** {@code image} holds everything committed: a snapshot may be made of it. */
    public void imageIs(ClusterImage image) {
        newest = image;
    }

    public void leaderIs(int newLeaderId, int newEpoch) {
        leaderId = newLeaderId;
        epoch = newEpoch;
    }

    /** Reads, once there is something to read or the wait is over. {@code answer} hears exactly once, on the loop. */
    public void read(Question question, Consumer<Answer> answer) {
        loop.assertInside();
        boolean isNothingThere = question.fromOffset() >= endOffset;
        if (isNothingThere && !question.maxWait().isZero()) {
            var patient = new Question(question.fromOffset(), question.maxBytes(), Duration.ZERO);
            Waiting[] one = {null};
            one[0] = new Waiting(patient, answer, loop.schedule(question.maxWait(), () -> {
                waiting.remove(Check.present(one[0], "nobody waits"));
                answer.accept(now(patient));
            }));
            waiting.add(one[0]);
        } else {
            answer.accept(now(question));
        }
    }

    private Answer now(Question question) {
        Optional<LogPosition> snapshot = Optional.empty();
        List<ByteBuffer> found = new ArrayList<>();
        if (question.fromOffset() < startOffset) {
            snapshot = Optional.of(snapshot().position());
        } else {
            long left = question.maxBytes();
            for (Committed batch : batches) {
                if (batch.endOffset() <= question.fromOffset()) {
                    continue;
                }
                if (!found.isEmpty() && batch.bytes().remaining() > left) {
                    break;
                }
                left -= batch.bytes().remaining();
                found.add(batch.bytes().duplicate());
            }
        }
        return new Answer(endOffset, startOffset, leaderId, epoch, snapshot, found);
    }

    /** The snapshot last made, while whoever has it can go on from there; else a new one. */
    private Made snapshot() {
        Made last = made;
        if (last == null) {
            last = make(newest);
            made = last;
        }
        return last;
    }

    private static Made make(ClusterImage image) {
        List<ByteBuffer> parts = new ArrayList<>();
        try {
            Snapshot.append(parts::add, Snapshot.Content.of(image, Map.of()));
        } catch (IOException e) {
            throw new IllegalStateException("no disk is written to", e);
        }
        ByteBuffer all = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(all::put);
        return new Made(image.position(), all.flip());
    }

    /**
     * A piece of the snapshot that {@link Answer} told of.
     *
     * @return empty if there is no such snapshot (any more): the reader asks again where to go on
     */
    public Optional<Piece> piece(long endOffsetOfSnapshot, int epochOfSnapshot, long position, int maxBytes) {
        loop.assertInside();
        Made one = made;
        if (one == null
                || one.position().endOffset() != endOffsetOfSnapshot
                || one.position().epoch() != epochOfSnapshot
                || position < 0
                || position > one.bytes().limit()) {
            return Optional.empty();
        }
        int count = (int) Math.min(Math.max(0, maxBytes), one.bytes().limit() - position);
        return Optional.of(
                new Piece(one.position(), one.bytes().limit(), one.bytes().slice((int) position, count)));
    }
}
