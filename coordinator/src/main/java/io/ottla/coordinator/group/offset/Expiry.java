package io.ottla.coordinator.group.offset;

import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Subscriptions;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.coordinator.group.state.CommittedOffset;
import io.ottla.coordinator.group.state.Due;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Offsets;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Which committed offsets are forgotten in time (KIP-211): those of a group since it lost its last member, those of one without
 * members' protocol since their last commit, and those of topics a working group does not read any more. What is forgotten may be torn
 * by a crash: the rest is as old the next time. Stateless.
 */
public final class Expiry {
    private Expiry() {}

    public static Decision<GroupChange> check(Groups groups, Moment now) {
        List<GroupChange> changes = new ArrayList<>();
        for (ClassicGroup group : groups.all()) {
            boolean isAllGone = expire(groups, group, now, changes);
            if (isAllGone && group.isEmpty() && group.pending().isEmpty()) {
                changes.add(new GroupChange.GroupForgotten(group.id()));
            }
        }
        changes.add(next(groups.settings(), now));
        return new Decision<>(changes, List.of()).inParts();
    }

    /** When it is to be looked again. */
    public static GroupChange next(GroupSettings settings, Moment now) {
        return new GroupChange.DeadlineSet(new Due.ExpiryCheck(), now.tickMs() + settings.checkIntervalMs());
    }

    /** Is nothing left of what the group has committed? */
    private static boolean expire(Groups groups, ClassicGroup group, Moment now, List<GroupChange> changes) {
        Offsets offsets = groups.offsets(group.id());
        if (offsets.isEmpty()) {
            return true;
        }
        Optional<ToLongFunction<CommittedOffset>> since = since(group);
        if (since.isEmpty()) {
            return false;
        }
        boolean isAllGone = true;
        for (Map.Entry<String, Map<Integer, CommittedOffset>> topic :
                offsets.all().entrySet()) {
            boolean isRead = Subscriptions.includes(group, topic.getKey());
            for (Map.Entry<Integer, CommittedOffset> offset : topic.getValue().entrySet()) {
                long sinceMs = since.get().applyAsLong(offset.getValue());
                if (!isRead && isOver(offset.getValue(), sinceMs, groups.settings(), now)) {
                    changes.add(new GroupChange.OffsetForgotten(group.id(), topic.getKey(), offset.getKey()));
                } else {
                    isAllGone = false;
                }
            }
        }
        return isAllGone;
    }

    private static boolean isOver(CommittedOffset offset, long sinceMs, GroupSettings settings, Moment now) {
        return offset.expireMs() == CommittedOffset.NONE
                ? now.wallMs() - sinceMs >= settings.retentionMs()
                : now.wallMs() >= offset.expireMs();
    }

    /** From when on an offset grows old; empty if none does. */
    private static Optional<ToLongFunction<CommittedOffset>> since(ClassicGroup group) {
        if (group.protocolType() == null) {
            return Optional.of(CommittedOffset::commitMs);
        }
        if (group.isEmpty()) {
            boolean isKnown = group.sinceMs() != CommittedOffset.NONE;
            return Optional.of(isKnown ? offset -> group.sinceMs() : CommittedOffset::commitMs);
        }
        boolean isSettled =
                group.state() == GroupState.STABLE && Subscriptions.of(group).isPresent();
        return isSettled ? Optional.of(CommittedOffset::commitMs) : Optional.empty();
    }
}
