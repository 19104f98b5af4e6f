package io.ottla.compat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A broker started the way the README says, by its script, on a port of its own choosing. */
public final class OttlaServer implements AutoCloseable {
    public static final Path ROOT =
            Path.of(System.getProperty("ottla.root", "..")).toAbsolutePath().normalize();
    private static final Pattern LISTENS = Pattern.compile("PLAINTEXT://([^\\s,]+:[1-9]\\d*)");

    private final Process process;
    private final String bootstrap;
    private final List<String> said;

    private OttlaServer(Process process, String bootstrap, List<String> said) {
        this.process = process;
        this.bootstrap = bootstrap;
        this.said = said;
    }

    /**
     * Starts a broker and returns once it says where it listens.
     *
     * @param dataDirectory its log.dirs; formatted by the broker if empty
     * @param overrides further {@code name=value} settings
     */
    public static OttlaServer start(Path dataDirectory, String... overrides) {
        return start(arguments(dataDirectory, overrides), Map.of());
    }

    private static List<String> arguments(Path dataDirectory, String... overrides) {
        var arguments = new ArrayList<>(List.of(
                ROOT.resolve("config/server.properties").toString(),
                "--override",
                "log.dirs=" + dataDirectory,
                "--override",
                "listeners=PLAINTEXT://localhost:0"));
        for (var override : overrides) {
            arguments.addAll(List.of("--override", override));
        }
        return arguments;
    }

    /** Starts a broker with nothing but what {@code properties} says. */
    public static OttlaServer startWith(Path properties) {
        return start(List.of(properties.toString()), Map.of());
    }

    /** Starts a broker on NIO, as on a machine for which there is no native transport. */
    static OttlaServer startWithoutNativeTransport(Path dataDirectory) {
        return start(arguments(dataDirectory), Map.of("OTTLA_JVM_OPTS", "-Dio.netty.transport.noNative=true"));
    }

    private static OttlaServer start(List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<>(
                List.of(ROOT.resolve("bin/kafka-server-start.sh").toString()));
        command.addAll(arguments);
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            var reader = process.inputReader();
            var said = new CopyOnWriteArrayList<String>();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                var address = LISTENS.matcher(line);
                if (address.find()) {
                    drain(reader, said);
                    return new OttlaServer(process, address.group(1), said);
                }
            }
            throw new AssertionError("the broker ended without listening:\n" + String.join("\n", said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@code host:port} a client starts from. */
    public String bootstrap() {
        return bootstrap;
    }

    /** The lines it has printed so far. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** How many threads it has. */
    public int threads() throws IOException {
        try (var entries = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return (int) entries.count();
        }
    }

    /** How many sockets it has open. */
    public int sockets() throws IOException {
        try (var entries = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return (int) entries.filter(OttlaServer::isSocket).count();
        }
    }

    private static boolean isSocket(Path entry) {
        try {
            return Files.readSymbolicLink(entry).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    /** Its resident memory, as Linux counts it. */
    public long residentBytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("no VmRSS of process " + process.pid());
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Has it mapped a library whose name contains this? */
    boolean hasLoaded(String library) throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/maps")).contains(library);
    }

    /** SIGTERM, and waits for the end. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** SIGKILL, and waits for the end. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the broker is still running half a minute after it was told to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void drain(BufferedReader reader, List<String> said) {
        var drain = new Thread(() -> readToTheEnd(reader, said), "broker output");
        drain.setDaemon(true);
        drain.start();
    }

    private static void readToTheEnd(BufferedReader reader, List<String> said) {
        try {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
            }
        } catch (IOException killed) {
            return; // and its pipe closed with it
        }
    }
}
