package io.ottla.cli;

import io.ottla.broker.config.ConfigFile;
import io.ottla.broker.joint.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Ottla in this process, on a port of its own choosing that it keeps over a restart. */
final class Node implements AutoCloseable {
    private final Map<String, String> settings;
    private Broker broker;

    private Node(Map<String, String> settings) throws IOException {
        this.settings = settings;
        broker = start();
    }

    static Node start(Path directory) throws IOException {
        return new Node(new HashMap<>(Map.of(
                "node.id", "1",
                "log.dirs", directory.toString(),
                "listeners", "PLAINTEXT://localhost:0",
                "group.initial.rebalance.delay.ms", "0")));
    }

    private Broker start() throws IOException {
        return Broker.start(ConfigFile.of(settings).config(), why -> {
            throw new AssertionError(why);
        });
    }

    String bootstrap() {
        var address = broker.addresses().get(0);
        return address.substring(address.indexOf("://") + 3);
    }

    void stop() {
        settings.put("listeners", "PLAINTEXT://" + bootstrap());
        broker.close();
    }

    void startAgain() throws IOException {
        broker = start();
    }

    @Override
    public void close() {
        broker.close();
    }
}
