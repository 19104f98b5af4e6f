package io.ottla.cli.consume;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.FetchSettings;
import io.ottla.cli.client.Fetcher;
import io.ottla.cli.client.OffsetLookup;
import io.ottla.cli.client.RecordSink;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads all partitions of topics without a group: finds those there are, and looks now and then for new ones. */
@OwnedBy(CREATOR)
public final class Reading implements Source {
    private static final long MISSING_AGAIN_MS = 200;

    private final Cluster cluster;
    private final Fetcher fetcher;
    private final Selection selection;
    private final StartingPoint start;
    private final Terminal terminal;
    private final OffsetLookup lookup;
    private final long maxAgeMs;
    private long nextLookNanos;
    private boolean lookedBefore;
    private boolean complained;

    /** @param terminal hears of what is missing */
    public Reading(
            Cluster cluster, FetchSettings settings, Selection selection, StartingPoint start, Terminal terminal) {
        this.terminal = terminal;
        this.cluster = cluster;
        this.selection = selection;
        this.start = start;
        fetcher = new Fetcher(cluster, settings, start.isLatest() ? OffsetLookup.LATEST : OffsetLookup.EARLIEST);
        lookup = new OffsetLookup(cluster, settings.isolation());
        maxAgeMs = cluster.settings().number("metadata.max.age.ms", 300_000, 0);
        nextLookNanos = cluster.clock().nanos();
    }

    @Override
    public int poll(int longestWaitMs, RecordSink sink) {
        discover();
        if (fetcher.assigned().isEmpty()) {
            pause(Math.min(longestWaitMs, MISSING_AGAIN_MS));
            return 0;
        }
        return fetcher.poll(longestWaitMs, sink);
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Up to where each partition was handed out. */
    Map<TopicPartition, Fetcher.Consumed> consumed() {
        return fetcher.consumed();
    }

    @Override
    public void close() {}

    /** Looks for partitions, if it is time to. */
    private void discover() {
        if (cluster.clock().nanos() - nextLookNanos < 0) {
            return;
        }
        var fresh = new ArrayList<TopicPartition>();
        var complete = look(fresh);
        assign(fresh);
        nextLookNanos = cluster.clock().nanos() + (complete ? maxAgeMs : MISSING_AGAIN_MS) * 1_000_000;
        lookedBefore = true;
    }

    /** Finds partitions that are not being read. False if something that was named is missing. */
    private boolean look(List<TopicPartition> fresh) {
        var assigned = fetcher.assigned();
        var complete = true;
        for (var topic : selection.look(cluster)) {
            var error = ErrorCode.of(topic.errorCode());
            if (error != ErrorCode.NONE) {
                complete = false;
                complain("topic " + topic.name() + ": " + error.message());
            }
            partitionsOf(topic).stream()
                    .filter(partition -> start.partition() < 0 || partition.partition() == start.partition())
                    .filter(partition -> !assigned.contains(partition))
                    .forEach(fresh::add);
        }
        if (start.partition() >= 0 && fresh.isEmpty() && assigned.isEmpty()) {
            complain("there is no partition " + start.partition());
            complete = false;
        }
        return complete;
    }

    private void complain(String what) {
        if (!complained && lookedBefore) {
            complained = true;
            terminal.err().println(what + "; waiting for it");
        }
    }

    private static List<TopicPartition> partitionsOf(Metadata.Topic topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(String.valueOf(topic.name()), partition.partitionIndex()))
                .toList();
    }

    /** What is there at the first look begins where it was asked for, what appears later with its first record. */
    private void assign(List<TopicPartition> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        var isFirst = fetcher.assigned().isEmpty() && !complained;
        if (isFirst && start.isOffset()) {
            fresh.forEach(partition -> fetcher.assign(partition, start.place()));
            return;
        }
        var place = isFirst ? start.place() : OffsetLookup.EARLIEST;
        lookup.find(fresh, place).forEach((partition, found) -> {
            if (found.error() == ErrorCode.NONE) {
                fetcher.assign(partition, Math.max(0, found.offset()));
            }
        });
    }
}
