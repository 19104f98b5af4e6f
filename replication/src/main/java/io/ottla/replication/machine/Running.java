package io.ottla.replication.machine;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.UnwritableMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A machine that has its state: it decides, and looks after what is due. Ends with the leader epoch it was made for. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Running<S extends MachineState<C>, C> {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);
    private static final long NEVER = Long.MAX_VALUE;
    /** After so many things that were due, the loop has its turn. */
    private static final int MOST_DUE_AT_ONCE = 100;
    /** What is due while nothing can be appended is looked at again then. */
    private static final Duration LATER = Duration.ofSeconds(1);

    private static final Asker<Object> NOBODY = new Nobody();

    private final Machine.Here<S, C> here;
    private final S state;
    private final GroupCommit commit;
    private boolean isOver;
    private Loop.@Nullable Timer timer;
    private long timerMs = NEVER;

    /** Stands where nobody has asked: a deadline has passed. */
    private static final class Nobody implements Asker<Object> {
        @Override
        public void answer(Object reply) {}

        @Override
        public void refuse(ErrorCode why) {}
    }

    /** @param onLost told that a batch was refused though its changes have been applied: the state is wrong */
    Running(Machine.Here<S, C> here, S state, Consumer<ErrorCode> onLost) {
        this.here = here;
        this.state = state;
        this.commit = new GroupCommit(here, why -> {
            LOG.warn("What was decided in {} could not be appended ({}): its state is read again", here.name(), why);
            onLost.accept(Refusals.ofAppend(why));
        });
    }

    void begin() {
        take(state.begin(now()), NOBODY);
    }

    private Moment now() {
        return Moment.now(here.clock());
    }

    void ask(Asker<?> asker, Question<S, C> question) {
        Decision<C> decision;
        try {
            decision = question.decide(state, now());
        } catch (RuntimeException defect) {
            asker.refuse(ErrorCode.UNKNOWN_SERVER_ERROR); // whoever asked must not wait for ever
            throw defect;
        }
        take(decision, asker);
    }

    /** Appends, applies and parks; or refuses, and then nothing has changed. */
    private void take(Decision<C> decision, Asker<?> asker) {
        List<StoredRecord> records = records(decision.changes());
        if (records == null || !fits(records, decision.isDivisible())) {
            giveWay(decision, asker);
            return;
        }
        ErrorCode refused = records.isEmpty()
                ? ErrorCode.NONE
                : Refusals.ofAppend(here.log().refusesAppend());
        if (refused != ErrorCode.NONE) {
            asker.refuse(refused);
            return;
        }
        for (C change : decision.changes()) {
            state.apply(change);
        }
        if (records.isEmpty()) {
            commit.await(decision.answers());
        } else {
            commit.add(
                    records,
                    decision.isDivisible(),
                    decision.answers(),
                    here.clock().wallMs());
        }
        if (!isOver) {
            arm();
        }
    }

    private boolean fits(List<StoredRecord> records, boolean isDivisible) {
        boolean fits = isDivisible
                ? records.stream().allMatch(each -> commit.isOneBatch(List.of(each)))
                : commit.isOneBatch(records);
        if (!fits) {
            LOG.warn(
                    "A change in {} takes more than the {} bytes of max.message.bytes and is refused",
                    here.name(),
                    here.log().mostBatchBytes());
        }
        return fits;
    }

    /** As Kafka, which has a RecordTooLargeException and an UNKNOWN_SERVER_ERROR to tell of it. */
    private void giveWay(Decision<C> tooLarge, Asker<?> asker) {
        Supplier<Decision<C>> instead = tooLarge.ifTooLarge();
        if (instead == null) {
            asker.refuse(ErrorCode.UNKNOWN_SERVER_ERROR);
        } else {
            take(instead.get(), asker);
        }
    }

    /** What is to be written; null if it cannot be. */
    private @Nullable List<StoredRecord> records(List<C> changes) {
        List<StoredRecord> records = new ArrayList<>(changes.size());
        for (C change : changes) {
            StoredRecord stored;
            try {
                stored = here.kind().codec().write(change);
            } catch (UnwritableMessage tooMuch) {
                LOG.warn("A change in {} cannot be written: {}", here.name(), tooMuch.getMessage());
                return null;
            }
            if (stored != null) {
                records.add(stored);
            }
        }
        return records;
    }

    // ---- what is due

    /** Sees to it that the timer is set for what is due next. A timer that fires too early finds nothing, and is set anew. */
    private void arm() {
        long nextMs = state.nextDueMs();
        if (nextMs < timerMs) {
            arm(nextMs, Duration.ofMillis(Math.max(0, nextMs - now().tickMs())));
        }
    }

    private void arm(long atMs, Duration delay) {
        if (timer != null) {
            timer.cancel();
        }
        timerMs = atMs;
        timer = here.log().loop().schedule(delay, this::fire);
    }

    private void fire() {
        timer = null;
        timerMs = NEVER;
        if (isOver) {
            return;
        }
        for (int i = 0; i < MOST_DUE_AT_ONCE && !isOver; i++) {
            if (here.log().refusesAppend() != ErrorCode.NONE) {
                arm(now().tickMs() + LATER.toMillis(), LATER);
                return;
            }
            Decision<C> decision = state.due(now());
            if (decision == null) {
                break;
            }
            take(decision, NOBODY);
        }
        if (!isOver) {
            arm();
        }
    }

    /** The state is lost: everybody who waits for it is refused. */
    void end(ErrorCode why) {
        isOver = true;
        if (timer != null) {
            timer.cancel();
        }
        commit.end(why);
        state.waiting().forEach(asker -> asker.refuse(why));
    }
}
