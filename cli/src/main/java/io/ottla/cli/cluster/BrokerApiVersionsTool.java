package io.ottla.cli.cluster;

import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.ApiKey;
import io.ottla.wire.message.connection.ApiVersions;
import io.ottla.wire.message.topic.Metadata;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** kafka-broker-api-versions: what each broker serves, and which version of it this client would use. */
public final class BrokerApiVersionsTool implements Tool {
    /** What brokers ask of controllers and of each other; Kafka's tool does not list them as missing. */
    private static final EnumSet<ApiKey> NOT_FOR_CLIENTS = EnumSet.of(
            ApiKey.LEADER_AND_ISR,
            ApiKey.STOP_REPLICA,
            ApiKey.UPDATE_METADATA,
            ApiKey.CONTROLLED_SHUTDOWN,
            ApiKey.VOTE,
            ApiKey.BEGIN_QUORUM_EPOCH,
            ApiKey.END_QUORUM_EPOCH,
            ApiKey.ALTER_PARTITION,
            ApiKey.ENVELOPE,
            ApiKey.FETCH_SNAPSHOT,
            ApiKey.BROKER_REGISTRATION,
            ApiKey.BROKER_HEARTBEAT,
            ApiKey.ALLOCATE_PRODUCER_IDS,
            ApiKey.CONTROLLER_REGISTRATION,
            ApiKey.ASSIGN_REPLICAS_TO_DIRS,
            ApiKey.UPDATE_RAFT_VOTER,
            ApiKey.UNREGISTER_CONTROLLER);

    @Override
    public Usage usage() {
        return ClusterOptions.withOutput(ClusterOptions.addTo(Usage.of(
                "kafka-broker-api-versions.sh",
                "Shows which versions of each request the brokers of a cluster serve.")));
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var isJson = ClusterOptions.isJson(given);
        try (var cluster = ClusterOptions.connect(given)) {
            var failures = new ArrayList<String>();
            var values = new ArrayList<Map<String, @Nullable Object>>();
            for (var broker : cluster.metadata(List.of()).brokers()) {
                var value = value(broker);
                values.add(value);
                try {
                    var theirs = cluster.node(broker.nodeId()).greeting().apiKeys();
                    value.put("apis", values(theirs));
                    if (!isJson) {
                        terminal.out().println(describe(theirs, broker));
                    }
                } catch (ClientFailure e) {
                    value.put("error", e.line());
                    failures.add(name(broker) + " -> ERROR: " + e.line());
                }
            }
            if (isJson) {
                terminal.out().println(Json.text(values));
            } else {
                failures.forEach(terminal.out()::println);
            }
        }
    }

    private static Map<String, @Nullable Object> value(Metadata.Broker broker) {
        var value = new LinkedHashMap<String, @Nullable Object>();
        value.put("id", broker.nodeId());
        value.put("host", broker.host());
        value.put("port", broker.port());
        value.put("rack", broker.rack());
        return value;
    }

    private static List<Map<String, @Nullable Object>> values(List<ApiVersions.ApiVersion> theirs) {
        var values = new ArrayList<Map<String, @Nullable Object>>();
        for (var api : theirs) {
            var key = ApiKey.of(api.apiKey());
            var value = new LinkedHashMap<String, @Nullable Object>();
            value.put("key", api.apiKey());
            value.put("name", key == null ? null : key.kafkaName());
            value.put("minVersion", api.minVersion());
            value.put("maxVersion", api.maxVersion());
            value.put("usable", key == null ? null : usable(key, api));
            values.add(value);
        }
        return values;
    }

    private static String describe(List<ApiVersions.ApiVersion> theirs, Metadata.Broker broker) {
        var lines = new ArrayList<String>();
        var missing = EnumSet.complementOf(NOT_FOR_CLIENTS);
        for (var api : theirs) {
            var known = ApiKey.of(api.apiKey());
            if (known != null) {
                missing.remove(known);
            }
        }
        for (var key : ApiKey.values()) {
            theirs.stream().filter(api -> api.apiKey() == key.code()).forEach(api -> lines.add(line(key, api)));
            if (missing.contains(key)) {
                lines.add("\t" + key.kafkaName() + "(" + key.code() + "): UNSUPPORTED");
            }
        }
        for (var api : theirs) {
            if (ApiKey.of(api.apiKey()) == null) {
                lines.add("\tUNKNOWN(" + api.apiKey() + "): " + range(api));
            }
        }
        return name(broker) + " -> (\n" + String.join(",\n", lines) + "\n)";
    }

    /** The version both sides would speak; null if there is none. */
    private static @Nullable Integer usable(ApiKey key, ApiVersions.ApiVersion api) {
        var newest = Math.min(api.maxVersion(), key.known().newest());
        return newest >= Math.max(api.minVersion(), key.known().oldest()) ? newest : null;
    }

    private static String line(ApiKey key, ApiVersions.ApiVersion api) {
        var version = usable(key, api);
        var usable = version == null ? "none" : version.toString();
        return "\t" + key.kafkaName() + "(" + key.code() + "): " + range(api) + " [usable: " + usable + "]";
    }

    private static String range(ApiVersions.ApiVersion api) {
        return api.minVersion() == api.maxVersion()
                ? String.valueOf(api.minVersion())
                : api.minVersion() + " to " + api.maxVersion();
    }

    private static String name(Metadata.Broker broker) {
        return new HostPort(broker.host(), broker.port()) + " (id: " + broker.nodeId() + " rack: " + broker.rack()
                + " isFenced: false)";
    }
}
