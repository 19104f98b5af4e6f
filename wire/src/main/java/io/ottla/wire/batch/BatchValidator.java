package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.batch.Validation.Facts;
import io.ottla.wire.batch.Validation.Invalid;
import io.ottla.wire.batch.Validation.OldFormat;
import io.ottla.wire.batch.Validation.Rewritten;
import io.ottla.wire.batch.Validation.TooLong;
import io.ottla.wire.batch.Validation.Valid;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a client wants to append, as Apache Kafka 4.3's LogValidator and what stands around it: one per loop, as
 * it keeps scratch space. Makes no garbage per record. Compressed records are unfolded and walked over piece by piece,
 * never held.
 *
 * <p>Knowingly stricter than Kafka: bytes behind the batch are refused, not cut off; offset deltas must count up from
 * 0, compressed or not; the lengths of compressed records must agree with their fields; the timestamp type
 * LogAppendTime is the broker's alone; a transactional batch needs a producer id, and a producer id an epoch; a batch
 * may only unfold as far as the rules say. What Kafka calls UNKNOWN_SERVER_ERROR (broken compressed bytes, an unknown
 * codec) gets a name here. Bits of attributes and records that mean nothing are kept where Kafka keeps them: in what is
 * not rewritten.
 */
@OwnedBy(CREATOR)
public final class BatchValidator {
    private final Decompressors decompressors;
    private final long mostUnfoldedBytes;
    private final RecordBatch batch = new RecordBatch();
    private final RecordWalk walk = new RecordWalk();
    private final Recompression recompression;

    /** @param decompressors of the same owner; its other users must be done when this is called */
    public BatchValidator(Decompressors decompressors) {
        this(decompressors, Long.MAX_VALUE);
    }

    /**
     * One that has no time for batches that unfold far.
     *
     * @param decompressors of the same owner; its other users must be done when this is called
     * @param mostUnfoldedBytes what would unfold further is {@link Validation.TooLong}; so is what would be rewritten in
     *     another codec and is longer than a quarter of this, as folding takes longer
     */
    public BatchValidator(Decompressors decompressors, long mostUnfoldedBytes) {
        this.decompressors = decompressors;
        this.mostUnfoldedBytes = mostUnfoldedBytes;
        this.recompression = new Recompression(decompressors);
    }

    /**
     * Judges the records of one partition of a Produce request.
     *
     * @param records position to limit, big-endian: must be exactly one batch; stamped in place, position and limit
     *     stay
     * @param nowMs the wall clock
     */
    public Validation validate(ByteBuffer records, BatchRules rules, long nowMs) {
        int from = records.position();
        int to = records.limit();
        if (from == to) {
            return new Invalid(ErrorCode.INVALID_RECORD, "there is no record batch");
        }
        int size = Batches.sizeAt(records, from, to);
        if (size == Batches.NOT_A_BATCH) {
            return new Invalid(ErrorCode.CORRUPT_MESSAGE, "what is there is no record batch");
        }
        if (size == Batches.TOO_FEW_BYTES || size > to - from) {
            return invalid("there is no whole record batch");
        }
        batch.wrap(records, from);
        if (batch.magic() != RecordBatch.MAGIC) {
            return new OldFormat(batch.magic());
        }
        Invalid refusal = judgeBytesBehind(records, from + size, to);
        refusal = refusal != null ? refusal : judgeHeader(size, rules);
        if (refusal == null && size < to - from) {
            refusal = invalid((to - from - size) + " bytes behind the record batch");
        }
        return refusal != null ? refusal : judgeRecords(rules, nowMs);
    }

    private static @Nullable Invalid judgeBytesBehind(ByteBuffer records, int from, int to) {
        int size = Batches.sizeAt(records, from, to);
        if (size == Batches.NOT_A_BATCH) {
            return new Invalid(ErrorCode.CORRUPT_MESSAGE, "what follows the record batch is none");
        }
        return size == Batches.TOO_FEW_BYTES || size > to - from
                ? null
                : invalid("there is more than one record batch");
    }

    private @Nullable Invalid judgeHeader(int size, BatchRules rules) {
        if (batch.baseOffset() != 0) {
            return invalid("base offset is " + batch.baseOffset() + ", a client must leave it 0");
        }
        if (size > rules.maxMessageBytes()) {
            return tooLarge(size, rules);
        }
        if (!batch.crcMatches()) {
            return new Invalid(ErrorCode.CORRUPT_MESSAGE, "the checksum is wrong");
        }
        if (!Compression.isKnown(batch.compressionCode())) {
            return new Invalid(
                    ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, "there is no compression " + batch.compressionCode());
        }
        int count = batch.count();
        if (count <= 0 || batch.lastOffsetDelta() != count - 1) {
            return invalid("count is " + count + " and last offset delta " + batch.lastOffsetDelta());
        }
        if (batch.isControl()) {
            return invalid("clients may not write control records");
        }
        if (batch.timestampType() == TimestampType.LOG_APPEND_TIME) {
            return new Invalid(ErrorCode.INVALID_TIMESTAMP, "clients may not set the timestamp type LogAppendTime");
        }
        return judgeProducer();
    }

