package io.ottla.bench.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ottla as its own start script starts it: the script's time and the formatting of the empty directory count. */
public final class Ottla implements Kind {

    private final Path root;
    private final List<String> overrides;

    /** Takes lines of configuration on top of the listener and the directory. */
    public Ottla(Path root, List<String> overrides) {
        this.root = root;
        this.overrides = List.copyOf(overrides);
    }

    @Override
    public String name() {
        return "ottla";
    }

    @Override
    public Kind with(List<String> configuration) {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(configuration);
        return new Ottla(root, all);
    }

    @Override
    public void prepare(Path dir, int port) throws IOException {
        Files.createDirectories(dir);
        Files.writeString(
                dir.resolve("server.properties"),
                "listeners=PLAINTEXT://localhost:" + port + "\nlog.dirs=" + dir.resolve("data") + "\n"
                        + String.join("\n", overrides));
    }

    @Override
    public List<String> command(Path dir) {
        return List.of(
                root.resolve("bin/kafka-server-start.sh").toString(),
                dir.resolve("server.properties").toString());
    }
}
