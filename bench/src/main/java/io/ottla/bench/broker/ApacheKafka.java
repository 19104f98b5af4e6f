package io.ottla.bench.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Apache Kafka 4.3.1 as compat-tests/oracle/kafka sets it up, with the heap and collector of its own start script. */
public final class ApacheKafka implements Kind {

    private final Path root;

    public ApacheKafka(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void prepare(Path dir, int port) throws IOException, InterruptedException {
        Commands.run(List.of(script(), "prepare", dir.toString(), "--port", Integer.toString(port)));
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
