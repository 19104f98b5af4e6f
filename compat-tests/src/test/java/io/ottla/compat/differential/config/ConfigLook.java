package io.ottla.compat.differential.config;

import io.ottla.compat.differential.ask.Asking;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.protocol.ApiKeys;

/** Looks at a topic's configuration after it was changed. */
final class ConfigLook {
    /** Apache Kafka answers a change before the broker has heard of it. */
    private static final long HEARSAY_NANOS = 60_000_000;

    private ConfigLook() {}

    static void at(Asking on, String topic, String when) {
        LockSupport.parkNanos(HEARSAY_NANOS);
        on.askOther(
                "the configuration " + when,
                ApiKeys.DESCRIBE_CONFIGS,
                4,
                peer -> new DescribeConfigsRequestData()
                        .setResources(List.of(new DescribeConfigsResource()
                                .setResourceType((byte) ConfigResources.TOPIC)
                                .setResourceName(topic)
                                .setConfigurationKeys(null))));
    }
}
