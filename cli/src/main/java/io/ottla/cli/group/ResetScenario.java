package io.ottla.cli.group;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.Isolation;
import io.ottla.cli.client.Leaders;
import io.ottla.cli.client.OffsetLookup;
import io.ottla.cli.client.group.Committed;
import io.ottla.cli.client.group.Groups;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the offsets of a group shall move: {@code --to-earliest}, {@code --shift-by} and the others. */
final class ResetScenario {
    private final Cluster cluster;
    private final Groups groups;
    private final Arguments given;
    private final Terminal terminal;
    private final OffsetLookup lookup;

    ResetScenario(Cluster cluster, Arguments given, Terminal terminal) {
        this.cluster = cluster;
        this.given = given;
        this.terminal = terminal;
        groups = new Groups(cluster);
        lookup = new OffsetLookup(cluster, Isolation.READ_UNCOMMITTED);
    }

    /** The new offset of each partition in scope. */
    Map<TopicPartition, Long> plan(String id) {
        if (given.has("--from-file")) {
            return fromFile(id);
        }
        var scope = scope(id);
        if (scope.isEmpty()) {
            return Map.of();
        }
        checkExistence(scope);
        if (given.has("--to-earliest")) {
            return found(scope, OffsetLookup.EARLIEST);
        }
        if (given.has("--to-latest")) {
            return found(scope, OffsetLookup.LATEST);
        }
        if (given.has("--to-current")) {
            return current(id, scope);
        }
        if (given.has("--shift-by")) {
            return shifted(id, scope, given.number("--shift-by").orElseThrow());
        }
        var time = time(given, cluster.clock().wallMs());
        if (time.isPresent()) {
            return atTime(scope, time.get());
        }
        var offset = given.number("--to-offset").orElseThrow();
        return withinLogs(scope.stream().collect(Collectors.toMap(partition -> partition, partition -> offset)));
    }

    private Collection<TopicPartition> scope(String id) {
        if (given.has("--all-topics")) {
            return groups.offsets(id).keySet();
        }
        var found = new TopicScope(given.texts("--topic")).find(cluster);
        found.missing().forEach((topic, error) -> {
            throw new Failure("topic " + topic + ": " + error.message());
        });
        return found.partitions();
    }

    private void checkExistence(Collection<TopicPartition> scope) {
        var errors = Leaders.of(cluster, scope).errors();
        refuse(errors, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "do not exist");
        refuse(errors, ErrorCode.LEADER_NOT_AVAILABLE, "have no leader");
    }

    private static void refuse(Map<TopicPartition, ErrorCode> errors, ErrorCode error, String what) {
        var some = errors.entrySet().stream()
                .filter(entry -> entry.getValue() == error)
                .map(entry -> entry.getKey().toString())
                .sorted()
                .collect(Collectors.joining(","));
        if (!some.isEmpty()) {
            throw new Failure("The partitions \"" + some + "\" " + what);
        }
    }

    private Map<TopicPartition, Long> found(Collection<TopicPartition> partitions, long place) {
        var offsets = new HashMap<TopicPartition, Long>();
        lookup.find(partitions, place).forEach((partition, found) -> {
            if (found.error() != ErrorCode.NONE) {
                throw new BrokerRefused(
                        found.error(), partition + ": " + found.error().message());
            }
            offsets.put(partition, found.offset());
        });
        return offsets;
    }

    private Map<TopicPartition, Long> current(String id, Collection<TopicPartition> scope) {
        var committed = groups.offsets(id);
        var offsets = new HashMap<TopicPartition, Long>();
        var left = scope.stream()
                .filter(partition -> !committed.containsKey(partition))
                .toList();
        scope.forEach(partition -> {
            var there = committed.get(partition);
            if (there != null) {
                offsets.put(partition, there.offset());
            }
        });
        offsets.putAll(found(left, OffsetLookup.LATEST));
        return offsets;
    }

    private Map<TopicPartition, Long> shifted(String id, Collection<TopicPartition> scope, long by) {
        var committed = groups.offsets(id);
        var wanted = new HashMap<TopicPartition, Long>();
        for (var partition : scope) {
            Committed there = committed.get(partition);
            if (there == null) {
                throw new Failure("Cannot shift offset for partition " + partition
                        + " since there is no current committed offset");
            }
            wanted.put(partition, there.offset() + by);
        }
        return withinLogs(wanted);
    }

    /** Offsets outside of their logs move to the nearer end. */
    private Map<TopicPartition, Long> withinLogs(Map<TopicPartition, Long> wanted) {
        var starts = found(wanted.keySet(), OffsetLookup.EARLIEST);
        var ends = found(wanted.keySet(), OffsetLookup.LATEST);
        var offsets = new HashMap<TopicPartition, Long>();
        wanted.keySet().stream().sorted(DescribeGroups.IN_ORDER).forEach(partition -> {
            var offset = wanted.getOrDefault(partition, 0L);
            var start = starts.getOrDefault(partition, 0L);
            var end = ends.getOrDefault(partition, 0L);
            if (offset > end) {
                terminal.err()
                        .println("New offset (" + offset + ") is higher than latest offset for topic partition "
                                + partition + ". Value will be set to " + end);
            } else if (offset < start) {
                terminal.err()
                        .println("New offset (" + offset + ") is lower than earliest offset for topic partition "
                                + partition + ". Value will be set to " + start);
            }
            offsets.put(partition, Math.max(start, Math.min(end, offset)));
        });
        return offsets;
    }

    private Map<TopicPartition, Long> atTime(Collection<TopicPartition> scope, long timeMs) {
        var offsets = new HashMap<>(found(scope, timeMs));
        var late = offsets.entrySet().stream()
                .filter(entry -> entry.getValue() < 0)
                .map(Map.Entry::getKey)
                .sorted(DescribeGroups.IN_ORDER)
                .toList();
        late.forEach(partition -> terminal.err()
                .println("Partition " + partition + " has no record since then. Falling back to latest known offset."));
        offsets.putAll(found(late, OffsetLookup.LATEST));
        return offsets;
    }

    private Map<TopicPartition, Long> fromFile(String id) {
        var groupIds = given.texts("--group");
        var plans = ResetFile.read(given.required("--from-file"), groupIds.size() == 1 ? groupIds.get(0) : null);
        var plan = plans.get(id);
        if (plan == null) {
            throw new Failure("No reset plan for group " + id + " found");
        }
        checkExistence(plan.keySet());
        return withinLogs(plan);
    }

    /** What {@code --to-datetime} or {@code --by-duration} say, in ms since the epoch. */
    static Optional<Long> time(Arguments given, long nowMs) {
        if (given.has("--by-duration")) {
            var text = given.required("--by-duration");
            try {
                return Optional.of(nowMs - Duration.parse(text).toMillis());
            } catch (DateTimeException | ArithmeticException e) {
                throw given.mistake("--by-duration takes a duration like P1DT2H30M, not '" + text + "'");
            }
        }
        return given.text("--to-datetime").map(text -> dateTime(given, text));
    }

    private static long dateTime(Arguments given, String text) {
        for (var zoned : List.of(text, text + "Z", text + ":00", text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))) {
            try {
                return OffsetDateTime.parse(zoned).toInstant().toEpochMilli();
            } catch (DateTimeException notLikeThis) {
                // One of the others may be.
            }
        }
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeException e) {
            throw given.mistake("--to-datetime takes a time like 2026-05-01T12:00:00.000, not '" + text + "'");
        }
    }
}
