package io.ottla.broker.config;

/**
 * Bounds of single requests. Immutable.
 *
 * @param fetchMaxBytes most a Fetch is answered with, whatever it asks for
 * @param fetchSessions incremental fetch sessions kept
 * @param maxPartitions of one DescribeTopicPartitions answer
 */
public record RequestSettings(int fetchMaxBytes, int fetchSessions, int maxPartitions) {

    static RequestSettings of(BrokerConfig config) {
        return new RequestSettings(
                config.intOf("fetch.max.bytes"),
                config.intOf("max.incremental.fetch.session.cache.slots"),
                config.intOf("max.request.partition.size.limit"));
    }
}
