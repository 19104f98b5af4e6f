package io.ottla.cli.client.group;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.Connection;
import io.ottla.cli.client.Patience;
import io.ottla.cli.client.Unreachable;
import io.ottla.coordinator.assign.Assignor;
import io.ottla.coordinator.assign.Subscriber;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.group.Heartbeat;
import io.ottla.wire.message.group.JoinGroup;
import io.ottla.wire.message.group.LeaveGroup;
import io.ottla.wire.message.group.SyncGroup;
import io.ottla.wire.message.topic.Metadata;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * This process as a member of a classic group, on a connection of its own to the coordinator. It moves when {@link #advance}
 * is called, never by itself:
 *
 * <pre>OUTSIDE -> JOINING -> SYNCING -> INSIDE -> (a rebalance) OUTSIDE</pre>
 */
@OwnedBy(CREATOR)
final class Membership {
    private static final String CONSUMER = "consumer";

    private final Cluster cluster;
    private final MemberSettings settings;
    private Collection<String> topics = List.of();
    private Step step = Step.OUTSIDE;
    private String memberId = "";
    private int generation = -1;
    private List<TopicPartition> assigned = List.of();
    private long nextBeatNanos;
    private long answerDueNanos;
    private Patience pauses;
    private @Nullable Connection coordinator;
    private Connection.@Nullable Pending<JoinGroup.Response> join;
    private Connection.@Nullable Pending<SyncGroup.Response> sync;
    private Connection.@Nullable Pending<Heartbeat.Response> beat;

    private enum Step {
        OUTSIDE,
        JOINING,
        SYNCING,
        INSIDE
    }

    Membership(Cluster cluster, MemberSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        pauses = freshPauses();
    }

    private Patience freshPauses() {
        return new Patience(
                cluster.clock(), Duration.ofDays(1), cluster.settings().retryBackoff());
    }

    /** What we want to read; others have to be told: a member that is inside joins again. */
    void subscribe(Collection<String> wanted) {
        topics = List.copyOf(wanted);
        step = Step.OUTSIDE;
    }

    boolean isInside() {
        return step == Step.INSIDE;
    }

    /** Are we known to the group? Who is not must not commit: the group may be further than we are. */
    boolean isKnown() {
        return generation >= 0;
    }

    /** What we shall read, once we are inside. */
    List<TopicPartition> assigned() {
        return assigned;
    }

    Committed.Committer committer() {
        return new Committed.Committer(settings.groupId(), generation, memberId, settings.instanceId());
    }

    /** The connection to the coordinator, opened if need be. */
    Connection coordinator() {
        var open = coordinator;
        if (open != null) {
            return open;
        }
        var opened = cluster.separate(Coordinators.find(cluster, settings.groupId()));
        coordinator = opened;
        return opened;
    }

    /** The coordinator is somewhere else now, or cannot be reached: what was on its way there is lost. */
    void forgetCoordinator() {
        if (coordinator != null) {
            coordinator.close();
            coordinator = null;
        }
        join = null;
        sync = null;
        beat = null;
        if (step != Step.INSIDE) {
            step = Step.OUTSIDE;
        }
    }

    /**
     * Goes one step towards the inside, or stays there by heartbeats.
     *
     * @param waitMs how long an answer may be waited for
     */
    void advance(int waitMs) {
        try {
            switch (step) {
                case OUTSIDE -> askToJoin();
                case JOINING -> awaitJoin(waitMs);
                case SYNCING -> awaitSync(waitMs);
                case INSIDE -> beat();
            }
        } catch (Unreachable e) {
            forgetCoordinator();
            pauses.pause();
        }
    }

    private void askToJoin() {
        var protocols = settings.assignors().stream()
                .map(assignor -> new JoinGroup.Protocol(assignor.name(), Subscriptions.subscription(topics)))
                .toList();
        beat = null;
        join = coordinator()
                .send(new JoinGroup.Request(
                        settings.groupId(),
                        settings.sessionTimeoutMs(),
                        settings.rebalanceTimeoutMs(),
                        memberId,
                        settings.instanceId(),
                        CONSUMER,
                        protocols,
                        null));
        expectAnswerWithin(settings.rebalanceTimeoutMs());
        step = Step.JOINING;
    }

    private void expectAnswerWithin(long ms) {
        answerDueNanos = cluster.clock().nanos()
                + (ms + cluster.settings().requestTimeout().toMillis()) * 1_000_000;
    }

    /** @throws Unreachable if it has not come for too long */
    private boolean isAnswered(Connection.Pending<?> pending, int waitMs) {
        if (coordinator().isAnswered(pending, waitMs)) {
            return true;
        }
        if (cluster.clock().nanos() - answerDueNanos > 0) {
            throw new Unreachable(
                    "the coordinator has not answered " + pending.api().kafkaName(), null);
        }
        return false;
    }

    private void awaitJoin(int waitMs) {
        var pending = Check.present(join, "joining without having asked");
        if (!isAnswered(pending, waitMs)) {
            return;
        }
        var answer = coordinator().await(pending);
        join = null;
        var error = ErrorCode.of(answer.errorCode());
        if (error == ErrorCode.NONE) {
            memberId = answer.memberId();
            generation = answer.generationId();
            askToSync(answer);
        } else if (error == ErrorCode.MEMBER_ID_REQUIRED) {
            memberId = answer.memberId();
            step = Step.OUTSIDE;
        } else {
            notYet(error);
        }
    }

    private void askToSync(JoinGroup.Response joined) {
        var leads = joined.leader().equals(memberId) && !joined.skipAssignment();
        var request = new SyncGroup.Request(
                settings.groupId(),
                generation,
                memberId,
                settings.instanceId(),
                CONSUMER,
                joined.protocolName(),
                leads ? assignments(assignor(joined), joined.members()) : List.of());
        sync = coordinator().send(request);
        expectAnswerWithin(settings.rebalanceTimeoutMs());
        step = Step.SYNCING;
    }

    /** The one that all members know. */
    private Assignor assignor(JoinGroup.Response joined) {
        return settings.assignors().stream()
                .filter(assignor -> assignor.name().equals(joined.protocolName()))
                .findFirst()
                .orElseThrow(() -> new ClientFailure("group " + settings.groupId() + " has chosen to share out by "
                        + joined.protocolName() + ", which was not offered"));
    }

    private List<SyncGroup.Assignment> assignments(Assignor assignor, List<JoinGroup.Member> members) {
        var known = members.stream()
                .map(member -> new Subscriber(
                        member.memberId(),
                        member.groupInstanceId(),
                        Set.copyOf(Subscriptions.topics(member.metadata()))))
                .toList();
        var names = known.stream()
                .flatMap(member -> member.topics().stream())
                .distinct()
                .toList();
        var shares = assignor.assign(partitionCounts(names), known);
        return shares.entrySet().stream()
                .map(share -> new SyncGroup.Assignment(share.getKey(), Subscriptions.assignment(share.getValue())))
                .toList();
    }

    private Map<String, Integer> partitionCounts(List<String> names) {
        var counts = new HashMap<String, Integer>();
        for (Metadata.Topic topic : cluster.metadata(names).topics()) {
            if (topic.errorCode() == ErrorCode.NONE.code()) {
                counts.put(String.valueOf(topic.name()), topic.partitions().size());
            }
        }
        return counts;
    }

    private void awaitSync(int waitMs) {
        var pending = Check.present(sync, "syncing without having asked");
        if (!isAnswered(pending, waitMs)) {
            return;
        }
        var answer = coordinator().await(pending);
        sync = null;
        var error = ErrorCode.of(answer.errorCode());
        if (error == ErrorCode.NONE) {
            assigned = Subscriptions.partitions(answer.assignment());
            step = Step.INSIDE;
            pauses = freshPauses();
            nextBeatNanos = cluster.clock().nanos() + settings.heartbeatMs() * 1_000_000L;
        } else {
            notYet(error);
        }
    }

    private void beat() {
        var now = cluster.clock().nanos();
        if (beat == null && now - nextBeatNanos >= 0) {
            beat = coordinator()
                    .send(new Heartbeat.Request(settings.groupId(), generation, memberId, settings.instanceId()));
            nextBeatNanos = now + settings.heartbeatMs() * 1_000_000L;
            expectAnswerWithin(0);
        }
        var pending = beat;
        if (pending != null && isAnswered(pending, 0)) {
            beat = null;
            var error = ErrorCode.of(coordinator().await(pending).errorCode());
            if (error != ErrorCode.NONE) {
                notYet(error);
            }
        }
    }

    /**
     * An answer was an error: what it means for our place in the group.
     *
     * @throws BrokerRefused if trying again would not help
     */
    void notYet(ErrorCode error) {
        switch (error) {
            case REBALANCE_IN_PROGRESS -> step = Step.OUTSIDE;
            case UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION -> {
                if (error == ErrorCode.UNKNOWN_MEMBER_ID) {
                    memberId = "";
                }
                generation = -1;
                step = Step.OUTSIDE;
            }
            case NOT_COORDINATOR, COORDINATOR_NOT_AVAILABLE, COORDINATOR_LOAD_IN_PROGRESS -> {
                forgetCoordinator();
                pauses.pause();
            }
            default -> throw new BrokerRefused(error, "group " + settings.groupId() + ": " + error.message());
        }
    }

    /** Says good-bye, so that the others need not wait. A static member stays, as it will come back. */
    void leave() {
        var open = coordinator;
        if (open == null || memberId.isEmpty() || settings.instanceId() != null) {
            return;
        }
        try {
            var member = new LeaveGroup.Member(memberId, null, null);
            var batched = open.version(ApiKey.LEAVE_GROUP) >= 3;
            open.call(new LeaveGroup.Request(
                    settings.groupId(), batched ? "" : memberId, batched ? List.of(member) : List.of()));
        } catch (Unreachable gone) {
            // Then the coordinator finds out by itself.
        }
        memberId = "";
        generation = -1;
        step = Step.OUTSIDE;
    }

    void close() {
        forgetCoordinator();
    }
}
