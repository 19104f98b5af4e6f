package io.ottla.coordinator.group.state;

import io.ottla.base.OwnedBy;
import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Member;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Deadlines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups whose id leads to one partition of {@code __consumer_offsets}, and what they have committed. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class Groups {
    private final GroupSettings settings;
    private final Map<String, ClassicGroup> groups = new HashMap<>();
    private final Map<String, Offsets> offsets = new HashMap<>();
    private final Deadlines<Due> deadlines = new Deadlines<>();
    private final Seekers seekers = new Seekers();

    public Groups(GroupSettings settings) {
        this.settings = settings;
    }

    // ---- to look at

    public GroupSettings settings() {
        return settings;
    }

    @Nullable
    public ClassicGroup find(String group) {
        return groups.get(group);
    }

    public Collection<ClassicGroup> all() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** What {@code group} has committed; nothing if there is no such group. */
    public Offsets offsets(String group) {
        return offsets.getOrDefault(group, Offsets.NONE);
    }

    public Deadlines<Due> deadlines() {
        return deadlines;
    }

    public Seekers seekers() {
        return seekers;
    }

    // ---- moved by changes

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

    // ---- who waits

    /** Members that have not been answered, for a later decision will do that. */
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
