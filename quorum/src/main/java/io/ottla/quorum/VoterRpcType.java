package io.ottla.quorum;

import io.ottla.wire.Uuid;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.ServerFactory;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/** What Ratis makes, by name, to learn how its servers talk: through the {@link QuorumTransport} that lies among its parameters. */
public final class VoterRpcType implements RpcType {
    private static final String LINK = "ottla.quorum.link";

    /** For Ratis. */
    public VoterRpcType() {}

    /** The parameters that lead a server to {@code link}. */
    static Parameters parameters(Link link) {
        Parameters parameters = new Parameters();
        parameters.put(LINK, link, Link.class);
        return parameters;
    }

    /**
     * How the server of one node reaches the others.
     *
     * @param patienceMs for one answer
     */
    record Link(Self self, QuorumTransport transport, long patienceMs, Senders senders) {}

    /**
     * Who this voter is, and whom it has met.
     *
     * @param voterId its own from the day its log was made
     */
    record Self(int nodeId, Uuid voterId, Identities met) {}

    @Override
    public String name() {
        return "OTTLA";
    }

    @Override
    public ServerFactory newFactory(Parameters parameters) {
        Link link = parameters.getNonNull(LINK, Link.class);
        return new ServerFactory() {
            @Override
            public RpcType getRpcType() {
                return VoterRpcType.this;
            }

            @Override
            public LogAppender newLogAppender(RaftServer.Division division, LeaderState leader, FollowerInfo follower) {
                return link.senders().remember(LogAppender.newLogAppenderDefault(division, leader, follower));
            }

            @Override
            public RaftServerRpc newRaftServerRpc(RaftServer server) {
                return new VoterRpc(VoterRpcType.this, link);
            }
        };
    }
}
