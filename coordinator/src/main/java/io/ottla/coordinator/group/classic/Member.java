package io.ottla.coordinator.group.classic;

import io.ottla.coordinator.group.request.Client;
import io.ottla.replication.machine.Asker;
import io.ottla.wire.message.group.JoinGroup;
import io.ottla.wire.message.group.SyncGroup;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One member of a classic group. Immutable.
 *
 * @param instanceId group.instance.id of a static member (KIP-345)
 * @param client as of its first join
 * @param protocols what it can be assigned by, best first
 * @param assignment what the leader has given it; empty while that is not known
 * @param isNew it has not been through a rebalance yet
 * @param joining its JoinGroup waits
 * @param syncing its SyncGroup waits
 */
public record Member(
        String id,
        @Nullable String instanceId,
        Client client,
        Timeouts timeouts,
        List<JoinGroup.Protocol> protocols,
        ByteBuffer assignment,
        boolean isNew,
        @Nullable Asker<JoinGroup.Response> joining,
        @Nullable Asker<SyncGroup.Response> syncing) {
    public static final ByteBuffer NO_ASSIGNMENT = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** How long a member may be silent, and how long it may take to join again. */
    public record Timeouts(int sessionMs, int rebalanceMs) {}

    public boolean isStatic() {
        return instanceId != null;
    }

    public boolean isJoining() {
        return joining != null;
    }

    /** Nothing is expected of a member that waits for an answer, unless it is new: such a one may long be gone. */
    public boolean isExcused() {
        return !isNew && (joining != null || syncing != null);
    }

    /** A set of the caller's own. */
    Set<String> protocolNames() {
        Set<String> names = new HashSet<>();
        protocols.forEach(protocol -> names.add(protocol.name()));
        return names;
    }

    /** What it said about itself under {@code protocol}. */
    public ByteBuffer metadata(@Nullable String protocol) {
        for (JoinGroup.Protocol own : protocols) {
            if (own.name().equals(protocol)) {
                return own.metadata();
            }
        }
        return NO_ASSIGNMENT;
    }

    public Member joining(@Nullable Asker<JoinGroup.Response> asker) {
        return new Member(id, instanceId, client, timeouts, protocols, assignment, isNew, asker, syncing);
    }

    public Member syncing(@Nullable Asker<SyncGroup.Response> asker) {
        return new Member(id, instanceId, client, timeouts, protocols, assignment, isNew, joining, asker);
    }

    public Member assigned(ByteBuffer given) {
        return new Member(id, instanceId, client, timeouts, protocols, given, isNew, joining, syncing);
    }

    /** It has joined the generation that begins now. */
    public Member joined() {
        return new Member(id, instanceId, client, timeouts, protocols, assignment, false, null, syncing);
    }

    /** It joins again and says anew what it can. */
    public Member rejoining(
            Timeouts newTimeouts, List<JoinGroup.Protocol> newProtocols, Asker<JoinGroup.Response> asker) {
        return new Member(id, instanceId, client, newTimeouts, newProtocols, assignment, isNew, asker, syncing);
    }

    /** The same static member after a restart, under a new id. */
    public Member reborn(String newId) {
        return new Member(newId, instanceId, client, timeouts, protocols, assignment, false, null, null);
    }
}
