package io.ottla.bench.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer-only server, for the case {@code small}: what is left when a broker does nothing. */
public final class Floor implements Kind {

    private final Map<Path, Integer> ports = new HashMap<>();

    @Override
    public String name() {
        return "floor";
    }

    /** There is nothing to configure. */
    @Override
    public Kind with(List<String> configuration) {
        return this;
    }

    @Override
    public void prepare(Path dir, int port) {
        ports.put(dir, port);
    }

    @Override
    public List<String> command(Path dir) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String port = Integer.toString(ports.getOrDefault(dir, 0));
        String classPath = System.getProperty("java.class.path");
        return List.of(
                java, "-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath, "io.ottla.bench.floor.AnswerOnlyServer", port);
    }
}
