package io.ottla.base;

import java.time.Duration;

/** A loop of {@link ManualTime}. */
public final class ManualLoop implements Loop {
    private final ManualTime time;
    private final String name;

    ManualLoop(ManualTime time, String name) {
        this.time = time;
        this.name = name;
    }

    @Override
    public void execute(Runnable task) {
        time.post(this, task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return time.schedule(this, delay, task);
    }

    @Override
    public boolean isInside() {
        return time.isInside(this);
    }

    /** Runs {@code task} as this loop would, here and now, before anything that is posted. */
    public void within(Runnable task) {
        time.within(this, task);
    }

    @Override
    public String toString() {
        return name;
    }
}
