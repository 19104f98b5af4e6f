package io.ottla.cli.cluster;

import io.ottla.base.Clock;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Table;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.DescribeCluster;
import io.ottla.wire.message.cluster.UnregisterBroker;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** kafka-cluster: the id of a cluster, its brokers, and the removal of one. */
public final class ClusterTool implements Tool {
    private static final byte BROKERS = 1;

    @Override
    public Usage usage() {
        return Usage.ofCommand("kafka-cluster.sh", "Looks at a cluster as a whole.")
                .command(ClusterOptions.withOutput(
                        connecting(Usage.ofCommand("cluster-id", "Shows the id of the cluster."))))
                .command(connecting(Usage.ofCommand("unregister", "Removes a broker that will not come back."))
                        .value("--id", "-i", "id", "The broker. Required."))
                .command(ClusterOptions.withOutput(
                        connecting(Usage.ofCommand("list-endpoints", "Shows where the brokers listen."))
                                .flag("--include-fenced-brokers", "Also brokers that serve nobody at the moment.")));
    }

    private static Usage connecting(Usage usage) {
        return usage.value(
                        "--bootstrap-server",
                        "-b",
                        "host:port,...",
                        "Where to find the cluster: one or more of its brokers. Required.")
                .value("--bootstrap-controller", "-C", "host:port,...", "Not supported yet; use --bootstrap-server.")
                .value("--command-config", "-c", "file", "A properties file for the client.")
                .value("--config", "file", "The old name of --command-config.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var command = given.command();
        try (var cluster = connect(command, terminal)) {
            switch (given.commandName()) {
                case "cluster-id" -> {
                    var isJson = ClusterOptions.isJson(command);
                    var id = describe(cluster, false).clusterId();
                    terminal.out().println(isJson ? Json.text(Map.of("clusterId", id)) : "Cluster ID: " + id);
                }
                case "unregister" -> unregister(cluster, command, terminal);
                default -> listEndpoints(cluster, command, terminal);
            }
        }
    }

    private static Cluster connect(Arguments command, Terminal terminal) {
        if (command.has("--bootstrap-controller")) {
            throw command.mistake("--bootstrap-controller is not supported yet; use --bootstrap-server");
        }
        if (command.has("--config")) {
            command.refuseWith("--command-config", "--config");
            terminal.err().println("--config is deprecated; use --command-config");
        }
        var file = command.text("--command-config").or(() -> command.text("--config"));
        var properties = file.map(PropertyFile::read).orElse(Map.of());
        return new Cluster(
                new ClientSettings(HostPort.parseList(command.required("--bootstrap-server")), properties),
                Clock.system());
    }

    private static DescribeCluster.Response describe(Cluster cluster, boolean withFenced) {
        var answer = cluster.ask(new DescribeCluster.Request(false, BROKERS, withFenced));
        BrokerRefused.unlessNone(answer.errorCode(), answer.errorMessage());
        return answer;
    }

    private static void unregister(Cluster cluster, Arguments command, Terminal terminal) {
        command.required("--id");
        var id = (int) command.number("--id", 0, 0, Integer.MAX_VALUE);
        var answer = cluster.tellController(
                new UnregisterBroker.Request(id), response -> Optional.of(ErrorCode.of(response.errorCode())));
        BrokerRefused.unlessNone(answer.errorCode(), answer.errorMessage());
        terminal.out().println("Broker " + id + " is no longer registered.");
    }

    private static void listEndpoints(Cluster cluster, Arguments command, Terminal terminal) {
        var table = new Table()
                .fixed("ID", "id", 10)
                .growing("HOST", "host", 9)
                .fixed("PORT", "port", 10)
                .fixed("RACK", "rack", 10)
                .fixed("STATE", "state", 10)
                .fixed("ENDPOINT_TYPE", "endpointType", 15);
        var isJson = ClusterOptions.isJson(command);
        describe(cluster, command.has("--include-fenced-brokers")).brokers().stream()
                .sorted(Comparator.comparingInt(DescribeCluster.Broker::brokerId))
                .forEach(broker -> table.row(
                        broker.brokerId(),
                        broker.host(),
                        broker.port(),
                        broker.rack() == null && !isJson ? "null" : broker.rack(),
                        broker.isFenced() ? "fenced" : "unfenced",
                        "broker"));
        if (isJson) {
            terminal.out().println(Json.text(table.values()));
        } else {
            table.print(terminal);
        }
    }
}
