package io.ottla.cli.consume;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.FetchSettings;
import io.ottla.cli.client.RecordSink;
import io.ottla.cli.client.group.Committed;
import io.ottla.cli.client.group.GroupConsumer;
import io.ottla.cli.client.group.MemberSettings;
import io.ottla.cli.client.group.RebalanceListener;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.topic.Metadata;
import java.util.Map;
import java.util.TreeMap;

/** Reads topics as a member of a group, and looks now and then whether there are others, or more partitions. */
@OwnedBy(CREATOR)
public final class GroupReading implements Source {
    private static final long MISSING_AGAIN_MS = 200;

    private final Cluster cluster;
    private final Selection selection;
    private final GroupConsumer consumer;
    private final long maxAgeMs;
    private Map<String, Integer> known = Map.of();
    private boolean hasSubscribed;
    private long nextLookNanos;

    public GroupReading(
            Cluster cluster,
            Selection selection,
            MemberSettings member,
            FetchSettings fetching,
            RebalanceListener listener) {
        this.cluster = cluster;
        this.selection = selection;
        consumer = new GroupConsumer(cluster, member, fetching, listener);
        maxAgeMs = cluster.settings().number("metadata.max.age.ms", 300_000, 0);
        nextLookNanos = cluster.clock().nanos();
    }

    @Override
    public int poll(int longestWaitMs, RecordSink sink) {
        if (cluster.clock().nanos() - nextLookNanos >= 0) {
            look();
        }
        return consumer.poll(longestWaitMs, sink);
    }

    /** A topic that is missing is asked for all the same, so that it is read as soon as it is there. */
    private void look() {
        var found = new TreeMap<String, Integer>();
        var complete = true;
        for (Metadata.Topic topic : selection.look(cluster)) {
            complete &= topic.errorCode() == ErrorCode.NONE.code();
            found.put(String.valueOf(topic.name()), topic.partitions().size());
        }
        if (!hasSubscribed || !found.equals(known)) {
            hasSubscribed = true;
            known = found;
            consumer.subscribe(found.keySet());
        }
        nextLookNanos = cluster.clock().nanos() + (complete ? maxAgeMs : MISSING_AGAIN_MS) * 1_000_000;
    }

    /** Up to where each partition was handed out. */
    public Map<TopicPartition, Committed> positions() {
        return consumer.positions();
    }

    /** Writes positions down and waits for it. */
    public void commit(Map<TopicPartition, Committed> positions) {
        consumer.commit(positions);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
