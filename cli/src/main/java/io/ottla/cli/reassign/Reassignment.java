package io.ottla.cli.reassign;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.Patience;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.TopicPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a file of assignments asks for: carried out, looked after, or called off. */
@OwnedBy(CREATOR)
final class Reassignment {
    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    private final Cluster cluster;
    private final Placed placed;
    private final Throttles throttles;
    private final Terminal terminal;

    Reassignment(Cluster cluster, Terminal terminal) {
        this.cluster = cluster;
        this.terminal = terminal;
        placed = new Placed(cluster);
        throttles = new Throttles(cluster);
    }

    /**
     * How to carry it out.
     *
     * @param isAdditional may others be under way?
     * @param rate for moves between brokers, bytes per second; -1 for as it is
     * @param directoryRate for moves between directories, bytes per second; -1 for as it is
     * @param patience how long moves between directories may take to begin
     */
    record Manner(boolean isAdditional, long rate, long directoryRate, Duration patience) {}

    void execute(AssignmentFile file, Manner manner) {
        var targets = file.executable();
        var moving = placed.moving();
        if (!manner.isAdditional() && !moving.isEmpty()) {
            throw new Failure("Cannot execute because there is an existing partition assignment.  Use --additional to"
                    + " begin this one beside it, or to change the throttle of the one under way.");
        }
        var there = placed.brokers().keySet();
        targets.values().stream()
                .flatMap(List::stream)
                .filter(broker -> !there.contains(broker))
                .findFirst()
                .ifPresent(broker -> {
                    throw new Failure("Unknown broker id " + broker);
                });
        var current = current(targets);
        say("Current partition replica assignment\n\n" + AssignmentFile.format(current, placed.directories(current))
                + "\n\nSave this to use as the --reassignment-json-file option during rollback");
        if (manner.rate() >= 0 || manner.directoryRate() >= 0) {
            say("Warning: You must run --verify periodically, until the reassignment completes, to ensure the throttle"
                    + " is removed.");
        }
        if (manner.rate() >= 0) {
            throttles.betweenBrokers(Moves.of(moving, targets, current), manner.rate());
            say("The inter-broker throttle limit was set to " + manner.rate() + " B/s");
        }
        if (manner.directoryRate() >= 0) {
            throttles.betweenDirectories(
                    file.directories().keySet().stream().map(Replica::broker).toList(), manner.directoryRate());
            say("The replica-alter-dir throttle limit was set to " + manner.directoryRate() + " B/s");
        }
        var wishes = new TreeMap<TopicPartition, Optional<List<Integer>>>(Replica.PARTITIONS);
        targets.forEach((partition, replicas) -> wishes.put(partition, Optional.of(replicas)));
        refuse("Error reassigning partition(s):", placed.alter(wishes));
        say("Successfully started partition reassignment" + plural(targets.size()) + " for "
                + AssignmentFile.joined(targets.keySet()));
        moveDirectories(file.directories(), manner.patience());
    }

