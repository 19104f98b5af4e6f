package io.ottla.replication.machine;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.compress.Compressor;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A state kept in the log of one partition: decide, append, apply, reply at commit. Lives on the partition's loop.
 *
 * <pre>
 *   question -> decide(state) -> apply -> gathered until the turn ends -> one batch -> committed -> answers
 *   no state -> open -> bites read and decoded in the background, applied here -> begin -> questions
 * </pre>
 *
 * <p>Nothing is read before the first question. What is decided is applied at once, so that the next decision sees it, and answered
 * when it is committed; a question that changes nothing is answered when what it saw is. If a batch is refused after all, or the
 * partition is led elsewhere, the state is thrown away and everybody who waits is refused; the next question reads it again.
 *
 * @param <S> the state
 * @param <C> what moves it
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class Machine<S extends MachineState<C>, C> {
    private final Here<S, C> here;
    private @Nullable Reading<S, C> reading;
    private @Nullable Running<S, C> running;

    /**
     * What all machines of a kind have in common. Immutable.
     *
     * @param blank makes a state before anything has been applied
     * @param biteBytes so much is read at a time when loading
     * @param longestCommit whoever has waited so long for his answer to be committed is refused
     */
    public record Kind<S, C>(
            Supplier<S> blank, ChangeCodec<C> codec, Compressor compressor, int biteBytes, Duration longestCommit) {}

    /** What the parts of a machine share. */
    record Here<S, C>(String name, MachineLog log, Kind<S, C> kind, Clock clock) {}

    /** @param name of the partition, for the log */
    public Machine(String name, MachineLog log, Kind<S, C> kind, Clock clock) {
        this.here = new Here<>(name, log, kind, clock);
    }

    /**
     * Decides {@code question} and sees to it that everybody it answers is told.
     *
     * @param asker refused if the question cannot be decided now
     */
    public void ask(Asker<?> asker, Question<S, C> question) {
        here.log().loop().assertInside();
        Running<S, C> now = running;
        if (now != null) {
            now.ask(asker, question);
        } else {
            await(asker, question);
        }
    }

    /** Is the state there, or about to be? Without it nothing becomes due. */
    public boolean isAwake() {
        here.log().loop().assertInside();
        return running != null || reading != null;
    }

    /** Everybody who waits is sent elsewhere, and the state is thrown away, as when another broker leads. */
    public void giveUp() {
        here.log().loop().assertInside();
        moved();
    }

    private void await(Asker<?> asker, Question<S, C> question) {
        Reading<S, C> before = reading;
        Reading<S, C> now = before == null ? new Reading<>(here, this::finishReading, this::moved) : before;
        reading = now;
        now.await(asker, () -> ask(asker, question));
        if (before == null) {
            now.start();
        }
    }

    /** The state has been read; null if it could not be. */
    private void finishReading(Reading<S, C> finished) {
        if (finished != reading) {
            return;
        }
        reading = null;
        S state = finished.state();
        if (state != null) {
            Running<S, C> begun = new Running<>(here, state, this::lose);
            running = begun;
            begun.begin();
        }
        finished.release();
    }

    /** The partition is not led here any more, or in another epoch. */
    private void moved() {
        Reading<S, C> unfinished = reading;
        if (unfinished != null) {
            reading = null;
            unfinished.giveUp(ErrorCode.NOT_COORDINATOR);
        }
        lose(ErrorCode.NOT_COORDINATOR);
    }

    private void lose(ErrorCode why) {
        Running<S, C> lost = running;
        running = null;
        if (lost != null) {
            lost.end(why);
        }
    }
}
