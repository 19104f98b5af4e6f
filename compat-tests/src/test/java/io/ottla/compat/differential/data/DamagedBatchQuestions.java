package io.ottla.compat.differential.data;

import static io.ottla.compat.differential.data.Produces.request;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/** Produce with batches that are not well formed, and what is then in the log. */
final class DamagedBatchQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.PRODUCE;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        if (version < 3 || version % 2 == 0) {
            return; // batches are the same at every version: half of them will do
        }
        var name = "damaged-" + version;
        Topics.make(on, name, 1);
        askHeaders(on, name);
        askFrames(on, name);
        askRecords(on, name);
        askCompressed(on, name);
        ask(on, "a good one", name, Batch.of(2));
    }

    private void askHeaders(Asking on, String name) {
        var good = Batch.of(3);
        ask(on, "a base offset that is not zero", name, good.withLong(Batch.BASE_OFFSET, 55));
        ask(on, "a negative base offset", name, good.withLong(Batch.BASE_OFFSET, -7));
        ask(on, "a leader epoch", name, good.withInt(Batch.LEADER_EPOCH, 9));
        ask(on, "a wrong crc", name, good.withInt(Batch.CRC, 0));
        for (int magic : new int[] {0, 1, 3, -1, 127}) {
            ask(on, "magic " + magic + " in a batch of 2", name, good.withByte(Batch.MAGIC, magic));
        }
        ask(on, "magic 0", name, Batch.ofMagic(0));
        ask(on, "magic 1", name, Batch.ofMagic(1));
        for (int attributes : new int[] {5, 6, 7, 0x08, 0x10, 0x20, 0x30, 0x40, 0x80, 0x4000}) {
            ask(
                    on,
                    "attributes " + attributes,
                    name,
                    good.withShort(Batch.ATTRIBUTES, attributes).sealed());
        }
        for (int delta : new int[] {0, 1, 3, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            ask(
                    on,
                    "last offset delta " + delta,
                    name,
                    good.withInt(Batch.LAST_OFFSET_DELTA, delta).sealed());
        }
        for (int count : new int[] {0, 1, 2, 4, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            ask(on, "count " + count, name, good.withInt(Batch.COUNT, count).sealed());
        }
        ask(
                on,
                "count and delta of a million",
                name,
                good.withInt(Batch.COUNT, 1_000_000)
                        .withInt(Batch.LAST_OFFSET_DELTA, 999_999)
                        .sealed());
        ask(
                on,
                "count and delta of two, in a batch of three",
                name,
                good.withInt(Batch.COUNT, 2).withInt(Batch.LAST_OFFSET_DELTA, 1).sealed());
        ask(
                on,
                "a largest time stamp that is not",
                name,
                good.withLong(Batch.MAX_TIMESTAMP, Batch.TIME + 5).sealed());
        ask(
                on,
                "a negative largest time stamp",
                name,
                good.withLong(Batch.MAX_TIMESTAMP, -1).sealed());
        ask(
                on,
                "a negative base time stamp",
                name,
                good.withLong(Batch.BASE_TIMESTAMP, -100).sealed());
        ask(
                on,
                "a producer id without sequence",
                name,
                good.withLong(Batch.PRODUCER_ID, 5).sealed());
        ask(
                on,
                "a producer epoch without id",
                name,
                good.withShort(Batch.PRODUCER_EPOCH, 5).sealed());
        ask(
                on,
                "a sequence without id",
                name,
                good.withInt(Batch.BASE_SEQUENCE, 5).sealed());
        ask(
                on,
                "a negative producer id",
                name,
                good.withLong(Batch.PRODUCER_ID, -5)
                        .withShort(Batch.PRODUCER_EPOCH, 0)
                        .withInt(Batch.BASE_SEQUENCE, 0)
                        .sealed());
        ask(
                on,
                "a negative producer epoch",
                name,
                good.withLong(Batch.PRODUCER_ID, 5)
                        .withShort(Batch.PRODUCER_EPOCH, -1)
                        .withInt(Batch.BASE_SEQUENCE, 0)
                        .sealed());
    }

    private void askFrames(Asking on, String name) {
        var good = Batch.of(3);
        ask(on, "two batches", name, good.followedBy(good));
        ask(on, "a batch and a piece of one", name, good.followedBy(good.cutTo(30)));
        ask(on, "a batch and a byte", name, good.followedBy(good.cutTo(1)));
        ask(
                on,
                "an empty batch and one",
                name,
                Batch.of(1)
                        .withContent(new byte[0])
                        .withInt(Batch.COUNT, 0)
                        .sealed()
                        .followedBy(good));
        for (int size : new int[] {1, 11, 12, 16, 17, 60, 61, 62, good.size() - 1}) {
            ask(on, "cut to " + size, name, good.cutTo(size));
        }
        for (int length :
                new int[] {0, -1, 14, 48, 49, good.size() - 13, good.size() - 11, Integer.MAX_VALUE, Integer.MIN_VALUE
                }) {
            ask(on, "length " + length, name, good.withInt(Batch.LENGTH, length));
        }
    }

    private void askRecords(Asking on, String name) {
        var one = Batch.of(1);
        content(on, name, one, "no record", new byte[] {});
        content(on, name, one, "a negative length", new byte[] {0x01, 0, 0, 0, 0, 0, 0});
        content(on, name, one, "a length beyond the end", new byte[] {0x7e, 0, 0, 0, 1, 1, 0});
        content(on, name, one, "a length that is too short", new byte[] {0x08, 0, 0, 0, 1, 1, 0});
        content(on, name, one, "a length of zero", new byte[] {0, 0, 0, 0, 1, 1, 0});
        content(on, name, one, "an endless number", new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
        content(on, name, one, "a key of minus two", new byte[] {0x0c, 0, 0, 0, 3, 1, 0});
        content(on, name, one, "a key beyond the end", new byte[] {0x0c, 0, 0, 0, 0x7e, 1, 0});
        content(on, name, one, "a negative count of headers", new byte[] {0x0c, 0, 0, 0, 1, 1, 1});
        content(on, name, one, "headers that are not there", new byte[] {0x0c, 0, 0, 0, 1, 1, 0x7e});
        content(on, name, one, "a header without key", new byte[] {0x10, 0, 0, 0, 1, 1, 2, 1, 1});
        content(on, name, one, "an offset delta of five", new byte[] {0x0c, 0, 0, 10, 1, 1, 0});
        content(on, name, one, "a negative offset delta", new byte[] {0x0c, 0, 0, 1, 1, 1, 0});
        content(on, name, one, "record attributes", new byte[] {0x0c, 9, 0, 0, 1, 1, 0});
        content(on, name, one, "a negative time delta", new byte[] {0x0c, 0, 1, 0, 1, 1, 0});
        content(on, name, one, "a record and a byte", new byte[] {0x0c, 0, 0, 0, 1, 1, 0, 0});
        content(on, name, Batch.of(2), "the same offset twice", new byte[] {
            0x0c, 0, 0, 0, 1, 1, 0, 0x0c, 0, 0, 0, 1, 1, 0
        });
    }

    private void content(Asking on, String name, Batch header, String what, byte[] content) {
        ask(on, "content: " + what, name, header.withContent(content).sealed());
    }

    private void askCompressed(Asking on, String name) {
        int version = on.version();
        var noise = new byte[100];
        new Random(1).nextBytes(noise);
        for (var builder : new Compression.Builder<?>[] {
            Compression.gzip(), Compression.snappy(), Compression.lz4(), Compression.zstd()
        }) {
            var compression = builder.build();
            if (version < 7 && compression.type().name.equals("zstd")) {
                continue;
            }
            var codec = compression.type().name + ": ";
            var good = Batch.of(compression, 3);
            ask(on, codec + "noise", name, good.withContent(noise).sealed());
            ask(on, codec + "nothing", name, good.withContent(new byte[0]).sealed());
            ask(
                    on,
                    codec + "a flipped byte",
                    name,
                    good.withByte(good.size() - 5, 0x55).sealed());
            ask(
                    on,
                    codec + "cut",
                    name,
                    good.cutTo(good.size() - 6)
                            .withInt(Batch.LENGTH, good.size() - 18)
                            .sealed());
            ask(
                    on,
                    codec + "count of two",
                    name,
                    good.withInt(Batch.COUNT, 2)
                            .withInt(Batch.LAST_OFFSET_DELTA, 1)
                            .sealed());
            ask(
                    on,
                    codec + "count of four",
                    name,
                    good.withInt(Batch.COUNT, 4)
                            .withInt(Batch.LAST_OFFSET_DELTA, 3)
                            .sealed());
            ask(
                    on,
                    codec + "a largest time stamp that is not",
                    name,
                    good.withLong(Batch.MAX_TIMESTAMP, Batch.TIME + 5).sealed());
        }
    }

    private void ask(Asking on, String what, String topic, Batch batch) {
        int version = on.version();
        on.askUnsampled(what, peer -> request(peer, version, topic, batch), DamagedBatchQuestions::forgetOffset);
    }

    /** Offsets differ from where one broker took what the other refused. */
    private static void forgetOffset(Peer peer, ApiMessage reply) {
        if (reply instanceof ProduceResponseData produced) {
            for (var topic : produced.responses()) {
                topic.partitionResponses().forEach(partition -> partition.setBaseOffset(-1));
            }
        }
    }
}
