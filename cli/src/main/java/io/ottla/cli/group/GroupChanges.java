package io.ottla.cli.group;

import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.group.Groups;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Table;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** {@code --delete} and {@code --delete-offsets}. */
final class GroupChanges {
    private final Cluster cluster;
    private final Groups groups;
    private final Arguments given;

    GroupChanges(Cluster cluster, Arguments given) {
        this.cluster = cluster;
        this.given = given;
        groups = new Groups(cluster);
    }

    void delete(Collection<String> ids, Terminal terminal) {
        var deleted = new ArrayList<String>();
        var failures = 0;
        for (var id : ids.stream().distinct().toList()) {
            var error = groups.delete(id);
            if (error == ErrorCode.NONE) {
                deleted.add(id);
            } else {
                failures++;
                terminal.err().println("Group '" + id + "' could not be deleted: " + error.message());
            }
        }
        if (failures == 0) {
            terminal.out().println("Deletion of requested consumer groups (" + quoted(deleted) + ") was successful.");
            return;
        }
        if (!deleted.isEmpty()) {
            terminal.out().println("These consumer groups were deleted successfully: " + quoted(deleted));
        }
        throw new Failure(failures + " of " + (failures + deleted.size()) + " groups were not deleted");
    }

    private static String quoted(List<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    }

    void deleteOffsets(Terminal terminal) {
        var id = given.texts("--group").get(0);
        var scope = new TopicScope(given.texts("--topic")).find(cluster);
        var result = groups.deleteOffsets(id, scope.partitions());
        var table = new Table()
                .growing("TOPIC", "topic", 15)
                .fixed("PARTITION", "partition", 10)
                .fixed("STATUS", "status", 15);
        var failures = scope.missing().size();
        for (var partition : scope.partitions()) {
            var error = result.error() == ErrorCode.NONE
                    ? result.partitions().getOrDefault(partition, ErrorCode.NONE)
                    : result.error();
            failures += error == ErrorCode.NONE ? 0 : 1;
            table.row(partition.topic(), partition.partition(), status(error));
        }
        scope.missing().forEach((topic, error) -> table.row(topic, null, status(error)));
        if (result.error() != ErrorCode.NONE) {
            throw new Failure("offsets of group " + id + " were not deleted: "
                    + result.error().message());
        }
        if (failures == 0
                || (failures == scope.missing().size() && !scope.partitions().isEmpty())) {
            terminal.out().println("Request succeeded for deleting offsets from group " + id + ".");
        }
        terminal.out().println();
        table.print(terminal);
        if (failures > 0) {
            throw new Failure(failures + " of these could not be deleted");
        }
    }

    private static String status(ErrorCode error) {
        return error == ErrorCode.NONE ? "Successful" : "Error: " + error.message();
    }
}
