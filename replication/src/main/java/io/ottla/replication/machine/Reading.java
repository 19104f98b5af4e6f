package io.ottla.replication.machine;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.machine.MachineLog.Opened;
import io.ottla.replication.machine.MachineLog.Range;
import io.ottla.wire.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A machine reads its state from the log, bite by bite. Questions that come meanwhile wait a moment, which is enough for most logs;
 * after that they are told to come again.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Reading<S extends MachineState<C>, C> {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 10_000;

    private final Machine.Here<S, C> here;
    private final Consumer<Reading<S, C>> onFinished;
    private final Runnable onMoved;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean isPatient = true;
    private boolean isOver;
    private Loop.@Nullable Timer patience;
    private @Nullable S state;

    /** A question that waits for the state. */
    private record Waiting(Asker<?> asker, Runnable askAgain) {}

    /**
     * @param onFinished called once, also when there is no state after all
     * @param onMoved called at most once, when the partition is no longer led in this epoch; also long after the end
     */
    Reading(Machine.Here<S, C> here, Consumer<Reading<S, C>> onFinished, Runnable onMoved) {
        this.here = here;
        this.onFinished = onFinished;
        this.onMoved = onMoved;
    }

    void start() {
        patience = here.log().loop().schedule(PATIENCE, this::loseOfPatience);
        here.log().open(this::opened);
    }

    /** What was read; null if it could not be. */
    @Nullable
    S state() {
        return state;
    }

    /** {@code askAgain} once the state is there. */
    void await(Asker<?> asker, Runnable askAgain) {
        if (isPatient && waiting.size() < MOST_WAITING) {
            waiting.add(new Waiting(asker, askAgain));
        } else {
            asker.refuse(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
        }
    }

    private void loseOfPatience() {
        isPatient = false;
        refuseAll(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS);
    }

    private void opened(Opened opened) {
        if (isOver) {
            return;
        }
        if (opened instanceof Opened.Leading leading) {
            here.log().whenMoved(onMoved);
            S blank = here.kind().blank().get();
            Range contents = leading.contents();
            read(blank, new Loading<>(here.name(), here.kind().codec(), contents.fromOffset()), contents);
        } else if (opened instanceof Opened.Refused no) {
            fail(Refusals.ofAppend(no.why()));
        }
    }

    private void read(S into, Loading<C> loading, Range rest) {
        if (isOver) {
            return;
        }
        if (rest.fromOffset() >= rest.endOffset()) {
            here.log().whenCommitted(rest.endOffset(), () -> finish(into));
            return;
        }
        here.log().read(rest, here.kind().biteBytes(), loading::decode, bite -> take(into, loading, rest, bite), () -> {
            LOG.error("{} cannot be read from offset {} on", here.name(), rest.fromOffset());
            fail(ErrorCode.NOT_COORDINATOR);
        });
    }

    private void take(S into, Loading<C> loading, Range rest, Loading.Bite<C> bite) {
        if (isOver) {
            return;
        }
        bite.changes().forEach(into::apply);
        if (bite.nextOffset() <= rest.fromOffset()) {
            LOG.error("{} has nothing that can be read at offset {}", here.name(), rest.fromOffset());
            fail(ErrorCode.NOT_COORDINATOR);
        } else {
            read(into, loading, new Range(bite.nextOffset(), rest.endOffset()));
        }
    }

    private void finish(S read) {
        if (!isOver) {
            state = read;
            end();
            onFinished.accept(this);
        }
    }

    private void fail(ErrorCode why) {
        if (!isOver) {
            giveUp(why);
            onFinished.accept(this);
        }
    }

    /** Nobody is going to be answered from here. */
    void giveUp(ErrorCode why) {
        end();
        refuseAll(why);
    }

    private void end() {
        isOver = true;
        if (patience != null) {
            patience.cancel();
        }
    }

    private void refuseAll(ErrorCode why) {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.asker().refuse(why));
    }

    /** Those who waited ask again. */
    void release() {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.askAgain().run());
    }
}
