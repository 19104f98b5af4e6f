package io.ottla.base;

/** Where time comes from, so that a simulation can bring its own. Safe on any thread. */
public interface Clock {
    /** Milliseconds since the epoch, as record timestamps count them; may jump. */
    long wallMs();

    /** Nanoseconds from an arbitrary start, never going back; for deadlines and durations. */
    long nanos();

    /** The clocks of this machine. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
