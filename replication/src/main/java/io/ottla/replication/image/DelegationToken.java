package io.ottla.replication.image;

import java.util.List;

/** A token that stands for its owner until it expires. Times are milliseconds since the epoch. */
public record DelegationToken(
        String id, String owner, String requester, List<String> renewers, long issuedMs, long maxMs, long expiresMs) {
    public DelegationToken {
        renewers = List.copyOf(renewers);
    }
}
