package io.ottla.quorum;

import io.ottla.wire.Uuid;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;

/** What nodes and clusters are called among the voters. Stateless. */
final class Voters {
    private Voters() {}

    static RaftPeerId peerId(int nodeId) {
        return RaftPeerId.valueOf(Integer.toString(nodeId));
    }

    static int nodeId(RaftPeerId peer) {
        return Integer.parseInt(peer.toString());
    }

    static RaftPeer peer(int nodeId) {
        return RaftPeer.newBuilder().setId(peerId(nodeId)).build();
    }

    static List<RaftPeer> peers(Collection<Integer> nodeIds) {
        return nodeIds.stream().sorted().map(Voters::peer).toList();
    }

    /** The cluster's own id: so that voters of another cluster do not understand us. */
    static RaftGroupId groupId(Uuid clusterId) {
        return RaftGroupId.valueOf(new UUID(clusterId.mostSignificantBits(), clusterId.leastSignificantBits()));
    }

    static RaftGroup group(Uuid clusterId, Collection<Integer> nodeIds) {
        return RaftGroup.valueOf(groupId(clusterId), peers(nodeIds));
    }
}
