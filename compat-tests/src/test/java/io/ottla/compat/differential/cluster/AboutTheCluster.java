package io.ottla.compat.differential.cluster;

import io.ottla.compat.differential.ask.Questions;
import java.util.List;

/** All there is to ask about the brokers themselves. */
public final class AboutTheCluster {
    private AboutTheCluster() {}

    public static List<Questions> all() {
        return List.of(
                new ApiVersionsQuestions(),
                new DescribeClusterQuestions(),
                new DescribeQuorumQuestions(),
                new UnregisterBrokerQuestions(),
                new UpdateFeaturesQuestions(),
                new ElectLeadersQuestions(),
                new AlterReassignmentsQuestions(),
                new ListReassignmentsQuestions());
    }
}
