package io.ottla.log.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.log.LogView;
import io.ottla.log.producer.AbortedTransaction;
import io.ottla.log.producer.ProducerStates;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A log as a list of batches: what a real one must look like from outside. */
public final class LogModel {
    private final List<ByteBuffer> batches = new ArrayList<>();
    private final Map<Long, Integer> sequences = new HashMap<>();
    private final Map<Long, Boolean> open = new HashMap<>();
    private long logStart;
    private long durableEnd;
    private long emptyFrom;
    private long largestStart;

    /** A batch with its offsets. */
    public void append(ByteBuffer batch) {
        batches.add(batch);
    }

    public long endOffset() {
        return Math.max(emptyFrom, lastEnd());
    }

    private long lastEnd() {
        return batches.isEmpty() ? 0 : header(batches.size() - 1).nextOffset();
    }

    public long logStart() {
        return logStart;
    }

    public void logStart(long offset) {
        logStart = offset;
        largestStart = Math.max(largestStart, offset);
    }

    public long durableEnd() {
        return durableEnd;
    }

    public void durable(long endOffset) {
        durableEnd = Math.max(durableEnd, endOffset);
    }

    public void durableAtMost(long endOffset) {
        durableEnd = Math.min(durableEnd, endOffset);
    }

    private RecordBatch header(int index) {
        return TestBatch.header(batches.get(index));
    }

    /** Batches from this offset on are gone; producers go on from what is left. */
    public void cutTo(long endOffset) {
        while (lastEnd() > endOffset) {
            batches.remove(batches.size() - 1);
        }
        // All below the log start was deleted for good, and what was behind is lost: it begins anew there.
        emptyFrom = lastEnd() < endOffset ? endOffset : 0;
        durableEnd = Math.min(durableEnd, endOffset);
        sequences.clear();
        open.clear();
        for (var i = 0; i < batches.size(); i++) {
            var batch = header(i);
            if (batch.isControl()) {
                open.remove(batch.producerId());
            } else if (batch.hasProducerId()) {
                sequences.put(batch.producerId(), batch.lastSequence() + 1);
                if (batch.isTransactional()) {
                    open.put(batch.producerId(), true);
                }
            }
        }
    }

    public int takeSequence(long producerId, int records) {
        var next = sequences.getOrDefault(producerId, 0);
        sequences.put(producerId, next + records);
        return next;
    }

    public boolean isOpen(long producerId) {
        return open.containsKey(producerId);
    }

    public void began(long producerId) {
        open.put(producerId, true);
    }

    public void ended(long producerId) {
        open.remove(producerId);
    }

    /** The batches from the one that holds {@code offset} on, one behind the other. */
    public ByteBuffer content(long offset) {
        var size = batches.stream().mapToInt(ByteBuffer::remaining).sum();
        var all = ByteBuffer.allocate(size);
        for (var i = 0; i < batches.size(); i++) {
            if (header(i).lastOffset() >= offset) {
                all.put(batches.get(i).duplicate());
            }
        }
        return all.flip();
    }

    /** Some offset behind {@code offset} at which a batch begins, or the end. */
    public long boundaryAfter(long offset, Random random) {
        var boundaries = new ArrayList<Long>();
        for (var i = 0; i < batches.size(); i++) {
            if (header(i).nextOffset() > offset) {
                boundaries.add(header(i).nextOffset());
            }
        }
        return boundaries.get(random.nextInt(boundaries.size()));
    }

    /** The last end of a batch that is not behind {@code offset}. */
    public long boundaryAtOrBefore(long offset) {
        long boundary = 0;
        for (var i = 0; i < batches.size(); i++) {
            if (header(i).nextOffset() <= offset) {
                boundary = header(i).nextOffset();
            }
        }
        return boundary;
    }

    /** What was read is a beginning of what is there, as large as was allowed, but for the end of a segment. */
    public void assertRead(ByteBuffer bytes, long offset, long upTo, int maxBytes) {
        var expected = content(offset);
        assertTrue(bytes.remaining() > 0, "nothing was read");
        assertTrue(bytes.remaining() <= expected.remaining(), "more than there is");
        assertEquals(expected.duplicate().limit(bytes.remaining()), bytes, "other bytes");
        var first = TestBatch.header(expected);
        assertTrue(bytes.remaining() <= Math.max(maxBytes, first.sizeInBytes()), "more than asked for");
        assertTrue(bytes.remaining() >= first.sizeInBytes(), "the first batch is cut");
        assertTrue(endOfRead(bytes, offset) <= upTo, "beyond what may be seen");
    }

