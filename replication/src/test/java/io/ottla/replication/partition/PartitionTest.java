package io.ottla.replication.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.ManualLoop;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.replication.partition.request.EpochEndFound;
import io.ottla.replication.partition.request.Leadership;
import io.ottla.replication.partition.request.OffsetFound;
import io.ottla.replication.partition.request.OffsetQuestion;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.replication.partition.request.RecordsDeleted;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PartitionTest {
    private final Host host = new Host();

    PartitionTest() throws IOException {}

    private <T> T now(CompletionStage<T> stage) {
        host.time.settle();
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertTrue(future.isDone(), "not answered");
        return future.join();
    }

    @Nested
    class Appends {
        private final PartitionRef a = host.single("a");

        @Test
        void offsets_count_up_and_every_acks_is_answered() {
            for (int acks : new int[] {-1, 0, 1}) {
                long before = host.view(a).log().endOffset();
                AppendResult result = host.append(a, acks, "x", "y").result();
                assertEquals(ErrorCode.NONE, result.error());
                assertEquals(before, result.baseOffset());
                assertEquals(before + 1, result.lastOffset());
                assertEquals(0, result.logStartOffset());
                assertEquals(-1, result.logAppendTimeMs());
                assertEquals(before + 2, host.view(a).highWatermark());
            }
        }

        @Test
        void appends_of_one_turn_are_written_at_its_end_together() {
            List<Host.Asked> all = new ArrayList<>();
            ((ManualLoop) a.loop()).within(() -> {
                for (int i = 0; i < 10; i++) {
                    Host.Asked asked = new Host.Asked();
                    a.append(host.batch("v" + i), (short) -1, asked);
                    all.add(asked);
                }
                assertTrue(all.stream().allMatch(asked -> asked.result == null && asked.written == 0));
                assertEquals(0, host.view(a).log().endOffset());
            });
            host.time.settle();
            for (int i = 0; i < 10; i++) {
                assertEquals(i, all.get(i).result().baseOffset());
            }
        }

        @Test
        void what_is_appended_while_answers_are_given_is_answered_too() {
            Host.Asked second = new Host.Asked();
            AppendCallback first = new AppendCallback() {
                @Override
                public void written() {}

                @Override
                public void completed(AppendResult result) {
                    a.append(host.batch("second"), (short) -1, second);
                }
            };
            a.append(host.batch("first"), (short) -1, first);
            host.time.settle();
            assertEquals(1, second.result().baseOffset());
        }

        @Test
        void bytes_that_are_no_batch_are_refused_and_change_nothing() {
            Host.Asked asked = new Host.Asked();
            a.append(ByteBuffer.wrap(new byte[70]), (short) -1, asked);
            host.time.settle();
            assertTrue(asked.result().isRefused());
            assertEquals(0, host.view(a).log().endOffset());
        }

        @Test
        void a_batch_larger_than_the_topic_allows_is_refused_as_soon_as_the_topic_says_so() {
            host.set("a", "max.message.bytes", "80");
            assertEquals(
                    ErrorCode.MESSAGE_TOO_LARGE,
                    host.append(a, 1, "x".repeat(100)).result().error());
            host.set("a", "max.message.bytes", null);
            assertEquals(
                    ErrorCode.NONE, host.append(a, 1, "x".repeat(100)).result().error());
        }

        @Test
        void a_refusal_tells_where_the_log_starts_unless_the_batch_is_noise() {
            ByteBuffer hole = new io.ottla.wire.batch.BatchBuilder()
                    .producer(9, (short) 1, 7)
                    .append(host.time.clock().wallMs(), null, new byte[] {1})
                    .build();
            ByteBuffer first = new io.ottla.wire.batch.BatchBuilder()
                    .producer(9, (short) 0, 0)
                    .append(host.time.clock().wallMs(), null, new byte[] {1})
                    .build();
            a.append(first, (short) -1, new Host.Asked());
            Host.Asked refused = new Host.Asked();
            a.append(hole, (short) -1, refused);
            Host.Asked noise = new Host.Asked();
            a.append(ByteBuffer.wrap(new byte[70]), (short) -1, noise);
            host.time.settle();
            assertEquals(
                    ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER, refused.result().error());
            assertEquals(0, refused.result().logStartOffset());
            assertEquals(-1, noise.result().logStartOffset());
        }

        @Test
        void a_duplicate_is_answered_with_the_offsets_it_got_first() {
            ByteBuffer batch = new io.ottla.wire.batch.BatchBuilder()
                    .producer(9, (short) 0, 0)
                    .append(host.time.clock().wallMs(), null, new byte[] {1})
                    .build();
            ByteBuffer again = ByteBuffer.allocate(batch.remaining())
                    .put(batch.duplicate())
                    .flip();
            host.append(a, 1, "before");
            Host.Asked first = new Host.Asked();
            a.append(batch, (short) -1, first);
            host.time.settle();
            host.append(a, 1, "after");
            Host.Asked second = new Host.Asked();
            a.append(again, (short) -1, second);
            host.time.settle();
            assertEquals(1, second.result().baseOffset());
            assertEquals(ErrorCode.NONE, second.result().error());
            assertEquals(3, host.view(a).log().endOffset());
        }

        @Test
        void a_disk_that_fails_refuses_what_was_staged_and_all_that_follows() {
            host.append(a, 1, "x");
            host.disk.failWith("Input/output error");
            assertEquals(
                    ErrorCode.KAFKA_STORAGE_ERROR,
                    host.append(a, -1, "y").result().error());
            assertEquals(
                    ErrorCode.KAFKA_STORAGE_ERROR,
                    host.append(a, 1, "z").result().error());
            assertEquals(1, host.view(a).log().endOffset());
        }
    }

    @Nested
    class DurableAppends {
        private final PartitionRef a = host.single("a");

        @Test
        void with_flush_messages_1_an_answer_means_on_disk() throws IOException {
            host.set("a", "flush.messages", "1");
            host.append(a, 1, "open");
            host.background.hold();
            Host.Asked one = host.append(a, 1, "one");
            Host.Asked all = host.append(a, -1, "all");
            assertNull(one.result);
            assertNull(all.result);
            assertEquals(1, one.written);
            assertEquals(1, host.view(a).highWatermark());
            host.background.release();
            host.time.settle();
            assertEquals(1, one.result().baseOffset());
            assertEquals(2, all.result().baseOffset());
            assertEquals(3, host.view(a).highWatermark());
            Host next = host.again(host.disk.afterCrash());
            PartitionRef again = next.ref("a", 0);
            again.open(ready -> {});
            next.time.settle();
            assertEquals(3, next.view(again).log().endOffset());
            assertEquals(3, next.view(again).highWatermark());
        }

        @Test
        void with_a_larger_number_only_those_who_reach_it_wait() {
            host.set("a", "flush.messages", "3");
            host.append(a, 1, "open");
            host.background.hold();
            assertEquals(1, host.append(a, 1, "second").result().baseOffset());
            Host.Asked third = host.append(a, 1, "third");
            assertNull(third.result);
            host.background.release();
            host.time.settle();
            assertEquals(2, third.result().baseOffset());
        }

        @Test
        void if_the_disk_fails_meanwhile_nothing_is_acknowledged() {
            host.set("a", "flush.messages", "1");
            host.append(a, 1, "open");
            host.background.hold();
            Host.Asked waits = host.append(a, -1, "x");
            host.disk.failWith("Input/output error");
            host.background.release();
            host.time.settle();
            assertEquals(ErrorCode.KAFKA_STORAGE_ERROR, waits.result().error());
        }
    }

    @Nested
    class Replicated {
        private final Uuid id = host.create("a", 1, List.of(1, 2, 3));
        private final PartitionRef a = host.ref("a", 0);

        private void fetched(int replica, long offset) {
            ((ManualLoop) a.loop())
                    .within(() -> a.fetchedBy(replica, -1, a.leadership().leaderEpoch(), offset));
            host.time.settle();
        }

        @Test
        void acks_all_is_answered_when_every_in_sync_replica_has_it() {
            Host.Asked all = host.append(a, -1, "x");
            assertEquals(ErrorCode.NONE, host.append(a, 1, "y").result().error());
            assertNull(all.result);
            fetched(2, 2);
            assertNull(all.result);
            assertEquals(0, host.view(a).highWatermark());
            fetched(3, 1);
            assertEquals(0, all.result().baseOffset());
            assertEquals(1, host.view(a).highWatermark());
        }

        @Test
        void one_that_leaves_the_isr_is_not_waited_for_any_longer() {
            fetched(2, 0);
            Host.Asked all = host.append(a, -1, "x");
            fetched(2, 1);
            host.commit(new io.ottla.replication.change.TopicChange.PartitionChanged(
                    id,
                    0,
                    List.of(1, 2),
                    io.ottla.replication.change.TopicChange.PartitionChanged.LEADER_UNCHANGED,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
            assertEquals(0, all.result().baseOffset());
        }

        @Test
        void too_few_in_sync_refuse_acks_all_before_the_append_and_hold_the_high_watermark() {
            host.set("a", "min.insync.replicas", "2");
            host.lead(id, 1, List.of(1));
            assertEquals(
                    ErrorCode.NOT_ENOUGH_REPLICAS,
                    host.append(a, -1, "x").result().error());
            assertEquals(0, host.view(a).log().endOffset());
            assertEquals(ErrorCode.NONE, host.append(a, 1, "y").result().error());
            assertEquals(0, host.view(a).highWatermark());
        }

        @Test
        void the_minimum_is_never_more_than_there_are_replicas() {
            PartitionRef single = host.single("b");
            host.set("b", "min.insync.replicas", "2");
            assertEquals(ErrorCode.NONE, host.append(single, -1, "x").result().error());
        }

        @Test
        void whoever_waits_learns_that_the_leader_has_gone() {
            Host.Asked all = host.append(a, -1, "x");
            host.lead(id, 2, List.of(2, 3));
            assertEquals(ErrorCode.NOT_LEADER_OR_FOLLOWER, all.result().error());
            assertEquals(
                    ErrorCode.NOT_LEADER_OR_FOLLOWER,
                    host.append(a, 1, "y").result().error());
            assertEquals(1, a.leadership().leaderEpoch());
        }

        @Test
        void a_leader_elected_again_writes_in_its_new_epoch() {
            host.append(a, 1, "x");
            host.lead(id, 1, List.of(1));
            host.append(a, -1, "y");
            assertEquals(2, host.view(a).highWatermark());
            assertEquals(1, host.view(a).log().epochAt(1));
            assertEquals(0, host.view(a).log().epochAt(0));
            assertEquals(1, now(a.epochEnd(1, 0)).end().endOffset());
        }
    }

    @Nested
    class Questions {
        private final PartitionRef a = host.single("a");

        private OffsetFound offset(long timestamp) {
            return offset(timestamp, Leadership.NO_EPOCH);
        }

        private OffsetFound offset(long timestamp, int epoch) {
            CompletionStage<OffsetFound> found =
                    a.offsetFor(new OffsetQuestion(timestamp, ReadLimit.HIGH_WATERMARK, epoch));
            host.time.settle();
            return now(found);
        }

        @Test
        void special_times_are_answered_as_kafka_answers_without_remote_storage() {
            assertEquals(OffsetFound.at(0, 0), offset(OffsetQuestion.LATEST));
            assertEquals(0, offset(OffsetQuestion.EARLIEST).offset());
            assertEquals(OffsetFound.NOTHING, offset(OffsetQuestion.MAX_TIMESTAMP));
            host.append(a, -1, "x", "y", "z");
            assertEquals(OffsetFound.at(3, 0), offset(OffsetQuestion.LATEST));
            assertEquals(OffsetFound.at(0, 0), offset(OffsetQuestion.EARLIEST));
            assertEquals(OffsetFound.at(0, 0), offset(OffsetQuestion.EARLIEST_LOCAL));
            assertEquals(0, offset(OffsetQuestion.MAX_TIMESTAMP).offset());
            assertEquals(
                    host.time.clock().wallMs(),
                    offset(OffsetQuestion.MAX_TIMESTAMP).timestampMs());
            assertEquals(OffsetFound.NOTHING, offset(OffsetQuestion.LATEST_TIERED));
            assertEquals(OffsetFound.NOTHING, offset(OffsetQuestion.EARLIEST_PENDING_UPLOAD));
            assertEquals(ErrorCode.UNSUPPORTED_VERSION, offset(-7).error());
        }

        @Test
        void a_time_finds_the_first_record_not_older_and_none_is_no_error() {
            host.append(a, -1, "x");
            long t = host.time.clock().wallMs();
            host.time.advance(java.time.Duration.ofSeconds(10));
            host.append(a, -1, "y");
            assertEquals(new OffsetFound(ErrorCode.NONE, t, 0, 0), offset(t));
            assertEquals(new OffsetFound(ErrorCode.NONE, t + 10_000, 1, 0), offset(t + 1));
            assertEquals(OffsetFound.NOTHING, offset(t + 10_001));
        }

        @Test
        void an_old_epoch_is_fenced_and_a_new_one_not_known() {
            Uuid id = a.topicId();
            host.lead(id, 1, List.of(1));
            assertEquals(
                    ErrorCode.FENCED_LEADER_EPOCH,
                    offset(OffsetQuestion.LATEST, 0).error());
            assertEquals(ErrorCode.NONE, offset(OffsetQuestion.LATEST, 1).error());
            assertEquals(
                    ErrorCode.UNKNOWN_LEADER_EPOCH,
                    offset(OffsetQuestion.LATEST, 2).error());
            CompletionStage<EpochEndFound> end = a.epochEnd(0, 0);
            host.time.settle();
            assertEquals(ErrorCode.FENCED_LEADER_EPOCH, now(end).error());
        }

        @Test
        void a_partition_led_elsewhere_answers_nothing() {
            host.lead(a.topicId(), PartitionImage.NO_LEADER, List.of(1));
            assertEquals(
                    ErrorCode.NOT_LEADER_OR_FOLLOWER,
                    offset(OffsetQuestion.LATEST).error());
        }

        @Test
        void records_can_be_deleted_up_to_the_high_watermark() {
            host.append(a, -1, "x", "y", "z");
            assertEquals(new RecordsDeleted(ErrorCode.NONE, 2), delete(2));
            assertEquals(2, offset(OffsetQuestion.EARLIEST).offset());
            assertEquals(new RecordsDeleted(ErrorCode.NONE, 2), delete(1));
            assertEquals(ErrorCode.OFFSET_OUT_OF_RANGE, delete(4).error());
            assertEquals(ErrorCode.OFFSET_OUT_OF_RANGE, delete(-2).error());
            assertEquals(new RecordsDeleted(ErrorCode.NONE, 3), delete(RecordsDeleted.HIGH_WATERMARK));
            host.set("a", "cleanup.policy", "compact");
            assertEquals(ErrorCode.POLICY_VIOLATION, delete(3).error());
        }

        private RecordsDeleted delete(long before) {
            CompletionStage<RecordsDeleted> deleted = a.deleteRecordsBefore(before);
            host.time.settle();
            return now(deleted);
        }
    }

    @Nested
    class Waiting {
        private final PartitionRef a = host.single("a");
        private final List<Long> calls = new ArrayList<>();

        private final class Reader implements Waiter {
            private boolean done;

            @Override
            public void moved(PartitionRef partition) {
                calls.add(host.view(partition).highWatermark());
            }

            @Override
            public boolean isDone() {
                return done;
            }
        }

        @Test
        void a_reader_at_the_end_is_called_once_when_something_comes() {
            host.append(a, -1, "x");
            a.awaitBeyond(1, ReadLimit.HIGH_WATERMARK, new Reader());
            host.time.settle();
            assertEquals(List.of(), calls);
            host.append(a, -1, "y", "z");
            host.append(a, -1, "y");
            assertEquals(List.of(3L), calls);
        }

        @Test
        void a_reader_behind_the_end_is_called_at_once() {
            host.append(a, -1, "x");
            a.awaitBeyond(0, ReadLimit.LOG_END, new Reader());
            host.time.settle();
            assertEquals(List.of(1L), calls);
        }

        @Test
        void a_change_of_leader_calls_everybody() {
            host.append(a, -1, "x");
            a.awaitBeyond(1, ReadLimit.HIGH_WATERMARK, new Reader());
            host.time.settle();
            host.lead(a.topicId(), 2, List.of(2));
            assertEquals(1, calls.size());
        }

        @Test
        void those_who_went_away_are_forgotten() {
            host.append(a, -1, "x");
            for (int i = 0; i < 1000; i++) {
                Reader reader = new Reader();
                reader.done = true;
                a.awaitBeyond(1, ReadLimit.HIGH_WATERMARK, reader);
            }
            host.time.settle();
            assertTrue(
                    a.partition().waitingReaders() < 20,
                    () -> "" + a.partition().waitingReaders());
            host.append(a, -1, "y");
            assertEquals(List.of(), calls);
        }
    }
}
