package io.ottla.bench.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Apache Kafka 4.3.1 as compat-tests/oracle/kafka sets it up, with the heap and collector of its own start script. */
public final class ApacheKafka implements Kind {

    private final Path root;
    private final List<String> overrides;

    public ApacheKafka(Path root) {
        this(root, List.of());
    }

    private ApacheKafka(Path root, List<String> overrides) {
        this.root = root;
        this.overrides = List.copyOf(overrides);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Kind with(List<String> configuration) {
        return new ApacheKafka(root, configuration);
    }

    @Override
    public void prepare(Path dir, int port) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(script(), "prepare", dir.toString(), "--port", Integer.toString(port)));
        for (String override : overrides) command.addAll(List.of("--override", override));
        Commands.run(command);
    }

    /** Java itself: no time of a start script is counted against Kafka. */
    @Override
    public List<String> command(Path dir) throws IOException, InterruptedException {
        return Commands.run(List.of(script(), "command", dir.toString(), "--heap", "1G"))
                .lines()
                .toList();
    }

    private String script() {
        return root.resolve("compat-tests/oracle/kafka").toString();
    }
}