    /** The offset behind the last record that begins in these bytes. */
    public long endOfRead(ByteBuffer bytes, long offset) {
        var left = bytes.remaining();
        long end = offset;
        for (var i = 0; i < batches.size() && left > 0; i++) {
            if (header(i).lastOffset() >= offset) {
                left -= batches.get(i).remaining();
                end = header(i).nextOffset();
            }
        }
        return end;
    }

    /** The first offset, not below the log's start, of a record not older than that; -1 if there is none. */
    public long firstAt(long timestampMs) {
        for (var batch : batches) {
            var records = new RecordCursor(new Decompressors()).over(TestBatch.header(batch));
            while (records.next()) {
                if (records.timestamp() >= timestampMs && records.offset() >= logStart) {
                    return records.offset();
                }
            }
        }
        return -1;
    }

    /** Of the batches not wholly below the log's start; -1 if there are none. */
    public long largestTimestamp() {
        long largest = -1;
        for (var i = 0; i < batches.size(); i++) {
            if (header(i).lastOffset() >= logStart) {
                largest = Math.max(largest, header(i).maxTimestamp());
            }
        }
        return largest;
    }

    /** Every producer is known as the batches tell; those whose batches are all gone may be forgotten. */
    public void assertProducers(ProducerStates actual, long firstOffset) {
        var expected = new ProducerStates(Long.MAX_VALUE);
        for (var i = 0; i < batches.size(); i++) {
            if (header(i).hasProducerId()) {
                expected.append(header(i));
            }
        }
        expected.forEach(state -> {
            var found = actual.get(state.producerId());
            if (state.lastOffset() >= firstOffset || found != null) {
                assertTrue(found != null, () -> state + " is not known");
                assertEquals(state.toString(), String.valueOf(found));
            }
        });
        actual.forEach(state -> assertTrue(expected.get(state.producerId()) != null, () -> state + " never wrote"));
    }

    /** Each batch is known under the epoch it was written in; below a log start that went back, none may be known. */
    public void assertEpochs(LogView view) {
        for (var i = 0; i < batches.size(); i++) {
            var batch = header(i);
            if (batch.baseOffset() >= view.logStartOffset()) {
                var epoch = view.epochAt(batch.baseOffset());
                if (epoch >= 0 || batch.baseOffset() >= largestStart) {
                    assertEquals(batch.leaderEpoch(), epoch, () -> "epoch of " + batch);
                }
            }
        }
    }

    /** Where the first undecided transaction begins, or the end. */
    public long lastStableOffset() {
        var undecided = new TreeMap<Long, Long>();
        for (var i = 0; i < batches.size(); i++) {
            var batch = header(i);
            if (batch.isControl()) {
                undecided.remove(batch.producerId());
            } else if (batch.isTransactional()) {
                undecided.putIfAbsent(batch.producerId(), batch.baseOffset());
            }
        }
        return undecided.values().stream().mapToLong(Long::longValue).min().orElse(endOffset());
    }

    /** All transactions that were aborted, by first offset. */
    public List<AbortedTransaction> aborted() {
        var begun = new HashMap<Long, Long>();
        var aborted = new ArrayList<AbortedTransaction>();
        for (var i = 0; i < batches.size(); i++) {
            var batch = header(i);
            if (batch.isControl()) {
                var first = begun.remove(batch.producerId());
                if (first != null && isAbort(batch)) {
                    aborted.add(new AbortedTransaction(batch.producerId(), first, batch.baseOffset()));
                }
            } else if (batch.isTransactional()) {
                begun.putIfAbsent(batch.producerId(), batch.baseOffset());
            }
        }
        aborted.sort(Comparator.comparingLong(AbortedTransaction::firstOffset));
        return aborted;
    }

    private static boolean isAbort(RecordBatch batch) {
        var record = new RecordCursor(new Decompressors()).over(batch);
        var key = record.next() ? record.key() : null;
        return key != null && key.getShort(key.position() + 2) == 0;
    }
}
