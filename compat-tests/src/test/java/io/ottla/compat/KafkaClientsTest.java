package io.ottla.compat;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java client library, each version in a JVM that holds nothing else, writes and reads with each codec. */
class KafkaClientsTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin/java").toString();
    private static final Path TARGET = OttlaServer.ROOT.resolve("compat-tests/target");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"4.4.0", "4.3.1"})
    void every_codec_makes_the_round_trip(String version) {
        try (var broker = OttlaServer.start(data)) {
            for (var codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
                var classPath = TARGET.resolve("test-classes") + ":" + TARGET.resolve("clients/" + version) + "/*";
                var program = ClientProgram.class.getName();
                var run = Forked.run(List.of(
                                JAVA, "-cp", classPath, program, broker.bootstrap(), "topic-" + codec, codec, "20000"))
                        .orFail();
                assertTrue(run.out().endsWith("OK 20000\n"), () -> version + " " + codec + ": " + run.out());
            }
        }
    }
}
