package io.ottla.replication.partition;

import io.ottla.base.Loop;
import io.ottla.log.EpochEnd;
import io.ottla.log.LogView;
import io.ottla.log.OffsetAtTime;
import io.ottla.replication.partition.request.EpochEndFound;
import io.ottla.replication.partition.request.OffsetFound;
import io.ottla.replication.partition.request.OffsetQuestion;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.wire.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Answers questions about offsets from one view of a partition, as Kafka answers them for a log that has no remote storage.
 *
 * @param epochStart where the present leader's epoch began
 * @param loop where searches in the background are answered
 */
record OffsetLookup(PartitionView view, long epochStart, Loop loop) {
    private static final int NO_EPOCH = -1;

    void answer(OffsetQuestion question, CompletableFuture<OffsetFound> answer) {
        ErrorCode wrongEpoch = view.leadership().checkLeader(question.leaderEpoch());
        if (wrongEpoch != ErrorCode.NONE) {
            answer.complete(OffsetFound.refused(wrongEpoch));
            return;
        }
        LogView log = view.log();
        long time = question.timestampMs();
        if (time == OffsetQuestion.LATEST) {
            answer.complete(latest(question));
        } else if (time == OffsetQuestion.EARLIEST || time == OffsetQuestion.EARLIEST_LOCAL) {
            answer.complete(OffsetFound.at(log.logStartOffset(), log.epochAt(log.logStartOffset())));
        } else if (time == OffsetQuestion.MAX_TIMESTAMP) {
            log.offsetOfMaxTimestamp(loop, found -> answer.complete(visible(question, found)));
        } else if (time >= 0) {
            log.offsetForTime(time, loop, found -> answer.complete(visible(question, found)));
        } else if (time == OffsetQuestion.LATEST_TIERED || time == OffsetQuestion.EARLIEST_PENDING_UPLOAD) {
            answer.complete(OffsetFound.NOTHING);
        } else {
            answer.complete(OffsetFound.refused(ErrorCode.UNSUPPORTED_VERSION));
        }
    }

    private OffsetFound latest(OffsetQuestion question) {
        return isBehind(question)
                ? OffsetFound.refused(ErrorCode.OFFSET_NOT_AVAILABLE)
                : OffsetFound.at(view.end(question.limit()), view.leadership().leaderEpoch());
    }

    /** A record the asker may not read yet is not found. */
    private OffsetFound visible(OffsetQuestion question, Optional<OffsetAtTime> found) {
        if (found.isEmpty()) {
            return OffsetFound.NOTHING;
        }
        OffsetAtTime at = found.get();
        if (at.offset() < view.end(question.limit())) {
            return new OffsetFound(ErrorCode.NONE, at.timestampMs(), at.offset(), at.leaderEpoch());
        }
        return isBehind(question) ? OffsetFound.refused(ErrorCode.OFFSET_NOT_AVAILABLE) : OffsetFound.NOTHING;
    }

    /** A new leader does not know yet how far its predecessor had come: answering could send a consumer back (KIP-207). */
    private boolean isBehind(OffsetQuestion question) {
        return question.limit() != ReadLimit.LOG_END && view.highWatermark() < epochStart;
    }

    static EpochEndFound epochEnd(Readiness readiness, int currentEpoch, int epoch) {
        if (readiness instanceof Readiness.Ready ready) {
            ErrorCode error = ready.view().leadership().checkLeader(currentEpoch);
            return error == ErrorCode.NONE
                    ? new EpochEndFound(ErrorCode.NONE, endOf(ready.view(), epoch))
                    : new EpochEndFound(error, EpochEnd.UNDEFINED);
        }
        return new EpochEndFound(((Readiness.Refused) readiness).error(), EpochEnd.UNDEFINED);
    }

    private static EpochEnd endOf(PartitionView view, int epoch) {
        return epoch == NO_EPOCH ? EpochEnd.UNDEFINED : view.log().epochEnd(epoch);
    }
}
