package io.ottla.compat.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData.JoinGroupRequestProtocol;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.JoinGroupRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are what they claim to be, and large: none takes more room than there is, or time from the others. */
class HeavyTest {
    private static final int MEGABYTE = 1 << 20;

    /** What is large and allowed is taken in; the heap grows for it up to its bound, and Java gives little of that back. */
    private static final long MOST_MORE_BYTES = 384L << 20;

    private static Besieged broker;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        broker = Besieged.start(data);
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void lists_of_very_many_elements_close_or_are_answered_in_every_api() throws Exception {
        during(() -> {
            for (var api : served()) {
                var version = api.latestVersion();
                for (var frame : Swollen.frames(api, version, 2 * MEGABYTE)) {
                    endsWell(frame, () -> api + " " + version);
                }
            }
        });
    }

    private static void during(Besieged.Attack attack) throws Exception {
        broker.during(attack, MOST_MORE_BYTES);
    }

    private static List<ApiKeys> served() throws IOException {
        try (var peer = broker.connect()) {
            var answer = (ApiVersionsResponseData) peer.ask(new ApiVersionsRequest.Builder().build((short) 3));
            return answer.apiKeys().stream()
                    .map(api -> ApiKeys.forId(api.apiKey()))
                    .toList();
        }
    }

    @Test
    void ninety_megabytes_of_names_without_letters() throws Exception {
        var frame = Swollen.frame(ApiKeys.METADATA, (short) 9, 0, 90 * MEGABYTE);
        during(() -> {
            for (int i = 0; i < 3; i++) {
                endsWell(frame, () -> "names without letters");
            }
        });
    }

    @Test
    void ninety_megabytes_that_a_member_says_of_itself() throws Exception {
        var join = ByteBuffer.allocate(90 * MEGABYTE);
        join.putShort(ApiKeys.JOIN_GROUP.id).putShort((short) 0).putInt(7).putShort((short) -1);
        text(join, "group").putInt(10_000);
        text(join, "");
        text(join, "consumer").putInt(1);
        text(join, "range").putInt(join.remaining() - 4);
        var frame = Peer.frame(join.rewind());
        during(() -> inParallel(4, () -> endsWell(frame, () -> "a member's words")));
    }

    @Test
    void members_that_name_a_hundred_thousand_protocols_each() throws Exception {
        during(() -> {
            endsWell(Peer.frame(new JoinGroupRequest(able("a"), (short) 3), 7), () -> "the first");
            endsWell(Peer.frame(new JoinGroupRequest(able("b"), (short) 3), 7), () -> "the second");
        });
    }

    private static JoinGroupRequestData able(String prefix) {
        var join = new JoinGroupRequestData()
                .setGroupId("able")
                .setSessionTimeoutMs(10_000)
                .setRebalanceTimeoutMs(10_000)
                .setProtocolType("consumer");
        for (int i = 0; i < 100_000; i++) {
            join.protocols().add(new JoinGroupRequestProtocol().setName(prefix + i));
        }
        return join;
    }

    /** The answer would be gigabytes. */
    @Test
    void the_same_asked_a_hundred_thousand_times_in_one_request() throws Exception {
        var config = new DescribeConfigsRequestData();
        var metadata = new MetadataRequestData().setAllowAutoTopicCreation(false);
        var resource = new DescribeConfigsResource()
                .setResourceType((byte) 4)
                .setResourceName("1")
                .setConfigurationKeys(null);
        for (int i = 0; i < 100_000; i++) {
            config.resources().add(resource);
            metadata.topics().add(new MetadataRequestTopic().setName("wide"));
        }
        var wide = new CreatableTopic().setName("wide").setNumPartitions(200).setReplicationFactor((short) 1);
        var create = new CreateTopicsRequestData().setTimeoutMs(10_000);
        create.topics().add(wide);
        try (var peer = broker.connect()) {
            peer.ask(new CreateTopicsRequest(create, (short) 5));
        }
        during(() -> {
            endsWell(Peer.frame(new DescribeConfigsRequest(config, (short) 4), 7), () -> "configurations");
            endsWell(Peer.frame(new MetadataRequest(metadata, (short) 9), 7), () -> "topics");
        });
    }

    private static ByteBuffer text(ByteBuffer to, String text) {
        return to.putShort((short) text.length()).put(text.getBytes(US_ASCII));
    }

    @Test
    void tagged_fields_that_nobody_knows_without_end_at_every_place() throws Exception {
        var tags = new ByteArrayOutputStream();
        int count = 300_000;
        varint(tags, count);
        for (int tag = 0; tag < count; tag++) {
            varint(tags, 10_000 + tag);
            tags.write(0);
        }
        during(() -> {
            for (var sample : Served.samples(broker.bootstrap())) {
                for (var spot : sample.spots()) {
                    if (spot.name().equals("count of tagged fields") && sample.isNewest()) {
                        endsWell(sample.with(spot, tags.toByteArray()), () -> sample + " with many tagged fields");
                    }
                }
            }
        });
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        for (; left > 0x7f; left >>>= 7) {
            out.write((left & 0x7f) | 0x80);
        }
        out.write(left);
    }

    /** More than the broker holds at once: they wait for each other, and none is cut off. */
    @Test
    void forty_that_send_twenty_megabytes_each_are_slowed_and_answered() throws Exception {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(ByteBuffer.allocate(10)
                .putShort(ApiKeys.API_VERSIONS.id)
                .putShort((short) 3)
                .putInt(7)
                .putShort((short) -1)
                .array());
        whole.writeBytes(new byte[] {0, 2, 'a', 2, '1', 1, 77}); // a name, a version, one tagged field nobody knows
        varint(whole, 20 * MEGABYTE);
        whole.writeBytes(new byte[20 * MEGABYTE]);
        var frame = Peer.frame(ByteBuffer.wrap(whole.toByteArray()));
        during(() -> inParallel(40, () -> {
            try (var peer = broker.connect()) {
                peer.send(frame);
                assertTrue(Sample.isAnsweredBy(Objects.requireNonNull(peer.next(), "closed instead of an answer")));
            }
        }));
    }

    private static void inParallel(int count, Besieged.Attack attack) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            var all = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < count; i++) {
                var one = new CompletableFuture<Void>();
                all.add(one);
                threads.execute(() -> {
                    try {
                        attack.run();
                        one.complete(null);
                    } catch (Exception | AssertionError e) {
                        one.completeExceptionally(e);
                    }
                });
            }
            for (var one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void endsWell(byte[] frame, Supplier<String> what) throws IOException {
        try (var peer = broker.connect()) {
            try {
                peer.send(frame);
                peer.endOutput();
            } catch (IOException closed) {
                return; // before all was sent
            }
            peer.awaitClose(what);
        }
    }
}
