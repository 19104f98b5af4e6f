package io.ottla.broker;

import io.ottla.broker.config.ConfigFile;
import io.ottla.broker.config.ConfigMistake;
import io.ottla.broker.joint.Broker;
import io.ottla.broker.logging.OwnLogging;
import io.ottla.broker.net.NettyDefaults;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: reads the configuration, starts a broker, stops it on SIGTERM. */
public final class Main {
    static {
        OwnLogging.use();
        NettyDefaults.apply();
    }

    private static final Logger log = LoggerFactory.getLogger(Main.class);
    private static final String USAGE =
            "usage: kafka-server-start.sh [-daemon] server.properties [--override name=value]*";
    private static final int MISTAKE = 1;
    private static final Map<String, String> KNOWN_KINDS = Map.of(
            "AccessDenied", "permission denied",
            "NoSuchFile", "no such file or directory, and it cannot be made",
            "FileAlreadyExists", "is there and no directory");

    private Main() {}

    public static void main(String[] words) {
        try {
            var broker = start(words);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop"));
            new CountDownLatch(1).await(); // until the shutdown hook has run: all other threads are daemons
        } catch (Misunderstood mistake) {
            System.err.println(mistake.getMessage());
            System.err.println(USAGE);
            System.exit(MISTAKE);
        } catch (ConfigMistake mistake) {
            mistake.lines().forEach(System.err::println);
            System.exit(MISTAKE);
        } catch (IOException e) {
            System.err.println("Cannot start: " + reason(e));
            System.exit(MISTAKE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts the broker the command line asks for, and says where it listens.
     *
     * @throws IOException if it cannot start; the message is for a person
     */
    public static Broker start(String[] words) throws IOException {
        var startNanos = System.nanoTime();
        var loaded = configuration(words);
        for (var warning : loaded.warnings()) {
            log.warn(warning);
        }
        loaded.notes().forEach(log::info);
        var broker = Broker.start(loaded.config(), Main::giveUp);
        broker.formatted().forEach(directory -> log.info("Formatted {}", directory));
        log.info(
                "Ottla listens on {} as node {} of cluster {}, started in {} ms",
                String.join(", ", broker.addresses()),
                loaded.config().nodeId(),
                broker.clusterId(),
                (System.nanoTime() - startNanos) / 1_000_000);
        return broker;
    }

    private static ConfigFile.Loaded configuration(String[] words) {
        List<String> overrides = new ArrayList<>();
        Path file = null;
        for (var i = 0; i < words.length; i++) {
            if (words[i].equals("--override") && i + 1 < words.length) {
                overrides.add(words[++i]);
            } else if (file == null && !words[i].startsWith("-")) {
                file = Path.of(words[i]);
            } else {
                throw new Misunderstood("not understood: " + words[i]);
            }
        }
        if (file == null) {
            throw new Misunderstood("no configuration file is named");
        }
        return ConfigFile.read(file, overrides);
    }

    /** The command line is not as {@link #USAGE} says. */
    private static final class Misunderstood extends RuntimeException {
        private static final long serialVersionUID = 1;

        Misunderstood(String message) {
            super(message, null, false, false);
        }
    }

    /** What went wrong, for a person; Java's own message for a file is often just its name. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException of && of.getReason() == null) {
            var kind = of.getClass().getSimpleName().replace("Exception", "");
            return of.getFile() + ": " + KNOWN_KINDS.getOrDefault(kind, kind);
        }
        return String.valueOf(e.getMessage());
    }

    private static void stop(Broker broker) {
        log.info("Stopping");
        var startNanos = System.nanoTime();
        broker.close();
        log.info("Stopped after {} ms", (System.nanoTime() - startNanos) / 1_000_000);
    }

    /** Something the broker cannot do without has failed; ending lets whoever watches over it start it anew. */
    private static void giveUp(String why) {
        log.error("Ottla cannot go on: {}", why);
        new Thread(() -> System.exit(MISTAKE), "give up").start();
    }
}
