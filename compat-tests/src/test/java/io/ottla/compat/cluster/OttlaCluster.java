package io.ottla.compat.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.compat.FixedPort;
import io.ottla.compat.OttlaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several nodes on this machine, each a process of its own with a file of its own; numbered from 1. */
final class OttlaCluster implements AutoCloseable {
    private static final String CLUSTER_ID = "AAAAAAAAQACAAAAAAAAAAQ";

    private final List<Node> nodes = new ArrayList<>();

    private static final class Node {
        final int id;
        final FixedPort port = FixedPort.free();
        final FixedPort controllerPort = FixedPort.free();
        final Path home;

        @Nullable
        OttlaServer server;

        Node(int id, Path home) {
            this.id = id;
            this.home = home;
        }

        Path file() {
            return home.resolve("server.properties");
        }

        OttlaServer server() {
            OttlaServer present = server;
            if (present == null) {
                throw new AssertionError("node " + id + " does not run");
            }
            return present;
        }
    }

    private OttlaCluster() {}

    /**
     * Formats the nodes of a cluster; none runs yet.
     *
     * @param settings of every node, {@code name=value}
     */
    static OttlaCluster of(int count, Path place, String... settings) {
        OttlaCluster cluster = new OttlaCluster();
        for (int id = 1; id <= count; id++) {
            cluster.nodes.add(new Node(id, place.resolve("node-" + id)));
        }
        String voters = cluster.nodes.stream()
                .map(node -> node.id + "@localhost:" + node.controllerPort.number())
                .collect(Collectors.joining(","));
        for (Node node : cluster.nodes) {
            prepare(node, voters, settings);
        }
        return cluster;
    }

    private static void prepare(Node node, String voters, String... settings) {
        List<String> lines = new ArrayList<>(List.of(
                "process.roles=broker,controller",
                "node.id=" + node.id,
                "controller.quorum.voters=" + voters,
                node.port.listeners() + ",CONTROLLER://localhost:" + node.controllerPort.number(),
                "controller.listener.names=CONTROLLER",
                "inter.broker.listener.name=PLAINTEXT",
                "log.dirs=" + node.home.resolve("data"),
                "default.replication.factor=3",
                "min.insync.replicas=2",
                "offsets.topic.replication.factor=3",
                "offsets.topic.num.partitions=4"));
        lines.addAll(List.of(settings));
        try {
            Files.createDirectories(node.home);
            Files.write(node.file(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(
                "bin/kafka-storage.sh",
                "format",
                "-t",
                CLUSTER_ID,
                "-c",
                node.file().toString());
    }

    private static void run(String script, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(OttlaServer.ROOT.resolve(script).toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ":\n" + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts all nodes that do not run, at once, and returns when all serve. */
    OttlaCluster start() {
        List<CompletableFuture<Void>> starting = nodes.stream()
                .filter(node -> node.server == null)
                .map(node -> CompletableFuture.runAsync(() -> node.server = OttlaServer.startWith(node.file())))
                .toList();
        starting.forEach(CompletableFuture::join);
        return this;
    }

    /** Starts a node that does not run, and returns when it serves. */
    void start(int id) {
        node(id).server = OttlaServer.startWith(node(id).file());
    }

    void kill(int id) {
        node(id).server().kill();
        node(id).server = null;
    }

    void stop(int id) {
        node(id).server().stop();
        node(id).server = null;
    }

    void killAll() {
        for (Node node : nodes) {
            OttlaServer server = node.server;
            if (server != null) {
                server.kill();
                node.server = null;
            }
        }
    }

    /** Sends a signal: STOP stops the process in its tracks, CONT lets it go on. */
    void signal(int id, String name) {
        try {
            Process kill = new ProcessBuilder(
                            "kill", "-s", name, Long.toString(node(id).server().pid()))
                    .start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("cannot send " + name + " to node " + id);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Node node(int id) {
        return nodes.get(id - 1);
    }

    List<Integer> ids() {
        return nodes.stream().map(node -> node.id).toList();
    }

    /** All nodes, whether they run or not: what a client starts from. */
    String bootstrap() {
        return nodes.stream().map(node -> "localhost:" + node.port.number()).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        killAll();
    }
}
