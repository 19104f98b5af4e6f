package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** Offsets by time, and by the numbers that stand for the first, the last and others. */
final class ListOffsetsQuestions implements Questions {
    private static final int ISOLATION = 2;
    private static final int LEADER_EPOCHS = 4;
    private static final int TIMEOUT = 10;

    @Override
    public ApiKeys api() {
        return ApiKeys.LIST_OFFSETS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "listed-" + version;
        Topics.make(on, name, 2);
        // Three batches: 0-4 from TIME on, 5-9 a second later, 10-12 before on, compressed.
        Produces.write(on, name, Batch.of(5));
        Produces.write(on, name, Batch.of(Compression.NONE, Batch.records(5, Batch.TIME + 1000)));
        Produces.write(on, name, Batch.of(Compression.lz4().build(), Batch.records(3, Batch.TIME - 1000)));
        for (long timestamp = -1; timestamp > -10; timestamp--) {
            time(on, name, timestamp);
        }
        for (long after :
                new long[] {-2000, -1000, -990, -980, -979, -1, 0, 1, 10, 40, 41, 999, 1000, 1040, 1041, 100_000}) {
            time(on, name, Batch.TIME + after);
        }
        time(on, name, 0);
        time(on, name, Long.MAX_VALUE);
        time(on, name, Long.MIN_VALUE);
        askPlaces(on, name);
        askVariants(on, name);
    }

    private void time(Asking on, String name, long timestamp) {
        int version = on.version();
        on.ask(
                "time " + timestamp,
                peer -> request(version, topic(name, partition(0, timestamp), partition(1, timestamp))));
    }

    private void askPlaces(Asking on, String name) {
        int version = on.version();
        on.ask("no topic", peer -> request(version));
        on.ask("a topic that is not there", peer -> request(version, topic("absent", partition(0, -1))));
        on.ask("a bad name", peer -> request(version, topic("no/slash", partition(0, -1))));
        on.ask("a partition that is not there", peer -> request(version, topic(name, partition(5, -1))));
        on.ask("a negative partition", peer -> request(version, topic(name, partition(-1, -1))));
        on.ask("a partition twice", peer -> request(version, topic(name, partition(0, -1), partition(0, -2))));
        on.ask(
                "one good, one not",
                peer -> request(version, topic(name, partition(0, -1)), topic("absent", partition(0, -1))));
    }

    private void askVariants(Asking on, String name) {
        int version = on.version();
        for (int replica : new int[] {1, 5, -2, -3}) {
            on.ask(
                    "replica " + replica,
                    peer -> request(version, topic(name, partition(0, -1))).setReplicaId(replica));
        }
        if (version >= ISOLATION) {
            for (int isolation : new int[] {1, 2, -1}) {
                on.askUnsampled(
                        "isolation " + isolation,
                        peer -> request(version, topic(name, partition(0, -1), partition(1, -1)))
                                .setIsolationLevel((byte) isolation));
            }
            on.ask(
                    "committed, by time",
                    peer -> request(version, topic(name, partition(0, Batch.TIME + 1000)))
                            .setIsolationLevel((byte) 1));
        }
        if (version >= LEADER_EPOCHS) {
            for (int epoch : new int[] {-1, 0, 1, -2}) {
                on.ask(
                        "leader epoch " + epoch,
                        peer -> request(version, topic(name, partition(0, -1).setCurrentLeaderEpoch(epoch))));
            }
        }
    }

    private static ListOffsetsRequestData request(int version, ListOffsetsTopic... topics) {
        return new ListOffsetsRequestData()
                .setReplicaId(-1)
                .setTimeoutMs(version >= TIMEOUT ? 5_000 : 0)
                .setTopics(List.of(topics));
    }

    private static ListOffsetsTopic topic(String name, ListOffsetsPartition... partitions) {
        return new ListOffsetsTopic().setName(name).setPartitions(List.of(partitions));
    }

    private static ListOffsetsPartition partition(int index, long timestamp) {
        return new ListOffsetsPartition().setPartitionIndex(index).setTimestamp(timestamp);
    }
}
