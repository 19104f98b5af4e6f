package io.ottla.broker.joint;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.replication.follower.FetcherSettings;
import java.time.Duration;

/** What the configuration says about fetching as a follower. */
final class FetcherSettingsOf {
    private FetcherSettingsOf() {}

    static FetcherSettings config(BrokerConfig config) {
        return new FetcherSettings(
                config.intOf("num.replica.fetchers"),
                config.intOf("replica.fetch.response.max.bytes"),
                config.intOf("replica.fetch.max.bytes"),
                config.intOf("replica.fetch.min.bytes"),
                Duration.ofMillis(config.intOf("replica.fetch.wait.max.ms")),
                Duration.ofMillis(config.intOf("replica.fetch.backoff.ms")),
                Duration.ofMillis(config.intOf("replica.socket.timeout.ms")));
    }
}