    private SortedMap<TopicPartition, List<Integer>> current(SortedMap<TopicPartition, List<Integer>> targets) {
        var current = placed.replicasOfAll(
                targets.keySet().stream().map(TopicPartition::topic).distinct().toList());
        current.keySet().retainAll(targets.keySet());
        var missing = new ArrayList<>(targets.keySet());
        missing.removeAll(current.keySet());
        if (!missing.isEmpty()) {
            throw new Failure("Unable to find partition: "
                    + missing.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return current;
    }

    private static void refuse(String what, Map<TopicPartition, String> errors) {
        if (!errors.isEmpty()) {
            throw new Failure(what + "\n"
                    + errors.entrySet().stream()
                            .map(error -> error.getKey() + ": " + error.getValue())
                            .collect(Collectors.joining("\n")));
        }
    }

    /** A replica that is to come to a broker and there into a directory may not be there yet: hence again and again. */
    private void moveDirectories(SortedMap<Replica, String> targets, Duration limit) {
        var left = new TreeMap<>(targets);
        var patience = new Patience(cluster.clock(), limit, RETRY_PAUSE);
        while (!left.isEmpty()) {
            for (var replica : placed.alterDirectories(left)) {
                say("Successfully started moving log directory to " + left.remove(replica) + " for replica "
                        + replica.partition() + " with broker " + replica.broker() + " ");
            }
            if (!left.isEmpty() && !patience.pause()) {
                throw new Failure("Timed out before log directory move" + plural(left.size())
                        + " could be started for: " + AssignmentFile.joined(left.keySet()));
            }
        }
    }

    void verify(AssignmentFile file, boolean keepsThrottles) {
        var moving = placed.moving();
        var topics = file.targets().stream()
                .map(target -> target.partition().topic())
                .toList();
        var replicas = placed.replicas(topics);
        say("Status of partition reassignment:");
        var targets = new TreeMap<TopicPartition, List<Integer>>(Replica.PARTITIONS);
        file.targets().forEach(target -> targets.put(target.partition(), target.replicas()));
        targets.forEach((partition, wanted) -> say(
                moving.containsKey(partition)
                        ? "Reassignment of partition " + partition + " is still in progress."
                        : settled(partition, wanted, replicas.getOrDefault(partition, List.of()))));
        var directories = placed.directoryMoves(file.directories());
        say(directories.stream().map(DirectoryMove::line).collect(Collectors.joining("\n")));
        if (moving.isEmpty() && directories.stream().noneMatch(DirectoryMove::isActive) && !keepsThrottles) {
            clearThrottles(file);
        }
    }

    /** The line for a partition that does not move. */
    static String settled(TopicPartition partition, List<Integer> wanted, List<Integer> replicas) {
        return wanted.equals(replicas)
                ? "Reassignment of partition " + partition + " is completed."
                : "There is no active reassignment of partition " + partition + ", but replica set is "
                        + AssignmentFile.joined(replicas) + " rather than " + AssignmentFile.joined(wanted) + ".";
    }

    /** Which brokers gave is not known any more: hence all of them. */
    private void clearThrottles(AssignmentFile file) {
        var there = new TreeSet<>(placed.brokers().keySet());
        var brokers = new TreeSet<>(there);
        file.targets().forEach(target -> brokers.addAll(target.replicas()));
        say("Clearing broker-level throttles on broker" + plural(brokers.size()) + " "
                + AssignmentFile.joined(brokers));
        throttles.clearBrokers(there);
        brokers.removeAll(there);
        brokers.forEach(broker -> terminal.err()
                .println("Broker " + broker + " is not in the cluster at the moment; its throttles stay"));
        var topics = new TreeSet<String>();
        file.targets().forEach(target -> topics.add(target.partition().topic()));
        say("Clearing topic-level throttles on topic" + plural(topics.size()) + " " + AssignmentFile.joined(topics));
        throttles.clearTopics(topics);
    }

    void cancel(AssignmentFile file, boolean keepsThrottles, Duration patience) {
        var moving = placed.moving();
        var wishes = new TreeMap<TopicPartition, Optional<List<Integer>>>(Replica.PARTITIONS);
        for (var target : file.targets()) {
            if (moving.containsKey(target.partition())) {
                wishes.put(target.partition(), Optional.empty());
            }
        }
        if (wishes.isEmpty()) {
            say("None of the specified partition reassignments are active.");
        } else {
            var errors = placed.alter(wishes);
            refuse("Error cancelling partition reassignment" + plural(errors.size()) + " for:", errors);
            say("Successfully cancelled partition reassignment" + plural(wishes.size()) + " for: "
                    + AssignmentFile.joined(wishes.keySet()));
        }
        var back = new TreeMap<Replica, String>();
        for (var move : placed.directoryMoves(file.directories())) {
            if (move.isActive()) {
                back.put(move.replica(), move.current().orElseThrow());
            }
        }
        if (back.isEmpty()) {
            say("None of the specified partition moves are active.");
        }
        moveDirectories(back, patience);
        if (!keepsThrottles) {
            clearThrottles(file);
        }
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }

    private void say(String text) {
        terminal.out().println(text);
        terminal.out().flush();
    }
}
