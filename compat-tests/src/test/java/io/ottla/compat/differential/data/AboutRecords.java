package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Questions;
import java.util.List;

/** All there is to ask about records. */
public final class AboutRecords {
    private AboutRecords() {}

    public static List<Questions> all() {
        return List.of(
                new ProduceQuestions(),
                new DamagedBatchQuestions(),
                new SequenceQuestions(),
                new FetchQuestions(),
                new FetchSessionQuestions(),
                new ListOffsetsQuestions(),
                new OffsetForLeaderEpochQuestions(),
                new DeleteRecordsQuestions(),
                new InitProducerIdQuestions(),
                new DescribeLogDirsQuestions(),
                new AlterReplicaLogDirsQuestions(),
                new DescribeProducersQuestions());
    }
}
