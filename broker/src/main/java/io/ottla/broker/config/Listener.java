package io.ottla.broker.config;

/**
 * One place this node listens at, and how clients are told to reach it.
 *
 * @param host to bind; empty for every interface
 * @param port to bind; 0 for one that is free
 * @param advertised what Metadata answers; its port is 0 when the bound one is meant
 * @param forControllers serves the quorum, not clients
 */
public record Listener(
        String name, SecurityProtocol protocol, String host, int port, Address advertised, boolean forControllers) {

    /** Does {@code other} listen at the same place, and speak the same? */
    boolean isBoundLike(Listener other) {
        return host.equals(other.host) && port == other.port && protocol == other.protocol;
    }

    /** A host and a port. */
    public record Address(String host, int port) {}
}
