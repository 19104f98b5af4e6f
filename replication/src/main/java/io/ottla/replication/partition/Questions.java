package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;
import io.ottla.log.PartitionLog;
import io.ottla.replication.partition.request.EpochEndFound;
import io.ottla.replication.partition.request.OffsetFound;
import io.ottla.replication.partition.request.OffsetQuestion;
import io.ottla.replication.partition.request.ProducersFound;
import io.ottla.replication.partition.request.RecordsDeleted;
import io.ottla.wire.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a partition is asked beside appends and reads, and what it answers once its log is open. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Questions {
    private final Partition partition;
    private final Turn turn;

    Questions(Partition partition, Turn turn) {
        this.partition = partition;
        this.turn = turn;
    }

    void offsetFor(OffsetQuestion question, CompletableFuture<OffsetFound> answer) {
        partition.whenOpen(readiness -> {
            if (readiness instanceof Readiness.Refused no) {
                answer.complete(OffsetFound.refused(no.error()));
            } else if (readiness instanceof Readiness.Ready ready) {
                new OffsetLookup(ready.view(), partition.epochStart(), partition.loop()).answer(question, answer);
            }
        });
    }

    void epochEnd(int currentEpoch, int epoch, CompletableFuture<EpochEndFound> answer) {
        partition.whenOpen(readiness -> answer.complete(OffsetLookup.epochEnd(readiness, currentEpoch, epoch)));
    }

    void producers(CompletableFuture<ProducersFound> answer) {
        partition.whenOpen(readiness -> answer.complete(producers(readiness)));
    }

    private ProducersFound producers(Readiness readiness) {
        PartitionLog opened = partition.log();
        if (opened == null || readiness instanceof Readiness.Refused) {
            return ProducersFound.refused(
                    readiness instanceof Readiness.Refused no ? no.error() : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
        if (!partition.leadership().isLocal()) {
            return ProducersFound.refused(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        }
        List<ProducersFound.Producer> producers = new ArrayList<>();
        opened.producers()
                .forEach(one -> producers.add(new ProducersFound.Producer(
                        one.producerId(),
                        one.epoch(),
                        one.lastSequence(),
                        one.lastTimestampMs(),
                        one.coordinatorEpoch(),
                        one.openTransactionOffset())));
        producers.sort(Comparator.comparingLong(ProducersFound.Producer::id));
        return new ProducersFound(ErrorCode.NONE, producers);
    }

    void deleteRecordsBefore(long offset, CompletableFuture<RecordsDeleted> answer) {
        partition.whenOpen(readiness -> answer.complete(deleteRecords(readiness, offset)));
    }

    private RecordsDeleted deleteRecords(Readiness readiness, long offset) {
        PartitionLog opened = partition.log();
        if (opened == null || readiness instanceof Readiness.Refused) {
            return RecordsDeleted.refused(
                    readiness instanceof Readiness.Refused no ? no.error() : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
        if (!partition.leadership().isLocal()) {
            return RecordsDeleted.refused(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        }
        if (!partition.settings().log().deletesOld()) {
            return RecordsDeleted.refused(ErrorCode.POLICY_VIOLATION);
        }
        turn.endNow();
        long before = offset == RecordsDeleted.HIGH_WATERMARK ? opened.view().highWatermark() : offset;
        if (before < 0 || !opened.deleteRecordsBefore(before)) {
            return RecordsDeleted.refused(ErrorCode.OFFSET_OUT_OF_RANGE);
        }
        return new RecordsDeleted(ErrorCode.NONE, opened.view().logStartOffset());
    }
}
