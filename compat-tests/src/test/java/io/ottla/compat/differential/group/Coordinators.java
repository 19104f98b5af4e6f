package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Peer;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** Waits until a broker coordinates groups: the first to ask has their topic made. */
final class Coordinators {
    private static final int PATIENCE = 2_000;
    private static final long PAUSE_NANOS = 10_000_000;

    private Coordinators() {}

    static void await(Peer peer) {
        if (peer.number("coordinator") > 0) {
            return;
        }
        for (int i = 0; i < PATIENCE; i++) {
            peer.ask(ApiKeys.FIND_COORDINATOR, 0, new FindCoordinatorRequestData().setKey("anybody"));
            var described =
                    peer.ask(ApiKeys.DESCRIBE_GROUPS, 0, new DescribeGroupsRequestData().setGroups(List.of("anybody")));
            if (described instanceof DescribeGroupsResponseData reply
                    && !Members.isLoading(reply.groups().get(0).errorCode())) {
                peer.numberIs("coordinator", 1);
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("groups are not coordinated");
    }
}
