package io.ottla.broker.joint;

import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.net.Buffers;
import io.ottla.broker.net.FrameHandler;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.NioDisk;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a broker stands in and does not make itself.
 *
 * @param disk that its directories are on
 * @param requests who takes requests from the network: the dispatcher itself, or somebody before it
 * @param buffers of its connections
 * @param drain how long requests under way may still take when it stops
 * @param onFatal told, on some thread, that it cannot go on; it should then be stopped
 */
public record Environment(
        Disk disk,
        Function<Dispatcher, FrameHandler> requests,
        Buffers buffers,
        Duration drain,
        Consumer<String> onFatal) {
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(5);

    /** A process of its own: the real file system, and nobody between network and dispatcher. */
    public static Environment ofProcess(Consumer<String> onFatal) {
        return new Environment(new NioDisk(), dispatcher -> dispatcher, Buffers.POOLED, LONGEST_DRAIN, onFatal);
    }
}
