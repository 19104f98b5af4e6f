package io.ottla.wire.stored.control;

import io.ottla.wire.Uuid;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.UInt16;
import java.util.List;

/** The voters of the metadata quorum (KIP-853). */
@Message(newest = 0, flexibleSince = 0)
public record VotersRecord(short version, List<Voter> voters) {

    public record Voter(
            int voterId, Uuid voterDirectoryId, List<Endpoint> endpoints, KRaftVersionFeature kRaftVersionFeature) {}

    public record Endpoint(String name, String host, @UInt16 int port) {}

    public record KRaftVersionFeature(short minSupportedVersion, short maxSupportedVersion) {}
}
