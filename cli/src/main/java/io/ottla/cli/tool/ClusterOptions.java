package io.ottla.cli.tool;

import io.ottla.base.Clock;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.HostPort;
import java.util.Map;

/** The options of all tools that talk to a cluster. Stateless. */
public final class ClusterOptions {
    private ClusterOptions() {}

    /** Adds {@code --bootstrap-server} and {@code --command-config}. */
    public static Usage addTo(Usage usage) {
        return usage.value(
                        "--bootstrap-server",
                        "host:port,...",
                        "Where to find the cluster: one or more of its brokers. Required.")
                .value(
                        "--command-config",
                        "file",
                        "A properties file for the client, under the names of Kafka's clients"
                                + " (client.id, request.timeout.ms, ...).");
    }

    /** Adds {@code --output}, for tools whose results are a table. */
    public static Usage withOutput(Usage usage) {
        return usage.value("--output", "format", "text (the default), or json for programs.")
                .flag("--json", "The same as --output json.");
    }

    /** Is JSON asked for? */
    public static boolean isJson(Arguments given) {
        var format = given.text("--output", given.has("--json") ? "json" : "text");
        if (!format.equals("text") && !format.equals("json")) {
            throw given.mistake("--output is text or json, not '" + format + "'");
        }
        if (given.has("--json") && format.equals("text")) {
            throw given.mistake("--output text cannot be used with --json");
        }
        return format.equals("json");
    }

    /** What the options say. */
    public static ClientSettings settings(Arguments given) {
        var servers = HostPort.parseList(given.required("--bootstrap-server"));
        Map<String, String> properties =
                given.text("--command-config").map(PropertyFile::read).orElse(Map.of());
        return new ClientSettings(servers, properties);
    }

    /** A client of the cluster, not connected yet. */
    public static Cluster connect(Arguments given) {
        return new Cluster(settings(given), Clock.system());
    }
}
