package io.ottla.compat.differential.config;

import io.ottla.compat.differential.ask.Questions;
import java.util.List;

/** All there is to ask about configurations. */
public final class AboutConfigs {
    private AboutConfigs() {}

    public static List<Questions> all() {
        return List.of(
                new DescribeConfigsQuestions(),
                new IncrementalAlterConfigsQuestions(),
                new AlterConfigsQuestions(),
                new ListConfigResourcesQuestions(),
                new AlterClientQuotasQuestions(),
                new DescribeClientQuotasQuestions());
    }
}
