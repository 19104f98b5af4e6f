package io.ottla.cli.cluster;

import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.ApiKey;
import io.ottla.wire.message.connection.ApiVersions;
import io.ottla.wire.message.topic.Metadata;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

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
        return ClusterOptions.addTo(Usage.of(
                "kafka-broker-api-versions.sh",
                "Shows which versions of each request the brokers of a cluster serve."));
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        try (var cluster = ClusterOptions.connect(given)) {
            var failures = new ArrayList<String>();
            for (var broker : cluster.metadata(List.of()).brokers()) {
                try {
                    terminal.out().println(describe(cluster, broker));
                } catch (ClientFailure e) {
                    failures.add(name(broker) + " -> ERROR: " + e.line());
                }
            }
            failures.forEach(terminal.out()::println);
        }
    }

    private static String describe(Cluster cluster, Metadata.Broker broker) {
        var theirs = cluster.node(broker.nodeId()).greeting().apiKeys();
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

    private static String line(ApiKey key, ApiVersions.ApiVersion api) {
        var newest = Math.min(api.maxVersion(), key.known().newest());
        var usable = newest >= Math.max(api.minVersion(), key.known().oldest()) ? String.valueOf(newest) : "none";
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
