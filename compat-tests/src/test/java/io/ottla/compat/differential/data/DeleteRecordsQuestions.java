package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** Records deleted from the front, and what a reader sees then. */
final class DeleteRecordsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DELETE_RECORDS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "shortened-" + version;
        Topics.make(on, name, 2);
        Produces.write(on, name, Batch.of(10));
        Produces.write(on, name, Batch.of(10));
        for (long offset : new long[] {0, 3, 3, 2, 0, 12, 20, 21, -2, -1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            ask(on, "up to " + offset, topic(name, partition(0, offset)));
            fetch(on, name, offset);
        }
        ask(on, "all of an empty one", topic(name, partition(1, -1)));
        ask(on, "no topic");
        ask(on, "no partition", topic(name));
        ask(on, "a topic that is not there", topic("absent", partition(0, 0)));
        ask(on, "a bad name", topic("no/slash", partition(0, 0)));
        ask(on, "a partition that is not there", topic(name, partition(0, 20), partition(7, 1)));
        ask(on, "a partition twice", topic(name, partition(0, 20), partition(0, 20)));
        ask(on, "the metadata log", topic("__cluster_metadata", partition(0, 0)));
        var compacted = "shortened-compacted-" + version;
        Topics.make(on, compacted, 1, Map.of("cleanup.policy", "compact"));
        Produces.write(on, compacted, Batch.of(3));
        ask(on, "of a compacted topic", topic(compacted, partition(0, 1)));
    }

    /** What a reader sees at the offset then. */
    private void fetch(Asking on, String name, long offset) {
        on.askOther(
                "a fetch after up to " + offset,
                ApiKeys.FETCH,
                12,
                peer -> Fetches.request(Fetches.topic(peer, 12, name, Fetches.partition(0, Math.max(offset, 0)))));
    }

    private void ask(Asking on, String what, DeleteRecordsTopic... topics) {
        on.ask(what, peer -> new DeleteRecordsRequestData().setTimeoutMs(5_000).setTopics(List.of(topics)));
    }

    private static DeleteRecordsTopic topic(String name, DeleteRecordsPartition... partitions) {
        return new DeleteRecordsTopic().setName(name).setPartitions(List.of(partitions));
    }

    private static DeleteRecordsPartition partition(int index, long offset) {
        return new DeleteRecordsPartition().setPartitionIndex(index).setOffset(offset);
    }
}
