package io.ottla.coordinator.group;

import io.ottla.base.OwnedBy;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Deadlines;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.MachineState;
import io.ottla.replication.machine.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups whose id leads to one partition of {@code __consumer_offsets}, and what they have committed. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Groups implements MachineState<GroupChange> {
    private final GroupSettings settings;
    private final Map<String, ClassicGroup> groups = new HashMap<>();
    private final Map<String, Offsets> offsets = new HashMap<>();
    private final Deadlines<Due> deadlines = new Deadlines<>();
    private final Seekers seekers = new Seekers();

    Groups(GroupSettings settings) {
        this.settings = settings;
    }

    // ---- to look at

    GroupSettings settings() {
        return settings;
    }

    @Nullable
    ClassicGroup find(String group) {
        return groups.get(group);
    }

    Collection<ClassicGroup> all() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** What {@code group} has committed; nothing if there is no such group. */
    Offsets offsets(String group) {
        return offsets.getOrDefault(group, Offsets.NONE);
    }

    Deadlines<Due> deadlines() {
        return deadlines;
    }

    Seekers seekers() {
        return seekers;
    }

    // ---- moved by changes

    @Override
    public void apply(GroupChange change) {
        change.applyTo(this);
    }

    void put(ClassicGroup group) {
        groups.put(group.id(), group);
        if (group.state() == GroupState.COMPLETING_REBALANCE) {
            seekers.forget(group.id());
        }
    }

    /** A group whose offsets are still known is one without members. */
    void forget(String group) {
        ClassicGroup gone = groups.remove(group);
        if (gone != null && offsets.containsKey(group)) {
            groups.put(group, ClassicGroup.empty(group, gone.sinceMs()));
        }
    }

    void commit(GroupChange.OffsetCommitted committed) {
        String group = committed.group();
        if (!groups.containsKey(group)) {
            groups.put(group, ClassicGroup.empty(group, committed.offset().commitMs()));
        }
        offsets.computeIfAbsent(group, name -> new Offsets())
                .put(committed.topic(), committed.partition(), committed.offset());
    }

    void forget(GroupChange.OffsetForgotten forgotten) {
        Offsets known = offsets.get(forgotten.group());
        if (known != null) {
            known.remove(forgotten.topic(), forgotten.partition());
            if (known.isEmpty()) {
                offsets.remove(forgotten.group());
            }
        }
    }

    // ---- in time

    @Override
    public Decision<GroupChange> begin(Moment now) {
        List<GroupChange> changes = new ArrayList<>();
        changes.add(new GroupChange.DeadlineSet(new Due.ExpiryCheck(), now.tickMs() + settings.checkIntervalMs()));
        for (ClassicGroup group : groups.values()) {
            if (!group.isEmpty()) {
                changes.addAll(Rebalancing.afterLoading(group, new Steps(now, settings))
                        .changes());
            }
        }
        return new Decision<>(changes, List.of());
    }

    @Override
    public long nextDueMs() {
        return deadlines.nextMs();
    }

    @Override
    public @Nullable Decision<GroupChange> due(Moment now) {
        Due due = deadlines.poll(now.tickMs());
        if (due == null) {
            return null;
        }
        if (due instanceof Due.SessionEnds session) {
            return Sessions.end(this, session, now);
        }
        if (due instanceof Due.JoiningEnds joining) {
            return Rebalancing.joiningEnds(this, joining.group(), now);
        }
        if (due instanceof Due.SyncingEnds syncing) {
            return Rebalancing.syncingEnds(this, syncing.group(), now);
        }
        return Expiry.check(this, now);
    }

    @Override
    public List<Asker<?>> waiting() {
        List<Asker<?>> waiting = new ArrayList<>();
        for (ClassicGroup group : groups.values()) {
            for (Member member : group.all()) {
                if (member.joining() != null) {
                    waiting.add(member.joining());
                }
                if (member.syncing() != null) {
                    waiting.add(member.syncing());
                }
            }
        }
        return waiting;
    }
}
