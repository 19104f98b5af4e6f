package io.ottla.replication.image;

/**
 * Where a broker is reached through one of its listeners.
 *
 * @param listener the name of the listener, such as PLAINTEXT or INTERNAL
 * @param securityProtocol Kafka's number: 0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL
 */
public record Endpoint(String listener, String host, int port, short securityProtocol) {}
