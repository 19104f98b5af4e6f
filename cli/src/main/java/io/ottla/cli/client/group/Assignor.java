package io.ottla.cli.client.group;

import io.ottla.wire.TopicPartition;
import java.util.List;
import java.util.Map;

/** Shares out partitions among the members of a group. The member that leads the group asks it. */
public interface Assignor {
    /**
     * A member, as the others see it.
     *
     * @param key by which members are ordered: the instance id of a static member, else the member id
     */
    record Member(String id, String key, List<String> topics) {}

    /** The name under which members agree on it: {@code range}. */
    String name();

    /**
     * Who gets what.
     *
     * @param partitions how many each topic has; topics that do not exist are missing
     * @return for every member by its id, also those that get nothing
     */
    Map<String, List<TopicPartition>> assign(Map<String, Integer> partitions, List<Member> members);
}
