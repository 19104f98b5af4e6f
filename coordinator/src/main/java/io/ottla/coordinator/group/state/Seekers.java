package io.ottla.coordinator.group.state;

import io.ottla.base.OwnedBy;
import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Phase;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Moment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Clients that have asked for the coordinator of a group without members and have not come yet. A new group waits for them a little
 * (decisions/0010). Only a hint: bounded, and gone with the process.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class Seekers {
    private static final int MOST_GROUPS = 100;
    private static final int MOST_CLIENTS = 1000;

    /** By group, the oldest first; then by client id: when it asked last. */
    private final Map<String, Map<String, Long>> groups = new LinkedHashMap<>();

    /** A client has asked. A group that has members does not wait for anybody. */
    public static Decision<GroupChange> seen(Groups groups, String id, String clientId, Moment now) {
        ClassicGroup group = groups.find(id);
        boolean mayBegin = group == null
                || group.isEmpty()
                || (group.phase() instanceof Phase.Preparing preparing && preparing.isFirst());
        return mayBegin
                ? new Decision<>(List.of(new GroupChange.SeekerSeen(id, clientId, now.tickMs())), List.of())
                : Decision.nothing();
    }

    void add(String group, String clientId, long atMs) {
        if (!groups.containsKey(group) && groups.size() >= MOST_GROUPS) {
            groups.remove(groups.keySet().iterator().next());
        }
        Map<String, Long> clients = groups.computeIfAbsent(group, id -> new HashMap<>());
        if (clients.size() < MOST_CLIENTS || clients.containsKey(clientId)) {
            clients.put(clientId, atMs);
        }
    }

    void remove(String group, String clientId) {
        Map<String, Long> clients = groups.get(group);
        if (clients != null) {
            clients.remove(clientId);
            if (clients.isEmpty()) {
                groups.remove(group);
            }
        }
    }

    /** The group has begun: nobody is waited for any longer. */
    void forget(String group) {
        groups.remove(group);
    }

    /** Has somebody asked after {@code sinceMs} who has not come? */
    public boolean isAnybodySeeking(String group, long sinceMs) {
        return groups.getOrDefault(group, Map.of()).values().stream().anyMatch(atMs -> atMs > sinceMs);
    }
}
