package io.ottla.compat.differential.data;

import static io.ottla.compat.differential.data.Fetches.partition;
import static io.ottla.compat.differential.data.Fetches.request;
import static io.ottla.compat.differential.data.Fetches.topic;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchRequestData.ReplicaState;
import org.apache.kafka.common.protocol.ApiKeys;

/** Fetch outside of sessions. */
final class FetchQuestions implements Questions {
    private static final int LEADER_EPOCHS = 9;
    private static final int LAST_FETCHED_EPOCHS = 12;
    private static final int REPLICA_STATES = 15;

    @Override
    public ApiKeys api() {
        return ApiKeys.FETCH;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "fetched-" + version;
        Topics.make(on, name, 2);
        // Offsets 0-4, 5-9, 10-19 (compressed), 20.
        Produces.write(on, name, Batch.of(5));
        Produces.write(on, name, Batch.of(5));
        Produces.write(on, name, Batch.of(Compression.gzip().build(), 10));
        Produces.write(on, name, Batch.of(1));
        askOffsets(on, name);
        askSizes(on, name);
        askPlaces(on, name);
        askEpochs(on, name);
        askReplicas(on, name);
    }

    private void askOffsets(Asking on, String name) {
        int version = on.version();
        for (long offset :
                new long[] {0, 3, 4, 5, 12, 19, 20, 21, 22, 1_000_000, -1, -2, Long.MAX_VALUE, Long.MIN_VALUE}) {
            on.ask("offset " + offset, peer -> request(topic(peer, version, name, partition(0, offset))));
        }
        on.ask("an empty partition", peer -> request(topic(peer, version, name, partition(1, 0))));
        on.ask("behind the end of an empty partition", peer -> request(topic(peer, version, name, partition(1, 1))));
        on.ask(
                "isolation 1",
                peer -> request(topic(peer, version, name, partition(0, 12))).setIsolationLevel((byte) 1));
        for (int isolation : new int[] {2, -1}) {
            on.askUnsampled(
                    "isolation " + isolation,
                    peer -> request(topic(peer, version, name, partition(0, 12)))
                            .setIsolationLevel((byte) isolation));
        }
    }

    private void askSizes(Asking on, String name) {
        int version = on.version();
        int batch = Batch.of(5).size();
        for (int size : new int[] {0, 1, batch - 1, batch, batch + 1, 2 * batch, 2 * batch + 10, -1}) {
            on.ask(
                    "partition's size " + size,
                    peer -> request(topic(peer, version, name, partition(0, 0).setPartitionMaxBytes(size))));
            on.ask(
                    "response's size " + size,
                    peer -> request(topic(peer, version, name, partition(0, 0))).setMaxBytes(size));
        }
        on.ask(
                "from the middle of a batch, a byte",
                peer -> request(topic(peer, version, name, partition(0, 7).setPartitionMaxBytes(1))));
        on.ask(
                "an empty and a full one, a byte each",
                peer -> request(topic(
                        peer,
                        version,
                        name,
                        partition(1, 0).setPartitionMaxBytes(1),
                        partition(0, 0).setPartitionMaxBytes(1))));
        on.ask(
                "a wait that ends",
                peer -> request(topic(peer, version, name, partition(0, 21)))
                        .setMaxWaitMs(50)
                        .setMinBytes(1));
        on.ask(
                "a wait that need not be",
                peer -> request(topic(peer, version, name, partition(0, 20)))
                        .setMaxWaitMs(5_000)
                        .setMinBytes(1));
        on.ask(
                "a wait ended by an error",
                peer -> request(topic(peer, version, name, partition(0, 99), partition(1, 0)))
                        .setMaxWaitMs(5_000)
                        .setMinBytes(1));
        on.ask(
                "more than there is",
                peer -> request(topic(peer, version, name, partition(0, 0)))
                        .setMaxWaitMs(50)
                        .setMinBytes(1_000_000));
        on.ask(
                "a negative wait",
                peer -> request(topic(peer, version, name, partition(0, 21)))
                        .setMaxWaitMs(-1)
                        .setMinBytes(1));
        on.ask(
                "a negative minimum",
                peer -> request(topic(peer, version, name, partition(0, 21))).setMinBytes(-1));
    }

    private void askPlaces(Asking on, String name) {
        int version = on.version();
        on.ask("no topic", peer -> request());
        on.ask("no partition", peer -> request(topic(peer, version, name)));
        on.ask("a partition that is not there", peer -> request(topic(peer, version, name, partition(2, 0))));
        on.ask("a negative partition", peer -> request(topic(peer, version, name, partition(-1, 0))));
        on.ask("a topic that is not there", peer -> request(topic(peer, version, "absent", partition(0, 0))));
        on.ask("a partition twice", peer -> request(topic(peer, version, name, partition(0, 0), partition(0, 20))));
        on.ask(
                "a topic twice",
                peer -> request(
                        topic(peer, version, name, partition(0, 20)), topic(peer, version, name, partition(1, 0))));
        on.ask(
                "one good, one that is not there",
                peer -> request(
                        topic(peer, version, name, partition(0, 20)), topic(peer, version, "absent", partition(1, 0))));
        if (version >= Fetches.IDS) {
            on.ask(
                    "no id",
                    peer -> request(
                            new FetchTopic().setTopicId(Uuid.ZERO_UUID).setPartitions(List.of(partition(0, 0)))));
        } else {
            on.ask("a bad name", peer -> request(topic(peer, version, "no/slash", partition(0, 0))));
            on.ask("an empty name", peer -> request(topic(peer, version, "", partition(0, 0))));
        }
    }

    private void askEpochs(Asking on, String name) {
        int version = on.version();
        if (version >= LEADER_EPOCHS) {
            for (int epoch : new int[] {-1, 0, 1, -2, 1000}) {
                one(on, name, "leader epoch " + epoch, partition -> partition.setCurrentLeaderEpoch(epoch));
            }
        }
        if (version >= LAST_FETCHED_EPOCHS) {
            for (int epoch : new int[] {-1, 0, 1, -2, 1000}) {
                one(on, name, "last fetched epoch " + epoch, partition -> partition.setLastFetchedEpoch(epoch));
                one(
                        on,
                        name,
                        "last fetched epoch " + epoch + " behind the end",
                        partition -> partition.setLastFetchedEpoch(epoch).setFetchOffset(400));
            }
        }
    }

    private void one(Asking on, String name, String what, UnaryOperator<FetchPartition> change) {
        int version = on.version();
        on.ask(what, peer -> request(topic(peer, version, name, change.apply(partition(0, 20)))));
    }

    private void askReplicas(Asking on, String name) {
        int version = on.version();
        for (int replica : new int[] {1, 2, 77, -2, -3}) {
            on.ask(
                    "replica " + replica,
                    peer -> asReplica(version, replica, request(topic(peer, version, name, partition(0, 20)))));
        }
        if (version >= 11) {
            on.ask(
                    "from a rack",
                    peer -> request(topic(peer, version, name, partition(0, 20)))
                            .setRackId("r1"));
        }
    }

    private static FetchRequestData asReplica(int version, int replica, FetchRequestData request) {
        return version >= REPLICA_STATES
                ? request.setReplicaState(new ReplicaState().setReplicaId(replica))
                : request.setReplicaId(replica);
    }
}
