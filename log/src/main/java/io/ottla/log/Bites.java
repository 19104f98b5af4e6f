package io.ottla.log;

import io.ottla.log.directory.Surroundings;
import io.ottla.wire.MalformedMessage;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Long work on one partition's files, cut into bites so that many partitions share few threads: in the background, among what
 * nobody waits for until somebody does.
 */
final class Bites<T> {
    /** How much of a log is walked over before another one has its turn. */
    private static final long BITE_BYTES = 16 << 20;

    private final Hosted place;
    private final Surroundings world;
    private final Work<T> work;
    private final Consumer<T> done;
    private final Consumer<IOException> failed;

    /** Something that goes on bite by bite. */
    interface Work<T> {
        /** Goes on for about {@code bytes} of reading; null until it is done. */
        @Nullable
        T advance(long bytes) throws IOException;
    }

    /** {@code done} or {@code failed} is called on the home loop, once. */
    Bites(Hosted place, Surroundings world, Work<T> work, Consumer<T> done, Consumer<IOException> failed) {
        this.place = place;
        this.world = world;
        this.work = work;
        this.done = done;
        this.failed = failed;
    }

    void start() {
        (place.isUrgent ? world.read() : world.cleanup()).execute(this::bite);
    }

    private void bite() {
        try {
            var result = work.advance(BITE_BYTES);
            if (result == null) {
                start();
            } else {
                world.home().execute(() -> done.accept(result));
            }
        } catch (IOException e) {
            world.home().execute(() -> failed.accept(e));
        } catch (MalformedMessage e) {
            world.home().execute(() -> failed.accept(new IOException(place.path + " holds what cannot be read", e)));
        }
    }
}
