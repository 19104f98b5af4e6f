package io.ottla.broker.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.broker.Main;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.message.connection.ApiVersions;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.data.ListOffsets;
import io.ottla.wire.message.data.Produce;
import io.ottla.wire.message.topic.Metadata;
import io.ottla.wire.message.transaction.InitProducerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A broker in a directory of its own plays through what brokers usually do, and ends. Run once by the scripts, so that the JVM can
 * keep what it learned on the way (classes, and on newer JDKs which methods are hot) for every later start.
 */
public final class Rehearsal {
    private static final String TOPIC = "rehearsal";
    private static final int PARTITIONS = 4;
    private static final int BATCHES = 20_000;
    private static final int PIPELINED = 8;

    private Rehearsal() {}

    /** Takes no arguments. */
    public static void main(String[] words) throws IOException {
        var directory = Files.createTempDirectory("ottla-rehearsal");
        try {
            rehearse(directory);
        } finally {
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void rehearse(Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("server.properties"), "listeners=PLAINTEXT://localhost:0\n");
        var words = new String[] {
            file.toString(), "--override", "log.dirs=" + directory.resolve("data"), "--override", "num.partitions=4"
        };
        try (var broker = Main.start(words);
                var client = new RehearsalClient(broker.addresses().get(0))) {
            greet(client);
            write(client);
            read(client);
        }
    }

    private static void greet(RehearsalClient client) throws IOException {
        for (var version : List.of(0, 3, 4)) {
            client.ask(new ApiVersions.Request("ottla", "1", null, -1), version);
        }
        for (var version : List.of(1, 9, 12, 13)) {
            client.ask(new Metadata.Request(null, true, false, false), version);
            var topics = List.of(new Metadata.RequestedTopic(Uuid.ZERO, TOPIC));
            client.ask(new Metadata.Request(topics, true, false, false), version);
        }
        client.ask(new InitProducerId.Request(null, 60_000, -1, (short) -1, false, false), 4);
    }

    private static void write(RehearsalClient client) throws IOException {
        for (var i = 0; i < BATCHES; i += PIPELINED) {
            for (var j = 0; j < PIPELINED; j++) {
                client.send(produce(j % PARTITIONS, i < 100 ? 10 : 1), 9);
            }
            client.awaitReplies();
        }
    }

    private static ApiRequest<?> produce(int partition, int records) {
        var batch = new BatchBuilder();
        for (var i = 0; i < records; i++) {
            batch.append(System.currentTimeMillis(), null, "a record such as records are".getBytes(UTF_8));
        }
        var data = new Produce.PartitionData(partition, new BytesPayload(batch.build()));
        var topic = new Produce.TopicData(TOPIC, Uuid.ZERO, List.of(data));
        return new Produce.Request(null, (short) -1, 1000, List.of(topic));
    }

    private static void read(RehearsalClient client) throws IOException {
        for (var timestamp : List.of(-1L, -2L, 0L)) {
            client.ask(listOffsets(timestamp), 7);
        }
        for (var offset = 0; offset < BATCHES / PARTITIONS; offset += 10) {
            client.ask(fetch(offset, 100 + offset * 20, 0), 12);
        }
        client.ask(fetch(BATCHES * 2, 100, 0), 12);
        client.send(fetch(BATCHES / PARTITIONS + 1_000_000, 100, 10), 12);
        client.awaitReplies();
    }

    private static ApiRequest<?> listOffsets(long timestamp) {
        var partition = new ListOffsets.Partition(0, -1, timestamp, 1);
        return new ListOffsets.Request(-1, (byte) 0, List.of(new ListOffsets.Topic(TOPIC, List.of(partition))), 0);
    }

    private static ApiRequest<?> fetch(long offset, int maxBytes, int maxWaitMs) {
        var partition = new Fetch.Partition(0, -1, offset, -1, -1, maxBytes, Uuid.ZERO, Long.MAX_VALUE);
        var topic = new Fetch.Topic(TOPIC, Uuid.ZERO, List.of(partition));
        return new Fetch.Request(
                null,
                -1,
                Fetch.ReplicaState.NONE,
                maxWaitMs,
                1,
                1 << 20,
                (byte) 0,
                0,
                -1,
                List.of(topic),
                List.of(),
                "");
    }
}
