package io.ottla.replication.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Machine} keeps. Lives on the partition's loop; thrown away when the partition is led elsewhere and rebuilt from the
 * log by the same {@link #apply}.
 *
 * @param <C> what moves it
 */
public interface MachineState<C> {
    /** Moves the state. Cannot fail. */
    void apply(C change);

    /** Everything kept has been applied: what is not kept begins, such as deadlines. */
    Decision<C> begin(Moment now);

    /** When something is due next, in ticks; {@link Long#MAX_VALUE} if nothing is. May be too early, never too late. */
    long nextDueMs();

    /** Takes one thing that is due and decides it; null if nothing is due yet. */
    @Nullable
    Decision<C> due(Moment now);

    /** Everybody who waits inside the state for a later decision: refused if the state is lost. */
    List<Asker<?>> waiting();
}
