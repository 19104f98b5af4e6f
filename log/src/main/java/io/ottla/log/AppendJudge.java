package io.ottla.log;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.log.directory.LogHome;
import io.ottla.log.producer.ProducerStates;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Says why batches may not be appended to a log, if so. Changes nothing but its own cursor. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class AppendJudge {
    private final LogHome home;
    private final Batches batches = new Batches();

    AppendJudge(LogHome home) {
        this.home = home;
    }

    /** Null if validated batches of a client or coordinator may be appended. */
    @Nullable
    AppendOutcome ofOwn(ByteBuffer records, AppendOrigin origin, ProducerStates producers, long logStartOffset) {
        batches.over(records);
        var count = 0;
        while (batches.next()) {
            count++;
            if (batches.batch().hasProducerId()) {
                var outcome = ofProducer(batches.batch(), origin, producers, logStartOffset);
                if (outcome != null) {
                    return outcome;
                }
            }
        }
        var whole = batches.end() == Batches.End.CLEAN && (origin == AppendOrigin.CLIENT ? count == 1 : count > 0);
        Check.that(whole, "batches for %s are not whole: %d and %s", home.partition(), count, batches.end());
        return null;
    }

    private @Nullable AppendOutcome ofProducer(
            RecordBatch batch, AppendOrigin origin, ProducerStates producers, long logStartOffset) {
        var isClient = origin == AppendOrigin.CLIENT;
        var place = isClient ? producers.repeated(batch) : -1;
        if (place >= 0) {
            return new AppendOutcome.Duplicate(
                    producers.repeatedBaseOffset(batch, place),
                    producers.repeatedLastOffset(batch, place),
                    producers.repeatedTimestampMs(batch, place),
                    logStartOffset);
        }
        var error = producers.judge(batch, isClient);
        return error == ErrorCode.NONE
                ? null
                : new AppendOutcome.Refused(
                        error,
                        "producer " + batch.producerId() + " wrote epoch " + batch.producerEpoch() + ", sequence "
                                + batch.baseSequence() + " to " + home.partition() + ", which knows "
                                + producers.get(batch.producerId()));
    }

    /** Null if batches of a leader may be appended: they keep their offsets, which must not lie before our end. */
    @Nullable
    AppendOutcome ofReplica(ByteBuffer records, long endOffset) {
        batches.over(records);
        var expected = endOffset;
        while (batches.next()) {
            var batch = batches.batch();
            if (batch.baseOffset() < expected || batch.lastOffsetDelta() < 0) {
                return new AppendOutcome.Refused(
                        ErrorCode.OFFSET_OUT_OF_RANGE,
                        "a batch for " + home.partition() + " begins at " + batch.baseOffset() + ", expected "
                                + expected);
            }
            expected = batch.nextOffset();
        }
        return batches.end() == Batches.End.CLEAN && expected > endOffset
                ? null
                : new AppendOutcome.Refused(
                        ErrorCode.CORRUPT_MESSAGE, "batches for " + home.partition() + " are not whole");
    }
}
