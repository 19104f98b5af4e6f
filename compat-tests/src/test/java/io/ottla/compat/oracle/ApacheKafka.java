package io.ottla.compat.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A running Apache Kafka 4.3.1 (KRaft, combined mode, one node) with data of its own on a free port of localhost.
 *
 * <p>Starting takes some five seconds: share one among the tests of a class. It is stopped, and its data removed, by
 * {@link #close()}, and at the latest when this JVM ends. One thread at a time.
 */
public final class ApacheKafka implements AutoCloseable {

    private final Path dir;
    private final Thread atExit = new Thread(this::stopAndForget, "stop the oracle");
    private String bootstrap;

    private ApacheKafka(Path dir, Map<String, String> overrides) {
        this.dir = dir;
        Runtime.getRuntime().addShutdownHook(atExit);
        List<String> arguments = new ArrayList<>(List.of("start", dir.toString()));
        overrides.forEach((name, value) -> {
            arguments.add("--override");
            arguments.add(name + "=" + value);
        });
        this.bootstrap = OracleScript.demand(arguments).strip();
    }

    /** Starts one with fresh data.
     *  @param overrides broker configuration on top of what {@code oracle/kafka} writes
     *  @throws IllegalStateException with the end of the broker's log if it does not start */
    public static ApacheKafka start(Map<String, String> overrides) {
        try {
            return new ApacheKafka(Files.createTempDirectory("oracle-kafka"), overrides);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ApacheKafka start() {
        return start(Map.of());
    }

    /** host:port of its PLAINTEXT listener. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Its log directory, with a folder per partition. */
    public Path data() {
        return dir.resolve("data");
    }

    /** Stops it by SIGTERM and waits; its data stay. */
    public void stop() {
        OracleScript.demand(List.of("stop", dir.toString()));
    }

    /** Ends it by SIGKILL; its data stay. */
    public void kill() {
        OracleScript.demand(List.of("stop", dir.toString(), "--kill"));
    }

    /** Starts it again on the same data and port, after {@link #stop()} or {@link #kill()}. */
    public void restart() {
        bootstrap = OracleScript.demand(List.of("start", dir.toString())).strip();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stopAndForget();
    }

    private void stopAndForget() {
        kill();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
