package io.ottla.replication.follower;

import java.time.Duration;

/**
 * How followers fetch. Immutable.
 *
 * @param fetchers num.replica.fetchers: for each leader
 * @param maxBytes replica.fetch.response.max.bytes
 * @param partitionMaxBytes replica.fetch.max.bytes
 * @param minBytes replica.fetch.min.bytes
 * @param maxWait replica.fetch.wait.max.ms
 * @param backoff replica.fetch.backoff.ms: the longest rest after what did not work; the first is much shorter
 * @param patience replica.socket.timeout.ms
 */
public record FetcherSettings(
        int fetchers,
        int maxBytes,
        int partitionMaxBytes,
        int minBytes,
        Duration maxWait,
        Duration backoff,
        Duration patience) {

    public static FetcherSettings defaults() {
        return new FetcherSettings(
                1, 10 << 20, 1 << 20, 1, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(30));
    }
}
