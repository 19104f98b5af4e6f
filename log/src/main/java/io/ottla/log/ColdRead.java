package io.ottla.log;

import io.ottla.base.Loop;
import java.util.function.Consumer;

/** A read that has to wait for the disk, with all it needs to be done again in the background. Immutable. */
public final class ColdRead implements LogRead, LogRead.Cold {
    private final LogReading reading;
    private final BackgroundWork background;

    ColdRead(LogReading reading, BackgroundWork background) {
        this.reading = reading;
        this.background = background;
    }

    @Override
    public void warm(Loop loop, Consumer<LogRead> onLoop) {
        background.execute(BackgroundWork.Lane.READ, () -> {
            var found = reading.patiently();
            loop.execute(() -> onLoop.accept(found));
        });
    }
}
