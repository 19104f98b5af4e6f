package io.ottla.cli.cluster;

import io.ottla.cli.client.HostPort;
import io.ottla.cli.tool.Failure;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.disk.NioDisk;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A controller that is to join the quorum, as its own configuration file describes it. Immutable. */
record NewController(int id, Path metadataDirectory, List<ControllerEndpoint> endpoints) {
    private static final String SUSPICION = ". Is this the configuration file of a controller?";

    /** @throws Failure naming what is missing */
    static NewController of(Map<String, String> properties) {
        return new NewController(id(properties), directory(properties), endpoints(properties));
    }

    private static int id(Map<String, String> properties) {
        var text = present(properties, "node.id");
        int id;
        try {
            id = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failure("node.id=" + text + " is not a number" + SUSPICION, e);
        }
        if (id < 0) {
            throw new Failure("node.id=" + text + " is negative" + SUSPICION);
        }
        if (!words(properties.getOrDefault("process.roles", "")).contains("controller")) {
            throw new Failure("process.roles does not name 'controller'" + SUSPICION);
        }
        return id;
    }

    private static Path directory(Map<String, String> properties) {
        var own = Optional.ofNullable(properties.get("metadata.log.dir"));
        var first = words(properties.getOrDefault("log.dirs", properties.getOrDefault("log.dir", ""))).stream();
        return own.or(first::findFirst)
                .map(Path::of)
                .orElseThrow(() -> new Failure("There is neither metadata.log.dir nor log.dirs" + SUSPICION));
    }

    /** Advertised listeners have their say before the listeners themselves. */
    private static List<ControllerEndpoint> endpoints(Map<String, String> properties) {
        var known = new HashMap<String, ControllerEndpoint>();
        for (var setting : List.of("listeners", "advertised.listeners")) {
            words(properties.getOrDefault(setting, "")).stream()
                    .map(NewController::endpoint)
                    .forEach(endpoint -> known.put(endpoint.listener(), endpoint));
        }
        var found = new ArrayList<ControllerEndpoint>();
        for (var name : words(present(properties, "controller.listener.names"))) {
            var endpoint = known.get(name.toUpperCase(Locale.ROOT));
            if (endpoint == null) {
                throw new Failure("No listener is called " + name + ", as controller.listener.names has it");
            }
            found.add(endpoint);
        }
        return found;
    }

    private static ControllerEndpoint endpoint(String listener) {
        var scheme = listener.indexOf("://");
        if (scheme <= 0) {
            throw new Failure("'" + listener + "' is not a listener; NAME://host:port is expected");
        }
        var address = listener.substring(scheme + 3);
        var full = address.startsWith(":") ? "localhost" + address : address;
        return new ControllerEndpoint(
                listener.substring(0, scheme).toUpperCase(Locale.ROOT),
                HostPort.parseList(full).get(0));
    }

    private static String present(Map<String, String> properties, String name) {
        var value = properties.get(name);
        if (value == null) {
            throw new Failure("There is no " + name + SUSPICION);
        }
        return value;
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The id its metadata directory was given when it was formatted. */
    Uuid directoryId() {
        try {
            return MetaProperties.read(new NioDisk(), metadataDirectory)
                    .orElseThrow(() -> new Failure(metadataDirectory + " is not formatted: it has no meta.properties"))
                    .directoryId();
        } catch (IOException e) {
            throw new Failure("The meta.properties of " + metadataDirectory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What is said of it when it has been added. */
    String line(Uuid directoryId) {
        return "controller " + id + " with directory id " + directoryId + " and endpoints: "
                + endpoints.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
