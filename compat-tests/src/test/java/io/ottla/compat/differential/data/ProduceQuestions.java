package io.ottla.compat.differential.data;

import static io.ottla.compat.differential.data.Produces.partition;
import static io.ottla.compat.differential.data.Produces.request;
import static io.ottla.compat.differential.data.Produces.topic;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Produce with batches that are well formed. */
final class ProduceQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.PRODUCE;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        if (version < api().oldestVersion()) {
            on.askRaw("a version that is only named", peer -> ByteBuffer.allocate(16));
            return;
        }
        var name = "produced-" + version;
        Topics.make(on, name, 2);
        askWhere(on, name);
        askAcks(on, name);
        askKinds(on, name);
        askTopicRules(on);
    }

    private void askWhere(Asking on, String name) {
        int version = on.version();
        ask(on, "a record", name, Batch.of(1));
        ask(on, "ten records", name, Batch.of(10));
        ask(on, "a topic that is not there", "absent", Batch.of(1));
        on.ask("no topic", peer -> request(-1));
        on.ask("no partition", peer -> request(-1, topic(peer, version, name)));
        on.ask(
                "two partitions and one that is not there",
                peer -> request(
                        -1,
                        topic(
                                peer,
                                version,
                                name,
                                partition(0, Batch.of(1).toRecords()),
                                partition(1, Batch.of(2).toRecords()),
                                partition(2, Batch.of(3).toRecords()))));
        on.ask(
                "a negative partition",
                peer -> request(
                        -1, topic(peer, version, name, partition(-1, Batch.of(1).toRecords()))));
        // Where an answer to one of these differs, offsets differ from there on: a topic of their own.
        var twice = name + "-twice";
        Topics.make(on, twice, 3);
        on.askUnsampled("a partition twice", peer -> {
            var first = partition(0, Batch.of(1).toRecords());
            return request(
                    -1,
                    topic(peer, version, twice, first, partition(0, Batch.of(2).toRecords())));
        });
        on.askUnsampled("a topic twice", peer -> {
            var first = topic(peer, version, twice, partition(2, Batch.of(1).toRecords()));
            return request(
                    -1,
                    first,
                    topic(peer, version, twice, partition(1, Batch.of(2).toRecords())));
        });
        if (version >= Produces.IDS) {
            on.ask(
                    "no id",
                    peer -> request(
                            -1,
                            new TopicProduceData()
                                    .setTopicId(Uuid.ZERO_UUID)
                                    .setPartitionData(
                                            List.of(partition(0, Batch.of(1).toRecords())))));
        } else {
            ask(on, "a bad name", "no/slash", Batch.of(1));
            ask(on, "an empty name", "", Batch.of(1));
            ask(on, "the metadata log", "__cluster_metadata", Batch.of(1));
        }
    }

    private void askAcks(Asking on, String name) {
        int version = on.version();
        for (int acks : new int[] {1, 2, -2}) {
            on.ask("acks " + acks, peer -> acks(peer, version, acks, name, Batch.of(2)));
        }
        on.ask("no time", peer -> request(peer, version, name, Batch.of(1)).setTimeoutMs(0));
        on.ask(
                "a negative time",
                peer -> request(peer, version, name, Batch.of(1)).setTimeoutMs(-1));
        on.askForSilence("acks 0", peer -> acks(peer, version, 0, name, Batch.of(2)));
        on.askForSilence("acks 0 to what is not there", peer -> acks(peer, version, 0, "absent", Batch.of(2)));
        on.askForSilence(
                "acks 0 and a bad batch",
                peer -> acks(peer, version, 0, name, Batch.of(2).withInt(Batch.CRC, 1)));
        ask(on, "a record after silence", name, Batch.of(1));
    }

    private static ProduceRequestData acks(Peer peer, int version, int acks, String name, Batch batch) {
        return request(acks, topic(peer, version, name, partition(0, batch.toRecords())));
    }

    private void askKinds(Asking on, String name) {
        int version = on.version();
        for (var compression :
                List.of(Compression.gzip(), Compression.snappy(), Compression.lz4(), Compression.zstd())) {
            ask(on, compression.build().type().name, name, Batch.of(compression.build(), 20));
        }
        var key = ByteBuffer.wrap(new byte[] {1});
        ask(on, "nulls", name, Batch.of(Compression.NONE, new SimpleRecord(Batch.TIME, (byte[]) null, null)));
        ask(
                on,
                "empty key and value",
                name,
                Batch.of(Compression.NONE, new SimpleRecord(Batch.TIME, new byte[0], new byte[0])));
        ask(on, "headers", name, Batch.of(Compression.NONE, new SimpleRecord(Batch.TIME, key, key, new Header[] {
            new RecordHeader("a", new byte[] {1}), new RecordHeader("", null), new RecordHeader("a", new byte[0])
        })));
        ask(on, "no time stamp", name, Batch.of(Compression.NONE, new SimpleRecord(-1, key, key)));
        ask(on, "a time stamp of zero", name, Batch.of(Compression.NONE, new SimpleRecord(0, key, key)));
        ask(
                on,
                "times that go back",
                name,
                Batch.of(
                        Compression.NONE,
                        new SimpleRecord(Batch.TIME + 50, key, key),
                        new SimpleRecord(Batch.TIME, key, key)));
        long tomorrow = System.currentTimeMillis() + 3 * 24 * 3600_000L;
        ask(on, "three days from now", name, Batch.of(Compression.NONE, new SimpleRecord(tomorrow, key, key)));
        ask(
                on,
                "compressed, three days from now",
                name,
                Batch.of(
                        Compression.gzip().build(),
                        new SimpleRecord(Batch.TIME, key, key),
                        new SimpleRecord(tomorrow, key, key)));
        ask(
                on,
                "larger than may be",
                name,
                Batch.of(Compression.NONE, new SimpleRecord(Batch.TIME, new byte[1], new byte[250_000])));
        ask(
                on,
                "larger than may be before compression",
                name,
                Batch.of(Compression.gzip().build(), new SimpleRecord(Batch.TIME, new byte[1], new byte[2_000_000])));
        // Not asked: null for the records. Apache Kafka 4.3.1 answers nobody any more after it.
        on.ask("empty records", peer -> request(-1, topic(peer, version, name, partition(0, MemoryRecords.EMPTY))));
        on.ask(
                "a transactional id without a transaction",
                peer -> request(peer, version, name, Batch.of(1)).setTransactionalId("t"));
        ask(on, "after all that", name, Batch.of(1));
    }

    private void askTopicRules(Asking on) {
        int version = on.version();
        var compacted = "produced-compacted-" + version;
        Topics.make(on, compacted, 1, Map.of("cleanup.policy", "compact"));
        var key = new byte[] {1};
        var keyless = new SimpleRecord(Batch.TIME, null, key);
        var keyed = new SimpleRecord(Batch.TIME, key, null);
        ask(on, "compacted: keys", compacted, Batch.of(Compression.NONE, keyed, keyed));
        ask(on, "compacted: some without key", compacted, Batch.of(Compression.NONE, keyed, keyless, keyed, keyless));
        ask(
                on,
                "compacted: compressed without key",
                compacted,
                Batch.of(Compression.lz4().build(), keyless));
        var stamped = "produced-stamped-" + version;
        Topics.make(on, stamped, 1, Map.of("message.timestamp.type", "LogAppendTime"));
        ask(on, "stamped by the broker", stamped, Batch.of(3));
        ask(
                on,
                "stamped by the broker, compressed",
                stamped,
                Batch.of(Compression.gzip().build(), 3));
        var small = "produced-small-" + version;
        Topics.make(on, small, 1, Map.of("max.message.bytes", "300", "message.timestamp.before.max.ms", "1000"));
        ask(on, "small: too old", small, Batch.of(1));
        ask(on, "small: too large", small, Batch.of(20));
        var packed = "produced-packed-" + version;
        Topics.make(on, packed, 1, Map.of("compression.type", "gzip"));
        ask(on, "packed by the broker", packed, Batch.of(20));
        ask(
                on,
                "packed by the broker, from another codec",
                packed,
                Batch.of(Compression.zstd().build(), 20));
    }

    private void ask(Asking on, String what, String topic, Batch batch) {
        int version = on.version();
        on.ask(what, peer -> request(peer, version, topic, batch));
    }
}
