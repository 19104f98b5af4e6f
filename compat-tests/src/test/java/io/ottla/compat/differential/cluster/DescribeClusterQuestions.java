package io.ottla.compat.differential.cluster;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** The brokers, and the controllers. */
final class DescribeClusterQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_CLUSTER;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        on.ask("brokers", peer -> new DescribeClusterRequestData());
        on.ask(
                "with what may be done",
                peer -> new DescribeClusterRequestData().setIncludeClusterAuthorizedOperations(true));
        if (version >= 1) {
            on.ask("controllers", peer -> new DescribeClusterRequestData().setEndpointType((byte) 2));
            on.ask("an unknown type", peer -> new DescribeClusterRequestData().setEndpointType((byte) 9));
        }
        if (version >= 2) {
            on.ask("with fenced brokers", peer -> new DescribeClusterRequestData().setIncludeFencedBrokers(true));
        }
    }
}
