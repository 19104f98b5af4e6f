package io.ottla.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.Clock;
import io.ottla.broker.logging.OwnLogging;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
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
import org.jspecify.annotations.Nullable;

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
                        + "\ngroup.initial.rebalance.delay.ms=0\noffsets.topic.num.partitions=1\n");
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
        groups(at);
        measurements(server, at);
        tool("kafka-topics --describe --output json" + at, "");
        tool("kafka-topics --delete --topic t" + at, "");
        for (var name : Tools.NAMES) {
            tool(name + " --help", "");
            tool(name + " --no-such-option", "");
        }
        for (var words : List.of("help", "version", "completion bash", "completion zsh", "topics --list" + at)) {
            oneCommand(words);
        }
    }

    private static void groups(String at) {
        tool("kafka-console-consumer --topic t --group g --from-beginning --max-messages 2" + at, "");
        var tool = "kafka-consumer-groups --group g";
        for (var what : List.of("", " --verbose", " --members", " --members --verbose", " --state", " --output json")) {
            tool(tool + " --describe" + what + at, "");
        }
        for (var where :
                List.of("--to-earliest", "--to-offset 1", "--shift-by 1", "--by-duration PT1H", "--to-current")) {
            tool(tool + " --reset-offsets --execute --topic t " + where + at, "");
        }
        tool(tool + " --reset-offsets --dry-run --all-topics --to-datetime 2026-01-01T00:00:00.000 --export" + at, "");
        tool("kafka-consumer-groups --list" + at, "");
        tool("kafka-consumer-groups --list --state --type" + at, "");
        tool("kafka-groups --list" + at, "");
        tool(tool + " --delete-offsets --topic t" + at, "");
        tool(tool + " --delete" + at, "");
    }

    private static void measurements(String server, String at) {
        tool("kafka-cluster cluster-id -b " + server, "");
        tool("kafka-cluster list-endpoints -b " + server, "");
        tool("kafka-features describe".replaceFirst(" ", at + " "), "");
        tool("kafka-features upgrade --feature metadata.version=1 --dry-run".replaceFirst(" ", at + " "), "");
        tool("kafka-metadata-quorum describe --status" + at, "");
        tool("kafka-reassign-partitions --list" + at, "");
        tool("kafka-leader-election --election-type preferred --all-topic-partitions" + at, "");
        tool("kafka-producer-perf-test --topic t --num-records 1000 --record-size 10 --throughput -1" + at, "");
        tool("kafka-consumer-perf-test --topic t --num-records 1000 --timeout 1000" + at, "");
        tool("kafka-e2e-latency --topic t1 --num-records 10 --producer-acks all --record-size 10" + at, "");
        tool("kafka-verifiable-producer --topic t1 --max-messages 10" + at, "");
        tool("kafka-verifiable-consumer --topic t1 --group-id v --max-messages 10" + at, "");
    }

    private static void oneCommand(String line) {
        var words = line.split(" ", -1);
        run(OneCommand.tool("ottla", words[0]), words, "");
    }

    private static void tool(String line, String input) {
        var words = line.split(" ", -1);
        run(Tools.named(words[0]), words, input);
    }

    private static void run(@Nullable Tool tool, String[] words, String input) {
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
