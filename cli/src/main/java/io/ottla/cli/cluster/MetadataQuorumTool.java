package io.ottla.cli.cluster;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.cluster.DescribeCluster;
import io.ottla.wire.message.raft.AddRaftVoter;
import io.ottla.wire.message.raft.DescribeQuorum;
import io.ottla.wire.message.raft.RemoveRaftVoter;
import java.util.List;

/** kafka-metadata-quorum: the controllers that vote on the metadata, how far each has come, and who is to be one of them. */
public final class MetadataQuorumTool implements Tool {
    private static final String METADATA_TOPIC = "__cluster_metadata";

    @Override
    public Usage usage() {
        var describe = Usage.ofCommand("describe", "Shows the quorum.")
                .flag("--status", "In short: who leads, who votes, how far they are apart.")
                .flag("--replication", "How far each node has come.")
                .flag("--human-readable", "Times as so long ago; with --replication.");
        var add = Usage.ofCommand(
                        "add-controller", "Lets a controller vote; --command-config is its configuration file.")
                .flag("--dry-run", "Only says what would be done.");
        var remove = Usage.ofCommand("remove-controller", "Lets a controller vote no more.")
                .value("--controller-id", "-i", "id", "The controller. Required.")
                .value("--controller-directory-id", "-d", "id", "The directory of its metadata. Required.")
                .flag("--dry-run", "Only says what would be done.");
        return connecting(Usage.of("kafka-metadata-quorum.sh", "Looks at the metadata quorum and changes who votes."))
                .command(connecting(ClusterOptions.withOutput(describe)))
                .command(connecting(add))
                .command(connecting(remove));
    }

    private static Usage connecting(Usage usage) {
        return ClusterOptions.addTo(usage)
                .value(
                        "--bootstrap-controller",
                        "host:port,...",
                        "Where to find the controllers, in place of --bootstrap-server.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var command = given.command();
        switch (given.commandName()) {
            case "describe" -> describe(given, command, terminal);
            case "add-controller" -> add(given, command, terminal);
            default -> remove(given, command, terminal);
        }
    }

    private static void describe(Arguments given, Arguments command, Terminal terminal) {
        var way = command.exactlyOne("--status", "--replication");
        if (way.equals("--status")) {
            command.refuseWith("--status", "--human-readable");
        }
        var isJson = ClusterOptions.isJson(command);
        try (var door = QuorumDoor.open(given)) {
            var quorum = quorum(door);
            if (way.equals("--status")) {
                var status = quorum.status(clusterId(door));
                terminal.out().println(isJson ? Json.text(status) : String.join("\n", QuorumText.lines(status)));
                return;
            }
            var rows = quorum.replication();
            var shown = command.has("--human-readable") ? QuorumText.readable(rows, door.nowMs()) : rows;
            terminal.out().println(isJson ? Json.text(shown) : String.join("\n", QuorumText.table(shown)));
        }
    }

    private static String clusterId(QuorumDoor door) {
        var answer = door.ask(
                new DescribeCluster.Request(false, door.endpointType(), false),
                response -> ErrorCode.of(response.errorCode()));
        BrokerRefused.unlessNone(answer.errorCode(), answer.errorMessage());
        return answer.clusterId();
    }

    private static QuorumText quorum(QuorumDoor door) {
        var partition = List.of(new DescribeQuorum.Partition(0));
        var answer = door.ask(
                new DescribeQuorum.Request(List.of(new DescribeQuorum.Topic(METADATA_TOPIC, partition))),
                MetadataQuorumTool::error);
        BrokerRefused.unlessNone(answer.errorCode(), answer.errorMessage());
        var described = answer.topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .findFirst()
                .orElseThrow(() -> new Failure("The answer does not tell of " + METADATA_TOPIC + "-0"));
        BrokerRefused.unlessNone(described.errorCode(), described.errorMessage());
        return new QuorumText(described, answer.nodes());
    }

    /** Of the whole answer, or of the one partition that was asked for. */
    private static ErrorCode error(DescribeQuorum.Response answer) {
        return answer.topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .map(partition -> ErrorCode.of(partition.errorCode()))
                .filter(error -> error != ErrorCode.NONE)
                .findFirst()
                .orElse(ErrorCode.of(answer.errorCode()));
    }

    private static void add(Arguments given, Arguments command, Terminal terminal) {
        var file = QuorumDoor.either(given, "--command-config")
                .orElseThrow(
                        () -> given.mistake("--command-config is required: the configuration file of the controller"));
        var controller = NewController.of(PropertyFile.read(file));
        var directoryId = controller.directoryId();
        try (var door = QuorumDoor.open(given)) {
            if (!command.has("--dry-run")) {
                var listeners = controller.endpoints().stream()
                        .map(ControllerEndpoint::toListener)
                        .toList();
                var request =
                        new AddRaftVoter.Request(null, door.timeoutMs(), controller.id(), directoryId, listeners, true);
                var answer = door.tell(request, response -> ErrorCode.of(response.errorCode()));
                BrokerRefused.unlessNone(answer.errorCode(), answer.errorMessage());
            }
        }
        terminal.out()
                .println((command.has("--dry-run") ? "DRY RUN of adding " : "Added ") + controller.line(directoryId));
    }

    private static void remove(Arguments given, Arguments command, Terminal terminal) {
        command.required("--controller-id");
        var id = (int) command.number("--controller-id", 0, 0, Integer.MAX_VALUE);
        var directoryId = directoryId(command);
        try (var door = QuorumDoor.open(given)) {
            if (!command.has("--dry-run")) {
                var answer = door.tell(
                        new RemoveRaftVoter.Request(null, id, directoryId),
                        response -> ErrorCode.of(response.errorCode()));
                BrokerRefused.unlessNone(answer.errorCode(), answer.errorMessage());
            }
        }
        // Two blanks, as Kafka's tool has them.
        terminal.out()
                .println((command.has("--dry-run") ? "DRY RUN of removing " : "Removed ") + " KRaft controller " + id
                        + " with directory id " + directoryId);
    }

    private static Uuid directoryId(Arguments command) {
        var text = command.required("--controller-directory-id");
        try {
            return Uuid.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Failure("--controller-directory-id: " + e.getMessage(), e);
        }
    }
}
