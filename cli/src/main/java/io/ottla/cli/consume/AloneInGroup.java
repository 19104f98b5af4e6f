package io.ottla.cli.consume;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.RecordSink;
import io.ottla.cli.client.group.Committed;
import io.ottla.cli.client.group.Groups;
import io.ottla.cli.client.group.MemberSettings;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.util.HashMap;

/** Reads what it was told to, without joining, and writes down at the end for a group how far it has got. */
@OwnedBy(CREATOR)
final class AloneInGroup implements Source {
    private final Cluster cluster;
    private final MemberSettings member;
    private final Reading reading;

    AloneInGroup(Cluster cluster, MemberSettings member, Reading reading) {
        this.cluster = cluster;
        this.member = member;
        this.reading = reading;
    }

    @Override
    public int poll(int longestWaitMs, RecordSink sink) {
        return reading.poll(longestWaitMs, sink);
    }

    @Override
    public void close() {
        var positions = new HashMap<TopicPartition, Committed>();
        reading.consumed()
                .forEach((partition, consumed) ->
                        positions.put(partition, new Committed(consumed.nextOffset(), consumed.leaderEpoch())));
        if (member.autoCommitMs() < 0 || positions.isEmpty()) {
            return;
        }
        new Groups(cluster).commit(member.groupId(), positions).forEach((partition, error) -> {
            if (error != ErrorCode.NONE) {
                throw new BrokerRefused(error, "group " + member.groupId() + ": " + error.message());
            }
        });
    }
}
