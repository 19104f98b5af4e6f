package io.ottla.coordinator.group.admin;

import io.ottla.coordinator.group.classic.ClassicGroup;
import io.ottla.coordinator.group.classic.Member;
import io.ottla.coordinator.group.request.GroupState;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.DescribeGroups;
import io.ottla.wire.message.group.ListGroups;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what groups there are and how they stand. Stateless. */
public final class Describing {
    private static final String CLASSIC = "classic";
    private static final int OPERATIONS_NOT_ASKED = Integer.MIN_VALUE;

    private Describing() {}

    /** There is nothing to tell of this group, for this reason. */
    public static DescribeGroups.Group refused(String group, GroupState state, ErrorCode error) {
        return new DescribeGroups.Group(
                error.code(),
                error == ErrorCode.NONE ? null : error.message(),
                group,
                state == GroupState.DEAD ? state.kafkaName() : "",
                "",
                "",
                List.of(),
                OPERATIONS_NOT_ASKED);
    }

    /** What its members have told of themselves is shown once they agree on a protocol. */
    public static DescribeGroups.Group describe(Groups groups, String id) {
        ClassicGroup group = groups.find(id);
        if (group == null) {
            return refused(id, GroupState.DEAD, ErrorCode.GROUP_ID_NOT_FOUND);
        }
        boolean isStable = group.state() == GroupState.STABLE;
        List<DescribeGroups.Member> members = new ArrayList<>();
        for (Member member : group.all()) {
            members.add(new DescribeGroups.Member(
                    member.id(),
                    member.instanceId(),
                    member.client().clientId(),
                    member.client().host(),
                    isStable ? member.metadata(group.protocol()) : Member.NO_ASSIGNMENT,
                    member.assignment()));
        }
        return new DescribeGroups.Group(
                ErrorCode.NONE.code(),
                null,
                id,
                group.state().kafkaName(),
                orEmpty(group.protocolType()),
                isStable ? orEmpty(group.protocol()) : "",
                members,
                OPERATIONS_NOT_ASKED);
    }

    /** An empty filter lets everything pass; case does not matter. */
    public static List<ListGroups.Group> list(Groups groups, ListGroups.Request request) {
        Set<String> states = lower(request.statesFilter());
        Set<String> types = lower(request.typesFilter());
        List<ListGroups.Group> listed = new ArrayList<>();
        for (ClassicGroup group : groups.all()) {
            String state = group.state().kafkaName();
            boolean isWanted = (states.isEmpty() || states.contains(state.toLowerCase(Locale.ROOT)))
                    && (types.isEmpty() || types.contains(CLASSIC));
            if (isWanted) {
                listed.add(new ListGroups.Group(group.id(), orEmpty(group.protocolType()), state, CLASSIC));
            }
        }
        return listed;
    }

    private static Set<String> lower(List<String> names) {
        Set<String> lower = new HashSet<>();
        for (String name : names) {
            lower.add(name.toLowerCase(Locale.ROOT));
        }
        return lower;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