    private @Nullable Invalid judgeProducer() {
        if (batch.hasProducerId()) {
            if (batch.baseSequence() < 0) {
                return invalid("producer " + batch.producerId() + " sends sequence number " + batch.baseSequence());
            }
            if (batch.producerEpoch() < 0) {
                return invalid("producer " + batch.producerId() + " sends epoch " + batch.producerEpoch());
            }
        } else if (batch.isTransactional()) {
            return invalid("transactional, but without a producer id");
        }
        return null;
    }

    private Validation judgeRecords(BatchRules rules, long nowMs) {
        try {
            return walkOver(rules, nowMs);
        } catch (MalformedMessage e) {
            if (!walk.limitExceeded()) {
                return invalid(e.getMessage());
            }
            return mostUnfoldedBytes < rules.maxUncompressedBytes()
                    ? new TooLong()
                    : new Invalid(ErrorCode.MESSAGE_TOO_LARGE, String.valueOf(e.getMessage()));
        }
    }

    private Validation walkOver(BatchRules rules, long nowMs) {
        walk.over(batch, decompressors, Math.min(mostUnfoldedBytes, rules.maxUncompressedBytes()));
        int count = batch.count();
        long baseTimestamp = batch.baseTimestamp();
        long max = RecordBatch.NO_TIMESTAMP;
        int maxDelta = count - 1;
        Refusals refusals = null;
        for (int i = 0; i < count; i++) {
            walk.next();
            if (walk.offsetDelta() != i) {
                return invalid("record " + i + " has offset delta " + walk.offsetDelta());
            }
            long timestamp = baseTimestamp + walk.timestampDelta();
            Refusals.Why why = why(timestamp, rules, nowMs);
            if (why != Refusals.Why.NONE) {
                refusals = refusals == null ? new Refusals() : refusals;
                refusals.add(i, why, timestamp);
            } else if (timestamp > max) {
                max = timestamp;
                maxDelta = i;
            }
        }
        if (!walk.isAtEnd()) {
            return invalid("more bytes than " + count + " records");
        }
        if (refusals != null) {
            return refusals.outcome(nowMs, rules);
        }
        return accept(rules, nowMs, max, maxDelta);
    }

    /** What is wrong with the record walked over last. */
    private Refusals.Why why(long timestamp, BatchRules rules, long nowMs) {
        if (rules.compacted() && !walk.hasKey()) {
            return Refusals.Why.NO_KEY;
        }
        if (rules.timestampType() == TimestampType.CREATE_TIME && timestamp != RecordBatch.NO_TIMESTAMP) {
            long ageMs = nowMs - timestamp;
            boolean outside = ageMs > rules.timestampBeforeMaxMs() || -ageMs > rules.timestampAfterMaxMs();
            return outside ? Refusals.Why.TIMESTAMP : Refusals.Why.NONE;
        }
        return Refusals.Why.NONE;
    }

    private Validation accept(BatchRules rules, long nowMs, long max, int maxDelta) {
        boolean appendTime = rules.timestampType() == TimestampType.LOG_APPEND_TIME;
        Facts facts = appendTime
                ? new Facts(batch.count(), nowMs, batch.count() - 1, nowMs, walk.position())
                : new Facts(batch.count(), max, maxDelta, RecordBatch.NO_TIMESTAMP, walk.position());
        Compressor wanted = rules.compressor().orElse(null);
        if (wanted == null || wanted.compression().code() == batch.compressionCode()) {
            batch.stamp(rules.timestampType(), facts.maxTimestampMs());
            return new Valid(facts);
        }
        if (walk.position() > mostUnfoldedBytes / 4) {
            return new TooLong();
        }
        ByteBuffer rewritten = recompression.rewrite(batch, wanted, rules);
        if (rewritten == null) {
            return new Invalid(
                    ErrorCode.MESSAGE_TOO_LARGE,
                    "as " + wanted.compression().configName() + " larger than max.message.bytes="
                            + rules.maxMessageBytes());
        }
        batch.wrap(rewritten, 0).stamp(rules.timestampType(), facts.maxTimestampMs());
        batch.writeCrc();
        return new Rewritten(rewritten, facts);
    }

    private static Invalid tooLarge(int size, BatchRules rules) {
        return new Invalid(
                ErrorCode.MESSAGE_TOO_LARGE,
                size + " bytes are more than max.message.bytes=" + rules.maxMessageBytes());
    }

    private static Invalid invalid(@Nullable String message) {
        return new Invalid(ErrorCode.INVALID_RECORD, String.valueOf(message));
    }
}
