package io.ottla.cli.client.group;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.FetchSettings;
import io.ottla.cli.client.Fetcher;
import io.ottla.cli.client.OffsetLookup;
import io.ottla.cli.client.RecordSink;
import io.ottla.cli.client.Unreachable;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads topics as a member of a group: joins, reads what it is assigned from where the group has got to, writes positions
 * down now and then, and leaves. Everything happens inside {@link #poll}: who does not call it for a session timeout is out.
 */
@OwnedBy(CREATOR)
public final class GroupConsumer implements AutoCloseable {
    /** How long one round of joining waits, so that the caller can look at other things. */
    private static final int JOIN_ROUND_MS = 100;

    private final Cluster cluster;
    private final MemberSettings settings;
    private final RebalanceListener listener;
    private final Membership membership;
    private final Fetcher fetcher;
    private final OffsetLookup lookup;
    private final Map<TopicPartition, Committed> committed = new HashMap<>();
    /** Assigned, and the place to begin is not known yet. */
    private final List<TopicPartition> waiting = new ArrayList<>();

    private boolean settled;
    private long nextCommitNanos;

    /** Nothing is sent before the first {@link #poll}. */
    public GroupConsumer(Cluster cluster, MemberSettings settings, FetchSettings fetching, RebalanceListener listener) {
        this.cluster = cluster;
        this.settings = settings;
        this.listener = listener;
        membership = new Membership(cluster, settings);
        fetcher = new Fetcher(
                cluster,
                fetching,
                settings.reset().place() == OffsetLookup.EARLIEST ? OffsetLookup.EARLIEST : OffsetLookup.LATEST);
        lookup = new OffsetLookup(cluster, fetching.isolation());
    }

    /** Which topics are read from now on. If these are others than before, the group rebalances. */
    public void subscribe(Collection<String> topics) {
        membership.subscribe(topics);
    }

    /**
     * Joins, or reads for a while.
     *
     * @return how many records were handed out
     */
    public int poll(int longestWaitMs, RecordSink sink) {
        if (settled && !membership.isInside()) {
            giveUpPartitions();
        }
        membership.advance(Math.min(longestWaitMs, JOIN_ROUND_MS));
        if (!membership.isInside()) {
            return 0;
        }
        if (!settled) {
            takePartitions();
        }
        if (!waiting.isEmpty()) {
            findPlaces();
        }
        commitIfDue();
        if (fetcher.assigned().isEmpty()) {
            pause(Math.min(longestWaitMs, JOIN_ROUND_MS));
            return 0;
        }
        return fetcher.poll(Math.min(longestWaitMs, settings.heartbeatMs()), sink);
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUpPartitions() {
        if (settings.autoCommitMs() >= 0) {
            tryCommit();
        }
        settled = false;
        listener.revoked(inOrder(membership.assigned()));
        fetcher.assigned().forEach(fetcher::unassign);
        committed.clear();
        waiting.clear();
    }

    private void takePartitions() {
        settled = true;
        nextCommitNanos = cluster.clock().nanos() + settings.autoCommitMs() * 1_000_000;
        waiting.addAll(membership.assigned());
        listener.assigned(inOrder(membership.assigned()));
    }

    private static List<TopicPartition> inOrder(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
                .toList();
    }

    /** Where the group has got to, and for the others where the reset policy begins. */
    private void findPlaces() {
        try {
            var found = Committed.fetch(membership.coordinator(), settings.groupId(), waiting);
            if (found.error() != ErrorCode.NONE) {
                membership.notYet(found.error());
                return;
            }
            committed.putAll(found.offsets());
            found.offsets().forEach((partition, place) -> fetcher.assign(partition, place.offset()));
            waiting.removeAll(found.offsets().keySet());
        } catch (Unreachable e) {
            membership.forgetCoordinator();
            return;
        }
        if (!waiting.isEmpty()) {
            reset();
        }
    }

    private void reset() {
        if (settings.reset().place() == MemberSettings.Reset.NONE) {
            throw new ClientFailure("group " + settings.groupId() + " has written nothing down for " + waiting
                    + ", and auto.offset.reset is none");
        }
        var ago = settings.reset().ago();
        var place = ago == null ? settings.reset().place() : cluster.clock().wallMs() - ago.toMillis();
        lookup.find(waiting, place).forEach((partition, found) -> {
            if (found.error() == ErrorCode.NONE) {
                var isBehindAll = found.offset() < 0;
                fetcher.assign(partition, isBehindAll ? endOf(partition) : found.offset());
                waiting.remove(partition);
            }
        });
    }

    private long endOf(TopicPartition partition) {
        var found = lookup.find(List.of(partition), OffsetLookup.LATEST).get(partition);
        return found == null ? 0 : Math.max(0, found.offset());
    }

    private void commitIfDue() {
        if (settings.autoCommitMs() >= 0 && cluster.clock().nanos() - nextCommitNanos >= 0) {
            nextCommitNanos = cluster.clock().nanos() + settings.autoCommitMs() * 1_000_000;
            tryCommit();
        }
    }

    /** What cannot be written down now is written down next time. */
    private void tryCommit() {
        try {
            commit(positions());
        } catch (Unreachable | BrokerRefused later) {
            // A rebalance, or a coordinator that moves: the next heartbeat hears of it.
        }
    }

    /** Up to where each partition was handed out. */
    public Map<TopicPartition, Committed> positions() {
        var positions = new HashMap<TopicPartition, Committed>();
        fetcher.consumed()
                .forEach((partition, consumed) ->
                        positions.put(partition, new Committed(consumed.nextOffset(), consumed.leaderEpoch())));
        return positions;
    }

    /**
     * Writes down what is not written down yet, and waits for it.
     *
     * @throws BrokerRefused if the group does not want it, for instance because it rebalances
     */
    public void commit(Map<TopicPartition, Committed> positions) {
        var changed = new HashMap<>(positions);
        changed.entrySet().removeIf(entry -> isWritten(entry.getKey(), entry.getValue()));
        if (changed.isEmpty()) {
            return;
        }
        if (!membership.isKnown()) {
            throw new BrokerRefused(ErrorCode.UNKNOWN_MEMBER_ID, null);
        }
        var coordinator = membership.coordinator();
        var answer = coordinator.await(Committed.sendCommit(coordinator, membership.committer(), changed));
        var error = Committed.worst(Committed.results(answer));
        if (Coordinators.isElsewhere(error)) {
            membership.forgetCoordinator();
        }
        if (error != ErrorCode.NONE) {
            throw new BrokerRefused(error, null);
        }
        committed.putAll(changed);
    }

    private boolean isWritten(TopicPartition partition, Committed position) {
        var there = committed.get(partition);
        return there != null && there.offset() == position.offset();
    }

    /** Writes positions down if that happens by itself, and leaves. */
    @Override
    public void close() {
        if (settled && settings.autoCommitMs() >= 0) {
            tryCommit();
        }
        if (settled) {
            listener.revoked(inOrder(membership.assigned()));
        }
        membership.leave();
        membership.close();
    }
}
