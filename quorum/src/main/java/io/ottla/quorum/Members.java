package io.ottla.quorum;

import io.ottla.quorum.Raft.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.ProtoUtils;
import org.jspecify.annotations.Nullable;

/** Who votes, and how far each is, as the Ratis server of this node knows it. From any thread. */
final class Members {
    private final Place place;
    private final RaftServer server;

    Members(Place place, RaftServer server) {
        this.place = place;
        this.server = server;
    }

    /**
     * One follower of this leader.
     *
     * @param matchIndex of the last entry it is known to have
     */
    record Follower(int nodeId, long matchIndex, long silentForMs) {}

    /** @param leaderId -1 if none is known */
    record Standing(int leaderId, long term, List<Integer> voters, List<Follower> followers) {}

    private RaftServer.Division division() throws IOException {
        return server.getDivision(place.groupId());
    }

    /** Those who vote now, in ascending order. */
    List<Integer> voters() throws IOException {
        return division().getRaftConf().getAllPeers().stream()
                .map(RaftPeer::getId)
                .map(Voters::nodeId)
                .sorted()
                .toList();
    }

    Standing standing() throws IOException {
        DivisionInfo info = division().getInfo();
        RaftPeerId leader = info.getLeaderId();
        return new Standing(
                leader == null ? -1 : Voters.nodeId(leader), info.getCurrentTerm(), voters(), followers(info));
    }

    /** Empty if this node does not lead. */
    private static List<Follower> followers(DivisionInfo info) {
        long[] matching = info.getFollowerMatchIndices();
        List<ServerRpcProto> answers = info.getRoleInfoProto().getLeaderInfo().getFollowerInfoList();
        List<Follower> followers = new ArrayList<>();
        if (matching != null && matching.length == answers.size()) { // both in the order of Ratis' senders
            for (int i = 0; i < matching.length; i++) {
                RaftPeerId id = RaftPeerId.valueOf(answers.get(i).getId().getId());
                followers.add(new Follower(
                        Voters.nodeId(id), matching[i], answers.get(i).getLastRpcElapsedTimeMs()));
            }
        }
        return followers;
    }

    /** The follower that has most, and of those the one heard of last; empty if this node does not lead or is alone. */
    Optional<Integer> successor() throws IOException {
        return followers(division().getInfo()).stream()
                .max((one, other) -> one.matchIndex() != other.matchIndex()
                        ? Long.compare(one.matchIndex(), other.matchIndex())
                        : Long.compare(other.silentForMs(), one.silentForMs()))
                .map(Follower::nodeId);
    }

    /**
     * What has one voter more or one less voted for, if the voters are still those of now.
     *
     * @param call the number of the request
     */
    SetConfigurationRequest change(@Nullable Integer added, @Nullable Integer removed, Call call) throws IOException {
        List<Integer> before = voters();
        TreeSet<Integer> after = new TreeSet<>(before);
        if (added != null) {
            after.add(added);
        }
        if (removed != null) {
            after.remove(removed);
        }
        return new SetConfigurationRequest(
                call.client(),
                place.peerId(),
                place.groupId(),
                call.number(),
                SetConfigurationRequest.Arguments.newBuilder()
                        .setServersInNewConf(Voters.peers(after))
                        .setServersInCurrentConf(Voters.peers(before))
                        .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
                        .build());
    }

    /** Who asks Ratis, and the how manieth question it is. */
    record Call(ClientId client, long number) {}

    /** The rank of this node among the voters without {@code nodeId}, from 0. */
    int rankWithout(int nodeId) throws IOException {
        return (int) voters().stream()
                .filter(id -> id != nodeId && id < place.nodeId())
                .count();
    }

    /** Has this node elected now, if it still follows {@code leaderId} in the term of its newest entry. */
    void electInsteadOf(int leaderId) throws IOException {
        RaftServer.Division division = division();
        DivisionInfo info = division.getInfo();
        TermIndex last = division.getRaftLog().getLastEntryTermIndex();
        if (info.isFollower()
                && Voters.peerId(leaderId).equals(info.getLeaderId())
                && last != null
                && last.getTerm() == info.getCurrentTerm()) {
            var head = RaftRpcRequestProto.newBuilder()
                    .setRequestorId(bytes(Voters.peerId(leaderId)))
                    .setReplyId(bytes(place.peerId()))
                    .setRaftGroupId(ProtoUtils.toRaftGroupIdProtoBuilder(place.groupId()))
                    .build();
            server.startLeaderElection(StartLeaderElectionRequestProto.newBuilder()
                    .setServerRequest(head)
                    .setLeaderLastEntry(last.toProto())
                    .build());
        }
    }

    private static ByteString bytes(RaftPeerId id) {
        return id.toByteString();
    }
}
