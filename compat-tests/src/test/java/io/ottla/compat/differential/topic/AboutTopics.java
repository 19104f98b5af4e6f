package io.ottla.compat.differential.topic;

import io.ottla.compat.differential.ask.Questions;
import java.util.List;

/** All there is to ask about topics. */
public final class AboutTopics {
    private AboutTopics() {}

    public static List<Questions> all() {
        return List.of(
                new MetadataQuestions(),
                new DescribeTopicPartitionsQuestions(),
                new CreateTopicsQuestions(),
                new CreatePartitionsQuestions(),
                new DeleteTopicsQuestions());
    }
}
