package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocol;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Groups of one member, the same on both brokers; each broker names the member itself. */
final class Members {
    /** In which a member without id joins at once, and what it gets is all that is asked for. */
    private static final int SIMPLE_JOIN = 3;

    private static final int SIMPLE_SYNC = 2;

    /** Nobody has gone before the last question was asked. */
    private static final int PATIENCE_MS = 300_000;

    private Members() {}

    /** Makes a group whose one member is subscribed to a topic and has its assignment. */
    static void one(Asking on, String group, String topic) {
        joined(on, group, topic);
        on.each(peer -> {
            var synced = peer.ask(ApiKeys.SYNC_GROUP, SIMPLE_SYNC, sync(peer, group));
            if (!(synced instanceof SyncGroupResponseData assigned) || assigned.errorCode() != 0) {
                throw new AssertionError("nobody syncs " + group + ": " + synced);
            }
        });
    }

    /** Makes a group whose one member has no assignment yet. */
    static void joined(Asking on, String group, String topic) {
        on.each(peer -> {
            Coordinators.await(peer);
            var joined = peer.ask(ApiKeys.JOIN_GROUP, SIMPLE_JOIN, join(group, "", topic));
            if (!(joined instanceof JoinGroupResponseData reply) || reply.errorCode() != 0) {
                throw new AssertionError("nobody joins " + group + ": " + joined);
            }
            learn(peer, group, reply);
        });
    }

    /** Notes who the one member is. */
    static void learn(Peer peer, String group, @Nullable Object reply) {
        if (reply instanceof JoinGroupResponseData joined && !joined.memberId().isEmpty()) {
            peer.textIs(group, joined.memberId());
            peer.numberIs(group, joined.generationId());
        }
    }

    /** The member goes; its group is empty then. */
    static void leave(Asking on, String group) {
        on.each(peer -> peer.ask(
                ApiKeys.LEAVE_GROUP,
                0,
                new LeaveGroupRequestData().setGroupId(group).setMemberId(id(peer, group))));
    }

    static String id(Peer peer, String group) {
        return peer.text(group);
    }

    static int generation(Peer peer, String group) {
        return (int) peer.number(group);
    }

    static JoinGroupRequestData join(String group, String member, String topic) {
        var request = new JoinGroupRequestData()
                .setGroupId(group)
                .setMemberId(member)
                .setSessionTimeoutMs(PATIENCE_MS)
                .setRebalanceTimeoutMs(PATIENCE_MS)
                .setProtocolType("consumer");
        request.protocols().add(protocol("range", topic));
        return request;
    }

    static JoinGroupRequestProtocol protocol(String name, String topic) {
        var bytes = ConsumerProtocol.serializeSubscription(new Subscription(List.of(topic)));
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new JoinGroupRequestProtocol().setName(name).setMetadata(copy);
    }

    static SyncGroupRequestData sync(Peer peer, String group) {
        return new SyncGroupRequestData()
                .setGroupId(group)
                .setMemberId(id(peer, group))
                .setGenerationId(generation(peer, group))
                .setAssignments(List.of(new SyncGroupRequestAssignment()
                        .setMemberId(id(peer, group))
                        .setAssignment(ByteBuffer.allocate(12).putInt(8, 42).array())));
    }

    static boolean isLoading(short error) {
        return error == Errors.COORDINATOR_LOAD_IN_PROGRESS.code()
                || error == Errors.COORDINATOR_NOT_AVAILABLE.code()
                || error == Errors.NOT_COORDINATOR.code();
    }
}
