package io.ottla.cli.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to talk to a cluster, under the names Kafka's clients use ({@code client.id}, {@code request.timeout.ms}...). Names
 * that mean nothing to this client are kept and ignored.
 *
 * @param bootstrap where to begin
 * @param properties all properties, as given
 */
public record ClientSettings(List<HostPort> bootstrap, Map<String, String> properties) {
    private static final String PLAINTEXT = "PLAINTEXT";

    /** @throws ClientFailure if a security protocol other than PLAINTEXT is asked for */
    public ClientSettings {
        bootstrap = List.copyOf(bootstrap);
        properties = Map.copyOf(properties);
        var protocol = properties.getOrDefault("security.protocol", PLAINTEXT);
        if (!protocol.equals(PLAINTEXT)) {
            throw new ClientFailure("security.protocol=" + protocol + " is not supported yet, only " + PLAINTEXT);
        }
    }

    /** These settings with others on top. */
    public ClientSettings with(Map<String, String> more) {
        var all = new TreeMap<>(properties);
        all.putAll(more);
        return new ClientSettings(bootstrap, all);
    }

    /** What the broker sees as our name. */
    public String clientId(String otherwise) {
        return properties.getOrDefault("client.id", otherwise);
    }

    /** How long one answer may take: {@code request.timeout.ms}. */
    public Duration requestTimeout() {
        return Duration.ofMillis(number("request.timeout.ms", 30_000, 1));
    }

    /** How long one connection attempt may take: {@code socket.connection.setup.timeout.ms}. */
    public Duration connectTimeout() {
        return Duration.ofMillis(number("socket.connection.setup.timeout.ms", 10_000, 1));
    }

    /** How long an operation may be repeated while the cluster says "not now": {@code default.api.timeout.ms}. */
    public Duration operationTimeout() {
        return Duration.ofMillis(number("default.api.timeout.ms", 60_000, 1));
    }

    /**
     * How long to go on trying when no address answers. Kafka's tools take the whole {@code default.api.timeout.ms}, a silent
     * minute; a broker that is just starting needs less than a few seconds. If the property is set, it counts here as well.
     */
    public Duration connectPatience() {
        return properties.containsKey("default.api.timeout.ms") ? operationTimeout() : Duration.ofSeconds(3);
    }

    /** The first pause before trying again: {@code retry.backoff.ms}. */
    public Duration retryBackoff() {
        return Duration.ofMillis(number("retry.backoff.ms", 100, 0));
    }

    /**
     * A whole number.
     *
     * @throws ClientFailure naming the property if it is none, or too small
     */
    public long number(String name, long otherwise, long least) {
        var text = properties.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            var number = Long.parseLong(text.strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new ClientFailure(name + "=" + text + ": a whole number is expected");
        }
        throw new ClientFailure(name + "=" + text + ": at least " + least + " is expected");
    }

    /** A value as it was given, or something else. */
    public String text(String name, String otherwise) {
        return properties.getOrDefault(name, otherwise);
    }
}
