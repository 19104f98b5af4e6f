package io.ottla.coordinator.group.request;

/**
 * Who asks, as groups remember it. Immutable.
 *
 * @param host the address as Java prints it, {@code /127.0.0.1}
 */
public record Client(String clientId, String host) {}
