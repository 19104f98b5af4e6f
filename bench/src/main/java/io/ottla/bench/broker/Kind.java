package io.ottla.bench.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A kind of broker that can be measured: how it is set up on an empty directory, and the command that starts it. */
public interface Kind {

    String name();

    /** The same kind with more configuration, each line {@code name=value}. */
    Kind with(List<String> configuration);

    /** Writes the configuration into {@code dir} and does what has to be done once before a first start; not timed. */
    void prepare(Path dir, int port) throws IOException, InterruptedException;

    /** The command that becomes the broker's process (by exec, if it is a script). */
    List<String> command(Path dir) throws IOException, InterruptedException;
}
