package io.ottla.cli.cluster;

import io.ottla.cli.tool.Failure;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.raft.DescribeQuorum;
import io.ottla.wire.message.raft.DescribeQuorum.PartitionResponse;
import io.ottla.wire.message.raft.DescribeQuorum.ReplicaState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a metadata quorum, for people and for programs. Immutable.
 *
 * @param partition of the metadata log, as its leader described it
 * @param nodes where the controllers listen
 */
record QuorumText(PartitionResponse partition, List<DescribeQuorum.Node> nodes) {
    private static final int HEADING_COLUMNS = 24;
    private static final List<String> HEADINGS = List.of(
            "NodeId", "DirectoryId", "LogEndOffset", "Lag", "LastFetchTimestamp", "LastCaughtUpTimestamp", "Status");

    private ReplicaState leader() {
        return partition.currentVoters().stream()
                .filter(voter -> voter.replicaId() == partition.leaderId())
                .findFirst()
                .orElseThrow(() -> new Failure("The quorum has no leader at the moment"));
    }

    /** The summary: what is said by what name. The time a follower is behind is -1 if that is not known. */
    Map<String, @Nullable Object> status(String clusterId) {
        var leader = leader();
        var last = partition.currentVoters().stream()
                .min(Comparator.comparingLong(ReplicaState::logEndOffset))
                .orElse(leader);
        var status = new LinkedHashMap<String, @Nullable Object>();
        status.put("clusterId", clusterId);
        status.put("leaderId", partition.leaderId());
        status.put("leaderEpoch", partition.leaderEpoch());
        status.put("highWatermark", partition.highWatermark());
        status.put("maxFollowerLag", leader.logEndOffset() - last.logEndOffset());
        status.put("maxFollowerLagTimeMs", behindMs(leader, last));
        status.put("currentVoters", values(partition.currentVoters()));
        status.put("currentObservers", values(partition.observers()));
        return status;
    }

    private static long behindMs(ReplicaState leader, ReplicaState last) {
        if (leader.replicaId() == last.replicaId()) {
            return 0;
        }
        var isKnown = leader.lastCaughtUpTimestamp() >= 0 && last.lastCaughtUpTimestamp() >= 0;
        return isKnown ? leader.lastCaughtUpTimestamp() - last.lastCaughtUpTimestamp() : -1;
    }

    private List<Map<String, @Nullable Object>> values(List<ReplicaState> replicas) {
        var values = new ArrayList<Map<String, @Nullable Object>>();
        for (var replica : replicas) {
            var value = new LinkedHashMap<String, @Nullable Object>();
            value.put("id", replica.replicaId());
            if (!replica.replicaDirectoryId().equals(Uuid.ZERO)) {
                value.put("directoryId", replica.replicaDirectoryId().toString());
            }
            var endpoints = endpoints(replica.replicaId());
            if (!endpoints.isEmpty()) {
                value.put("endpoints", endpoints);
            }
            values.add(value);
        }
        return values;
    }

    private List<String> endpoints(int node) {
        return nodes.stream()
                .filter(each -> each.nodeId() == node)
                .flatMap(each -> each.listeners().stream())
                .map(each -> ControllerEndpoint.of(each).toString())
                .toList();
    }

    /** The summary, a line for each name. */
    static List<String> lines(Map<String, @Nullable Object> status) {
        var lines = new ArrayList<String>();
        status.forEach((name, value) -> {
            var heading = Character.toUpperCase(name.charAt(0)) + name.substring(1) + ":";
            var text = value instanceof String id ? id : text(value);
            lines.add(heading + " ".repeat(HEADING_COLUMNS - heading.length()) + text);
        });
        return lines;
    }

    /** Nearly JSON, as Kafka's tool writes it. */
    private static String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(QuorumText::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof String string ? "\"" + string + "\"" : String.valueOf(value);
    }

    /** One row for each node that has the log: the leader, the other voters, the observers. */
    List<Map<String, @Nullable Object>> replication() {
        var leader = leader();
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        rows.add(row(leader, "Leader"));
        partition.currentVoters().stream()
                .filter(voter -> voter.replicaId() != leader.replicaId())
                .forEach(voter -> rows.add(row(voter, "Follower")));
        partition.observers().forEach(observer -> rows.add(row(observer, "Observer")));
        return rows;
    }

    private Map<String, @Nullable Object> row(ReplicaState replica, String status) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("nodeId", replica.replicaId());
        row.put("directoryId", replica.replicaDirectoryId().toString());
        row.put("logEndOffset", replica.logEndOffset());
        row.put("lag", leader().logEndOffset() - replica.logEndOffset());
        row.put("lastFetchTimestamp", replica.lastFetchTimestamp());
        row.put("lastCaughtUpTimestamp", replica.lastCaughtUpTimestamp());
        row.put("status", status);
        return row;
    }

    /** These rows with times as "so long ago". */
    static List<Map<String, @Nullable Object>> readable(List<Map<String, @Nullable Object>> rows, long nowMs) {
        var readable = new ArrayList<Map<String, @Nullable Object>>();
        for (var row : rows) {
            var copy = new LinkedHashMap<>(row);
            copy.replaceAll((name, value) -> name.startsWith("last") && value instanceof Long timeMs
                    ? (timeMs < 0 ? "-1" : ago(timeMs, nowMs, name))
                    : value);
            readable.add(copy);
        }
        return readable;
    }

    private static String ago(long timeMs, long nowMs, String name) {
        if (timeMs == 0 || timeMs > nowMs) {
            throw new Failure(name + " is " + timeMs + ", which is not before now, " + nowMs
                    + ": the clocks here and there do not agree");
        }
        return nowMs - timeMs + " ms ago";
    }

    /** Headings and rows, in columns. */
    static List<String> table(List<Map<String, @Nullable Object>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(HEADINGS);
        rows.forEach(row -> all.add(row.values().stream().map(String::valueOf).toList()));
        var widths = new int[HEADINGS.size()];
        for (var row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i))
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append('\t');
        }
        return line.toString();
    }
}
