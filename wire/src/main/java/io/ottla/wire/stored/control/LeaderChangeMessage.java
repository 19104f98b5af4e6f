package io.ottla.wire.stored.control;

import io.ottla.wire.Uuid;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import java.util.List;

/**
 * A leader of the metadata quorum begins its epoch.
 *
 * <p>v1: voters.voterDirectoryId, grantingVoters.voterDirectoryId.
 */
@Message(newest = 1, flexibleSince = 0)
public record LeaderChangeMessage(short version, int leaderId, List<Voter> voters, List<Voter> grantingVoters) {

    public record Voter(int voterId, @Since(1) Uuid voterDirectoryId) {}
}
