package io.ottla.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.Clock;
import io.ottla.broker.logging.OwnLogging;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.ToolRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs every tool once against a broker of its own, so that the classes they need can be kept ready for later starts. The
 * broker is another process: its classes are not the tools'.
 */
public final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] words) throws IOException {
        OwnLogging.use();
        var directory = Files.createTempDirectory("ottla-rehearsal");
        var port = freePort();
        var broker = startBroker(directory, port);
        try {
            new Rehearsal().run(directory, "localhost:" + port);
        } finally {
            broker.destroy();
            broker.onExit().join();
            remove(directory);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process startBroker(Path directory, int port) throws IOException {
        var properties = directory.resolve("server.properties");
        Files.writeString(
                properties,
                "node.id=1\nlisteners=PLAINTEXT://localhost:" + port + "\nlog.dirs=" + directory.resolve("data")
                        + "\n");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.ottla.broker.Main",
                        properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("broker.log").toFile())
                .start();
    }

    private void run(Path directory, String server) throws IOException {
        var patience = Map.of("default.api.timeout.ms", "20000");
        try (var cluster = new Cluster(new ClientSettings(HostPort.parseList(server), patience), Clock.system())) {
            cluster.any();
        }
        var offsets = directory.resolve("offsets.json");
        Files.writeString(offsets, "{\"partitions\":[{\"topic\":\"t\",\"partition\":0,\"offset\":1}],\"version\":1}");
        var at = " --bootstrap-server " + server;
        tool("kafka-topics --create --topic t --partitions 2 --config retention.ms=100000" + at, "");
        for (var codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
            tool("kafka-console-producer --topic t --sync --compression-codec " + codec + at, "one\ntwo\nthree\n");
        }
        tool("kafka-console-producer --topic t --reader-property parse.key=true" + at, "k\tv\n");
        tool("kafka-console-consumer --topic t --from-beginning --max-messages 16" + at, "");
        tool("kafka-console-consumer --topic t --partition 0 --timeout-ms 1" + at, "");
        tool("kafka-topics --describe" + at, "");
        tool("kafka-topics --list" + at, "");
        tool("kafka-topics --alter --topic t --partitions 3" + at, "");
        tool("kafka-configs --alter --topic t --add-config segment.ms=100000" + at, "");
        tool("kafka-configs --describe --topic t --all" + at, "");
        tool("kafka-configs --describe --entity-type brokers" + at, "");
        tool("kafka-get-offsets --topic t --time earliest" + at, "");
        tool("kafka-delete-records --offset-json-file " + offsets + at, "");
        tool("kafka-log-dirs --describe" + at, "");
        tool("kafka-broker-api-versions" + at, "");
        var log = directory.resolve("data/t-0/00000000000000000000.log");
        tool("kafka-dump-log --print-data-log --files " + log, "");
        tool("kafka-storage info -c " + directory.resolve("server.properties"), "");
        tool("kafka-storage random-uuid", "");
        tool("kafka-topics --delete --topic t" + at, "");
        for (var name : Tools.NAMES) {
            tool(name + " --help", "");
            tool(name + " --no-such-option", "");
        }
    }

    private static void tool(String line, String input) {
        var words = line.split(" ", -1);
        var tool = Tools.named(words[0]);
        if (tool != null) {
            var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
            var terminal = new Terminal(
                    new ByteArrayInputStream(input.getBytes(UTF_8)), nowhere, nowhere, Terminal.People.NONE);
            ToolRun.run(tool, Arrays.asList(words).subList(1, words.length), terminal);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
