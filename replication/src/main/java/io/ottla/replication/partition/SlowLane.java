package io.ottla.replication.partition;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.background.BackgroundWork;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.BatchRules;
import io.ottla.wire.batch.BatchValidator;
import io.ottla.wire.batch.Validation;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges in the background, one after the other, the batches of one loop that unfold so far that everybody on the loop would wait. What the
 * same source sends after such a batch waits until it is judged, so that its appends keep their order; nobody else does.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class SlowLane {
    /** Unfolded and walked over in some ten milliseconds, with the slowest codec. Few clients fold more into a batch. */
    static final long LONGEST_ON_A_LOOP_BYTES = 4 << 20;

    /** As above, while there are some already. */
    static final long LONGEST_IN_A_CROWD_BYTES = 512 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(SlowLane.class);

    private final Loop loop;
    private final Clock clock;
    private final BackgroundWork background;
    /** Of the background, while one is under way. */
    private final BatchValidator validator = new BatchValidator(new Decompressors());

    private final Queue<Case> waiting = new ArrayDeque<>(0);
    /** By source with a batch here: what it has sent since. */
    private final Map<Object, Queue<Runnable>> heldBack = new HashMap<>(0);

    private boolean isBusy;

    /** A batch to be judged. Its bytes are not touched by anybody else meanwhile. */
    record Append(Object source, ByteBuffer batch, BatchRules rules) {}

    private record Case(Append append, Consumer<Validation> onLoop) {}

    SlowLane(Loop loop, Clock clock, BackgroundWork background) {
        this.loop = loop;
        this.clock = clock;
        this.background = background;
    }

    /** Is there a batch that unfolds far? */
    boolean isBusy() {
        return isBusy;
    }

    /** Must this append wait for an earlier one of its source? Then {@code again} runs once that is judged. */
    boolean holdsBack(Object source, Runnable again) {
        if (heldBack.isEmpty()) {
            return false;
        }
        var behind = heldBack.get(source);
        return behind != null && behind.add(again);
    }

    /** Judges {@code append}; {@code onLoop} hears the verdict on the loop. */
    void judge(Append append, Consumer<Validation> onLoop) {
        heldBack.put(append.source(), new ArrayDeque<>(0));
        waiting.add(new Case(append, onLoop));
        next();
    }

    private void next() {
        var next = isBusy ? null : waiting.poll();
        if (next == null) {
            return;
        }
        isBusy = true;
        var nowMs = clock.wallMs();
        background.execute(BackgroundWork.Lane.JUDGE, () -> {
            var verdict = verdict(next.append(), nowMs);
            try {
                loop.execute(() -> judged(next, verdict));
            } catch (RejectedExecutionException stopped) {
                LOG.debug("The broker has stopped before a batch was judged", stopped);
            }
        });
    }

    private Validation verdict(Append append, long nowMs) {
        try {
            return validator.validate(append.batch(), append.rules(), nowMs);
        } catch (RuntimeException defect) {
            LOG.error("Judging a batch failed", defect);
            return new Validation.Invalid(ErrorCode.UNKNOWN_SERVER_ERROR, "It could not be judged", List.of());
        }
    }

    private void judged(Case done, Validation verdict) {
        isBusy = false;
        var behind = heldBack.remove(done.append().source());
        done.onLoop().accept(verdict);
        if (behind != null) {
            behind.forEach(Runnable::run); // one of these may be as long; those behind it then wait for that
        }
        next();
    }
}
