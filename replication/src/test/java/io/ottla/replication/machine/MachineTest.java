package io.ottla.replication.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.ManualTime;
import io.ottla.base.Seeds;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.ControlRecords;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final int BATCH_BYTES = 400;
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(5);

    private final ManualTime time = new ManualTime();
    private final FakeLog log = new FakeLog(time);
    private final List<String> told = new ArrayList<>();
    private Compressor compressor = Compressor.NONE;
    private Machine<Tally, Tally.Change> machine = machine();

    private Machine<Tally, Tally.Change> machine() {
        log.mostBatchBytes = BATCH_BYTES;
        var kind = new Machine.Kind<>(Tally::new, new Tally.Codec(), compressor, 300, LONGEST_COMMIT);
        return new Machine<>("tally-0", log, kind, time.clock());
    }

    /** Tells what it hears. */
    private Asker<Long> asker(String name) {
        return new Asker<>() {
            @Override
            public void answer(Long reply) {
                told.add(name + "=" + reply);
            }

            @Override
            public void refuse(ErrorCode why) {
                told.add(name + ":" + why);
            }
        };
    }

    private void ask(Asker<?> asker, Question<Tally, Tally.Change> question) {
        log.manualLoop().within(() -> machine.ask(asker, question));
    }

    private void add(String name, long amount) {
        Asker<Long> asker = asker(name);
        ask(
                asker,
                (tally, now) -> Decision.of(
                        List.of(new Tally.Added(name, amount)), asker, tally.sums.getOrDefault(name, 0L) + amount));
    }

    private void look(String name) {
        Asker<Long> asker = asker("look " + name);
        ask(asker, (tally, now) -> Decision.answer(asker, tally.sums.getOrDefault(name, 0L)));
    }

    private List<String> heard() {
        time.settle();
        List<String> heard = List.copyOf(told);
        told.clear();
        return heard;
    }

    @Nested
    class Deciding {
        @Test
        void decisions_of_one_turn_share_a_batch_and_see_each_other() {
            add("a", 1);
            time.settle();
            told.clear();
            add("a", 2);
            add("a", 3);
            assertEquals(List.of("a=3", "a=6"), heard());
            assertEquals(2, log.batches.size());
        }

        @Test
        void a_batch_that_is_full_is_followed_by_another() {
            add("start", 1);
            heard();
            for (int i = 0; i < 30; i++) {
                add("n", 1);
            }
            assertEquals(30, heard().size());
            assertTrue(log.batches.size() > 2);
            assertTrue(log.batches.stream().allMatch(batch -> batch.length <= BATCH_BYTES));
        }

        @Test
        void nobody_is_told_before_what_he_saw_is_committed() {
            add("a", 1);
            heard();
            log.isHolding = true;
            add("a", 2);
            look("a");
            assertEquals(List.of(), heard());
            look("a");
            assertEquals(List.of(), heard());
            log.commit();
            assertEquals(List.of("a=3", "look a=3", "look a=3"), heard());
            look("a");
            assertEquals(List.of("look a=3"), heard());
        }

        @Test
        void whoever_waits_too_long_for_the_log_is_told_and_what_was_decided_stays() {
            add("a", 1);
            heard();
            log.isHolding = true;
            add("a", 2);
            time.settle();
            time.advance(LONGEST_COMMIT.dividedBy(2));
            add("a", 3);
            assertEquals(List.of(), heard());
            time.advance(LONGEST_COMMIT.dividedBy(2));
            assertEquals(List.of("a:COORDINATOR_NOT_AVAILABLE"), heard());
            time.advance(LONGEST_COMMIT.dividedBy(2));
            assertEquals(List.of("a:COORDINATOR_NOT_AVAILABLE"), heard());
            look("a");
            time.advance(LONGEST_COMMIT);
            assertEquals(List.of("look a:COORDINATOR_NOT_AVAILABLE"), heard());
            log.commit();
            look("a");
            assertEquals(List.of("look a=6"), heard());
        }

        @Test
        void what_would_be_refused_changes_nothing() {
            add("a", 1);
            heard();
            log.refusesAppend = ErrorCode.NOT_ENOUGH_REPLICAS;
            add("a", 2);
            look("a");
            assertEquals(List.of("a:COORDINATOR_NOT_AVAILABLE", "look a=1"), heard());
        }

        @Test
        void a_change_too_large_to_be_kept_is_refused() {
            add("x".repeat(BATCH_BYTES), 1);
            assertEquals(List.of("x".repeat(BATCH_BYTES) + ":UNKNOWN_SERVER_ERROR"), heard());
            assertEquals(List.of(), log.batches);
        }

        /** So many changes by one decision. */
        private void addEach(String name, int count, UnaryOperator<Decision<Tally.Change>> shape) {
            Asker<Long> asker = asker(name);
            List<Tally.Change> changes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                changes.add(new Tally.Added(name, 1));
            }
            ask(asker, (tally, now) -> shape.apply(Decision.of(changes, asker, (long) count)));
        }

        @Test
        void a_decision_is_never_torn_between_two_batches() {
            for (int i = 0; i < 20; i++) {
                addEach("n" + i, 3, UnaryOperator.identity());
            }
            assertEquals(20, heard().size());
            int whole = log.batches.size();
            assertTrue(whole > 1 && whole < 20, whole + " batches");
            for (int kept = whole; kept >= 0; kept--) { // as many as a crash left
                log.cutTo(kept);
                machine = machine();
                for (int i = 0; i < 20; i++) {
                    look("n" + i);
                }
                assertTrue(heard().stream().allMatch(text -> text.endsWith("=3") || text.endsWith("=0")));
            }
        }

        @Test
        void a_decision_that_does_not_fit_into_one_batch_is_refused_and_changes_nothing() {
            addEach("n", 100, UnaryOperator.identity());
            look("n");
            assertEquals(List.of("n:UNKNOWN_SERVER_ERROR", "look n=0"), heard());
            assertEquals(List.of(), log.batches);
        }

        @Test
        void a_decision_that_fits_once_compressed_is_taken() {
            compressor = Compressor.of(Compression.GZIP);
            machine = machine();
            addEach("n", 100, UnaryOperator.identity());
            look("n");
            assertEquals(List.of("n=100", "look n=100"), heard());
            assertEquals(1, log.batches.size());
        }

        @Test
        void a_decision_that_does_not_fit_gives_way_to_another() {
            Asker<Long> other = asker("other");
            addEach(
                    "n",
                    100,
                    large -> large.orIfTooLarge(() -> Decision.of(List.of(new Tally.Added("n", 1)), other, -1L)));
            look("n");
            assertEquals(List.of("other=-1", "look n=1"), heard());
        }

        @Test
        void a_decision_that_may_be_torn_takes_as_many_batches_as_it_needs() {
            addEach("n", 100, Decision::inParts);
            assertEquals(List.of("n=100"), heard());
            assertTrue(log.batches.size() > 3);
            assertTrue(log.batches.stream().allMatch(batch -> batch.length <= BATCH_BYTES));
        }

        @Test
        void whoever_asks_what_we_answer_wrongly_does_not_wait_for_ever() {
            look("a");
            heard();
            Asker<Long> asker = asker("defect");
            assertThrows(
                    IllegalStateException.class,
                    () -> ask(asker, (tally, now) -> {
                        throw new IllegalStateException("a defect");
                    }));
            assertEquals(List.of("defect:UNKNOWN_SERVER_ERROR"), heard());
        }

        @Test
        void one_whose_ears_fail_does_not_keep_others_from_hearing() {
            look("a");
            heard();
            log.isHolding = true;
            Asker<Long> deaf = new Asker<>() {
                @Override
                public void answer(Long reply) {
                    throw new IllegalStateException("a defect");
                }

                @Override
                public void refuse(ErrorCode why) {}
            };
            ask(deaf, (tally, now) -> Decision.of(List.of(new Tally.Added("a", 1)), deaf, 1L));
            add("a", 1);
            time.settle();
            log.commit();
            assertEquals(List.of("a=2"), heard());
        }
    }

    @Nested
    class Loading {
        @Test
        void nothing_is_read_before_the_first_question() {
            time.settle();
            assertEquals(0, log.reads);
        }

        @Test
        void a_state_read_again_is_the_state_that_was_written() {
            for (int i = 0; i < 100; i++) {
                add("n" + i % 7, i);
                time.settle();
            }
            told.clear();
            machine = machine();
            for (int i = 0; i < 7; i++) {
                look("n" + i);
            }
            assertEquals(
                    List.of(
                            "look n0=735",
                            "look n1=750",
                            "look n2=665",
                            "look n3=679",
                            "look n4=693",
                            "look n5=707",
                            "look n6=721"),
                    heard());
            assertTrue(log.reads > 3, "bite by bite: " + log.reads);
        }

        @Test
        void records_that_cannot_be_read_are_passed_over() {
            log.put(new BatchBuilder()
                    .append(1, "a".getBytes(UTF_8), new byte[8])
                    .append(1, "a".getBytes(UTF_8), new byte[3])
                    .append(1, null, new byte[8])
                    .append(1, "a".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 0, 0, 0, 5})
                    .build());
            look("a");
            assertEquals(List.of("look a=5"), heard());
        }

        @Test
        void what_a_transaction_wrote_counts_where_it_was_committed_and_not_if_it_was_aborted() {
            log.put(transactional(1, 10));
            log.put(transactional(2, 100));
            log.put(transactional(3, 1000));
            log.put(ControlRecords.endOfTransaction(ControlRecords.Type.ABORT, 2, (short) 0, 0, 1));
            log.put(ControlRecords.endOfTransaction(ControlRecords.Type.COMMIT, 1, (short) 0, 0, 1));
            look("a");
            assertEquals(List.of("look a=10"), heard());
        }

        private static java.nio.ByteBuffer transactional(long producer, long amount) {
            return new BatchBuilder()
                    .producer(producer, (short) 0, 0)
                    .transactional()
                    .append(
                            1,
                            "a".getBytes(UTF_8),
                            java.nio.ByteBuffer.allocate(8).putLong(amount).array())
                    .build();
        }

        @Test
        void a_log_that_is_led_elsewhere_is_refused() {
            log.opens = ErrorCode.NOT_LEADER_OR_FOLLOWER;
            look("a");
            assertEquals(List.of("look a:NOT_COORDINATOR"), heard());
            log.opens = ErrorCode.NONE;
            look("a");
            assertEquals(List.of("look a=0"), heard());
        }

        @Test
        void who_comes_while_a_long_log_is_read_is_told_to_come_again() {
            log.put(new BatchBuilder()
                    .append(1, "a".getBytes(UTF_8), new byte[8])
                    .build());
            look("a");
            time.advance(Duration.ZERO); // the first one is answered
            heard();
            machine = machine();
            log.isReadable = false;
            look("a");
            assertEquals(List.of("look a:NOT_COORDINATOR"), heard());
        }

        @Test
        void a_batch_of_old_is_no_hindrance() {
            var empty = new BatchBuilder()
                    .append(1, "a".getBytes(UTF_8), new byte[8])
                    .build();
            new RecordBatch().wrap(empty, 0).setLeaderEpoch(7);
            log.put(empty);
            look("a");
            assertEquals(List.of("look a=0"), heard());
        }
    }

    @Nested
    class Losing {
        @Test
        void everybody_who_waits_is_refused_when_another_leads() {
            look("a");
            heard();
            log.isHolding = true;
            add("a", 1);
            time.settle();
            add("b", 1);
            Asker<Long> patient = asker("patient");
            ask(patient, (tally, now) -> new Decision<>(List.of(new Tally.Waits(patient)), List.of()));
            log.move();
            look("a");
            assertEquals(
                    List.of(
                            "a:NOT_COORDINATOR",
                            "b:NOT_COORDINATOR",
                            "patient:NOT_COORDINATOR",
                            "look a:NOT_COORDINATOR"),
                    heard());
        }

        @Test
        void a_commit_that_comes_after_the_loss_tells_nobody() {
            look("a");
            heard();
            log.isHolding = true;
            add("a", 1);
            time.settle();
            log.move();
            log.commit();
            assertEquals(List.of("a:NOT_COORDINATOR"), heard());
        }

        @Test
        void after_a_refused_batch_the_state_is_that_of_the_log() {
            add("a", 1);
            heard();
            log.refusesNext = ErrorCode.KAFKA_STORAGE_ERROR;
            add("a", 2);
            assertEquals(List.of("a:NOT_COORDINATOR"), heard());
            log.refusesNext = ErrorCode.NONE;
            look("a");
            assertEquals(List.of("look a=1"), heard());
        }
    }

    @Nested
    class InTime {
        private void remind(String name, long inMs) {
            Asker<Long> asker = asker("remind");
            ask(asker, (tally, now) -> Decision.of(List.of(new Tally.Reminded(name, now.tickMs() + inMs)), asker, 0L));
            time.settle();
        }

        @Test
        void what_is_due_is_decided_then() {
            remind("bell", 100);
            time.advance(Duration.ofMillis(99));
            assertEquals(List.of(), log.batches);
            time.advance(Duration.ofMillis(1));
            told.clear();
            look("bell");
            assertEquals(List.of("look bell=1"), heard());
            assertEquals(1, log.batches.size());
        }

        @Test
        void a_deadline_put_off_a_thousand_times_sets_no_thousand_timers() {
            for (int i = 0; i < 1000; i++) {
                remind("bell", 100);
                time.advance(Duration.ofMillis(10));
            }
            assertTrue(time.timersSet() <= 2, "timers: " + time.timersSet());
            assertEquals(List.of(), log.batches);
            time.advance(Duration.ofMillis(100));
            assertEquals(1, log.batches.size());
        }

        @Test
        void what_is_due_while_nothing_can_be_appended_is_done_later() {
            remind("bell", 100);
            log.refusesAppend = ErrorCode.NOT_ENOUGH_REPLICAS;
            time.advance(Duration.ofMillis(500));
            assertEquals(List.of(), log.batches);
            log.refusesAppend = ErrorCode.NONE;
            time.advance(Duration.ofSeconds(2));
            assertEquals(1, log.batches.size());
        }
    }

    @Test
    void whatever_happens_what_was_answered_is_in_the_log() {
        Seeds.run(300, seed -> {
            var random = Seeds.random(seed);
            var test = new MachineTest();
            Map<String, Long> answered = new TreeMap<>();
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(8)) {
                    case 0 -> test.log.isHolding = !test.log.isHolding;
                    case 1 -> test.log.manualLoop().within(test.log::commit);
                    case 2 -> test.time.settle();
                    case 3 -> {
                        test.log.refusesNext = random.nextInt(4) == 0 ? ErrorCode.KAFKA_STORAGE_ERROR : ErrorCode.NONE;
                    }
                    default -> test.add("k" + random.nextInt(3), 1 + random.nextInt(5));
                }
                test.told.stream().filter(text -> text.contains("=")).forEach(text -> {
                    int at = text.indexOf('=');
                    answered.merge(text.substring(0, at), Long.parseLong(text.substring(at + 1)), Math::max);
                });
                test.told.clear();
            }
            test.log.refusesNext = ErrorCode.NONE;
            test.machine = test.machine();
            answered.keySet().forEach(test::look);
            for (String text : test.heard()) {
                if (text.startsWith("look ")) {
                    int at = text.indexOf('=');
                    String name = text.substring("look ".length(), at);
                    assertTrue(
                            Long.parseLong(text.substring(at + 1)) >= answered.getOrDefault(name, 0L),
                            name + " was answered as " + answered.get(name) + " and is read as " + text);
                }
            }
        });
    }
}
