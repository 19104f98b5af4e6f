package io.ottla.coordinator.group.state;

import io.ottla.base.OwnedBy;
import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.replication.machine.Answer;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision about one group while it is being made. */
@OwnedBy(OwnedBy.Owner.CREATOR)
public final class Steps {
    private final Moment now;
    private final GroupSettings settings;
    private final List<GroupChange> changes = new ArrayList<>();
    private final List<Answer<?>> answers = new ArrayList<>();
    private boolean isKept;

    public Steps(Moment now, GroupSettings settings) {
        this.now = now;
        this.settings = settings;
    }

    public Moment now() {
        return now;
    }

    public GroupSettings settings() {
        return settings;
    }

    public Steps add(GroupChange change) {
        changes.add(change);
        return this;
    }

    /** {@code due} is due after {@code delayMs} from now. */
    public void remind(Due due, long delayMs) {
        changes.add(new GroupChange.DeadlineSet(due, now.tickMs() + delayMs));
    }

    public void forget(Due due) {
        changes.add(new GroupChange.DeadlineCleared(due));
    }

    /** Answers {@code asker}, if there is one. */
    public <R> void tell(@Nullable Asker<R> asker, R reply) {
        if (asker != null) {
            answers.add(new Answer<>(asker, reply));
        }
    }

    /** How the group stands at the end is written down. */
    public void keep() {
        isKept = true;
    }

    /** All of it, with the group as it is then. */
    public Decision<GroupChange> done(ClassicGroup after) {
        changes.add(new GroupChange.GroupMoved(after, isKept));
        return new Decision<>(changes, answers);
    }

    /** All of it; the group stays as it is. */
    public Decision<GroupChange> done() {
        return new Decision<>(changes, answers);
    }
}
