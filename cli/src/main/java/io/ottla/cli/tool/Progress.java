package io.ottla.cli.tool;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;

/** One line on a terminal that counts up while something long goes on; silent elsewhere, and for what is soon over. */
@OwnedBy(CREATOR)
public final class Progress {
    private static final long QUIET_NANOS = 500_000_000;
    private static final long STEP_NANOS = 200_000_000;

    private final Terminal terminal;
    private final Clock clock;
    private final String what;
    private final boolean isSeen;
    private final long startNanos;
    private long nextNanos;
    private boolean shown;

    /** @param what is counted, in the plural */
    public Progress(Terminal terminal, Clock clock, String what) {
        this(terminal, clock, what, terminal.showsProgress());
    }

    private Progress(Terminal terminal, Clock clock, String what, boolean isSeen) {
        this.isSeen = isSeen;
        this.terminal = terminal;
        this.clock = clock;
        this.what = what;
        startNanos = clock.nanos();
        nextNanos = startNanos + QUIET_NANOS;
    }

    /** For work that writes all the time: silent as well if a person sees what it writes. */
    public static Progress besideOutput(Terminal terminal, Clock clock, String what) {
        return new Progress(
                terminal,
                clock,
                what,
                terminal.showsProgress() && !terminal.people().out());
    }

    /** So many are done. Cheap enough for every batch, not for every record. */
    public void at(long done) {
        if (!isSeen) {
            return;
        }
        var now = clock.nanos();
        if (now - nextNanos < 0) {
            return;
        }
        nextNanos = now + STEP_NANOS;
        shown = true;
        var perSecond = (long) (done * 1e9 / Math.max(1, now - startNanos));
        terminal.err().printf("\r%,d %s, %,d/s ", done, what, perSecond);
        terminal.err().flush();
    }

    /** Takes the line away again. */
    public void end() {
        if (shown) {
            terminal.err().print("\r\033[K");
            terminal.err().flush();
            shown = false;
        }
    }
}
