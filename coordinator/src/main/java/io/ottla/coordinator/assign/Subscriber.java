package io.ottla.coordinator.assign;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A member with what it wants to read. Immutable.
 *
 * @param instanceId group.instance.id of a static member; such members keep their place when their id changes
 */
public record Subscriber(String memberId, @Nullable String instanceId, Set<String> topics)
        implements Comparable<Subscriber> {
    public Subscriber {
        topics = Set.copyOf(topics);
    }

    /** Static members first, by instance; the others by id. */
    @Override
    public int compareTo(Subscriber other) {
        if (instanceId != null && other.instanceId != null) {
            return instanceId.compareTo(other.instanceId);
        }
        if (instanceId != null) {
            return -1;
        }
        return other.instanceId != null ? 1 : memberId.compareTo(other.memberId);
    }
}
