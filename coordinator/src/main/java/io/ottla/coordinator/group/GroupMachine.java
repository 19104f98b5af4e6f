package io.ottla.coordinator.group;

import io.ottla.base.OwnedBy;
import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.membership.Rebalancing;
import io.ottla.coordinator.group.membership.Sessions;
import io.ottla.coordinator.group.offset.Expiry;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.state.Due;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.coordinator.group.state.Steps;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.MachineState;
import io.ottla.replication.machine.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups of one partition as what a machine keeps: what begins once they have been read, and who decides what is due. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class GroupMachine implements MachineState<GroupChange> {
    private final Groups groups;

    GroupMachine(GroupSettings settings) {
        groups = new Groups(settings);
    }

    Groups groups() {
        return groups;
    }

    @Override
    public void apply(GroupChange change) {
        groups.apply(change);
    }

    @Override
    public Decision<GroupChange> begin(Moment now) {
        List<GroupChange> changes = new ArrayList<>();
        changes.add(Expiry.next(groups.settings(), now));
        for (ClassicGroup group : groups.all()) {
            if (!group.isEmpty()) {
                changes.addAll(Rebalancing.afterLoading(group, new Steps(now, groups.settings()))
                        .changes());
            }
        }
        return new Decision<>(changes, List.of());
    }

    @Override
    public long nextDueMs() {
        return groups.deadlines().nextMs();
    }

    @Override
    public @Nullable Decision<GroupChange> due(Moment now) {
        Due due = groups.deadlines().poll(now.tickMs());
        if (due == null) {
            return null;
        }
        if (due instanceof Due.SessionEnds session) {
            return Sessions.end(groups, session, now);
        }
        if (due instanceof Due.JoiningEnds joining) {
            return Rebalancing.joiningEnds(groups, joining.group(), now);
        }
        if (due instanceof Due.SyncingEnds syncing) {
            return Rebalancing.syncingEnds(groups, syncing.group(), now);
        }
        return Expiry.check(groups, now);
    }

    @Override
    public List<Asker<?>> waiting() {
        return groups.waiting();
    }
}
