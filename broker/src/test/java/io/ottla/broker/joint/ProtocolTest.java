package io.ottla.broker.joint;

import static io.ottla.broker.joint.Requests.batch;
import static io.ottla.broker.joint.Requests.only;
import static io.ottla.broker.joint.Requests.records;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.VersionRange;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.message.connection.ApiVersions;
import io.ottla.wire.message.data.ListOffsets;
import io.ottla.wire.message.data.OffsetForLeaderEpoch;
import io.ottla.wire.message.data.Produce;
import io.ottla.wire.message.topic.CreatePartitions;
import io.ottla.wire.message.topic.DescribeTopicPartitions;
import io.ottla.wire.message.topic.Metadata;
import io.ottla.wire.message.transaction.InitProducerId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the broker answers, frame by frame: one broker for all, a topic and a connection for each. */
class ProtocolTest {
    @RegisterExtension
    static final OneBroker broker = new OneBroker(Map.of("num.partitions", "1"));

    private final WireClient client;
    private final Requests of;

    ProtocolTest(WireClient client, Requests of) {
        this.client = client;
        this.of = of;
    }

    private static void assertError(ErrorCode expected, short code) {
        assertEquals(expected, ErrorCode.of(code));
    }

    /** Creates the topic of this test. */
    private Metadata.Topic topic() throws IOException {
        return client.ask(of.metadata(), 12).topics().get(0);
    }

    @Nested
    class Versions {
        private ApiVersions.Request asked(String software, @Nullable String cluster) {
            return new ApiVersions.Request(software, "1.0", cluster, -1);
        }

        @Test
        void of_every_served_version_name_what_is_served() throws IOException {
            for (var version = 0; version <= 5; version++) {
                var answer = client.ask(asked("test", null), version);
                assertError(ErrorCode.NONE, answer.errorCode());
                for (var api : answer.apiKeys()) {
                    var key = Check.present(ApiKey.of(api.apiKey()), "unknown API %d is named", api.apiKey());
                    assertEquals(new VersionRange(api.minVersion(), api.maxVersion()), key.advertised());
                }
            }
        }

        @Test
        void nobody_knows_are_answered_in_version_0_with_the_range() throws IOException {
            client.sendRaw(HexFormat.of().parseHex("0000000e" + "0012" + "03e7" + "00000009" + "0004" + "74657374"));
            var answer = client.frame();
            assertEquals(9, answer.getInt());
            assertError(ErrorCode.UNSUPPORTED_VERSION, answer.getShort());
            assertEquals(1, answer.getInt());
            assertEquals(18, answer.getShort());
        }

        @Test
        void software_names_that_would_spoil_a_log_are_refused() throws IOException {
            assertError(
                    ErrorCode.INVALID_REQUEST,
                    client.ask(asked("no way", null), 3).errorCode());
            assertError(ErrorCode.NONE, client.ask(asked("a-client.x", null), 3).errorCode());
        }

        @Test
        void whoever_means_another_cluster_is_sent_away() throws IOException {
            assertError(
                    ErrorCode.REBOOTSTRAP_REQUIRED,
                    client.ask(asked("test", "another"), 5).errorCode());
        }

        @Test
        void features_behind_which_there_is_nothing_are_not_named() throws IOException {
            var answer = client.ask(asked("test", null), 4);
            var named = answer.supportedFeatures().stream()
                    .map(ApiVersions.SupportedFeature::name)
                    .toList();
            assertTrue(named.contains("metadata.version"));
            assertFalse(named.contains("share.version"));
            for (var finalized : answer.finalizedFeatures()) {
                assertTrue(named.contains(finalized.name()), finalized.name());
            }
        }
    }

    @Nested
    class ProduceAnswers {
        @Test
        void come_in_every_version() throws IOException {
            var id = topic().topicId();
            for (var version = 3; version <= 13; version++) {
                var request = version < 13 ? of.produce(batch("v" + version), -1) : of.produce(id, 0, batch("v13"), -1);
                var answer = only(client.ask(request, version));
                assertError(ErrorCode.NONE, answer.errorCode());
                assertEquals(version - 3, answer.baseOffset());
            }
        }

        @Test
        void refuse_what_is_not_one_sound_batch() throws IOException {
            topic();
            assertError(ErrorCode.INVALID_RECORD, answerTo(null));
            assertError(ErrorCode.INVALID_RECORD, answerTo(twice(batch("two").bytes())));
            var corrupt = batch("corrupt");
            corrupt.bytes().put(corrupt.bytes().limit() - 1, (byte) 99);
            assertError(ErrorCode.CORRUPT_MESSAGE, answerTo(corrupt));
            assertError(ErrorCode.NONE, answerTo(batch("fine")));
        }

        private short answerTo(@Nullable BytesPayload records) throws IOException {
            return only(client.ask(of.produce(records, 1), 9)).errorCode();
        }

        private BytesPayload twice(ByteBuffer one) {
            return new BytesPayload(ByteBuffer.allocate(2 * one.remaining())
                    .put(one.duplicate())
                    .put(one.duplicate())
                    .flip());
        }

        @Test
        void name_what_is_unknown() throws IOException {
            var nowhere = of.produce(batch("x"), 1);
            assertError(
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                    only(client.ask(nowhere, 9)).errorCode());
            var unknownId = of.produce(new Uuid(1, 2), 0, batch("x"), 1);
            assertError(
                    ErrorCode.UNKNOWN_TOPIC_ID, only(client.ask(unknownId, 13)).errorCode());
            var unknownPartition = of.produce(topic().topicId(), 7, batch("x"), 1);
            assertError(
                    ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                    only(client.ask(unknownPartition, 13)).errorCode());
        }

        @Test
        void refuse_acknowledgements_that_do_not_exist() throws IOException {
            topic();
            var answer = only(client.ask(of.produce(batch("x"), 2), 9));
            assertError(ErrorCode.INVALID_REQUIRED_ACKS, answer.errorCode());
        }

        @Test
        void are_not_given_to_acks_0_and_a_refusal_closes() throws IOException {
            topic();
            client.send(of.produce(batch("said and done"), 0), 9);
            client.forgetLast();
            assertEquals(
                    1,
                    client.ask(latest(), 1).topics().get(0).partitions().get(0).offset());
            client.send(new Requests("nowhere").produce(batch("lost"), 0), 9);
            assertTrue(client.isClosedSilently());
        }

        private ListOffsets.Request latest() {
            return listOffsets(-1);
        }

        @Test
        void of_versions_no_longer_served_close() throws IOException {
            client.send(of.produce(batch("x"), 1), 2);
            assertTrue(client.isClosedSilently());
        }

        @Test
        void keep_the_order_of_many_requests_at_once() throws IOException {
            topic();
            for (var i = 0; i < 100; i++) {
                client.send(of.produce(batch("r" + i), -1), 9);
            }
            for (var i = 0; i < 100; i++) {
                var answer = only(client.next(of.produce(null, -1)));
                assertEquals(i, answer.baseOffset());
            }
        }
    }

    private ListOffsets.Request listOffsets(long timestamp) {
        var partition = new ListOffsets.Partition(0, -1, timestamp, 1);
        return new ListOffsets.Request(-1, (byte) 0, List.of(new ListOffsets.Topic(of.topic(), List.of(partition))), 0);
    }

    private long write(String... values) throws IOException {
        var answer = only(client.ask(of.produce(batch(values), -1), 9));
        assertError(ErrorCode.NONE, answer.errorCode());
        return answer.baseOffset();
    }

    private static RecordBatch firstBatch(ByteBuffer records) {
        return new RecordBatch().wrap(records, records.position());
    }

    @Nested
    class FetchAnswers {
        @Test
        void come_in_every_version() throws IOException {
            var id = topic().topicId();
            write("one", "two");
            for (var version = 4; version <= 18; version++) {
                var request = version < 13 ? of.fetch() : of.fetch().topicId(id);
                var answer = only(client.ask(request.build(), version));
                assertError(ErrorCode.NONE, answer.errorCode());
                assertEquals(2, answer.highWatermark());
                assertEquals(0, version < 5 ? 0 : answer.logStartOffset());
                assertEquals(2, firstBatch(records(answer)).count());
                assertNull(answer.abortedTransactions(), "version " + version);
            }
        }

        @Test
        void give_the_whole_batch_around_an_offset() throws IOException {
            topic();
            write("a", "b", "c");
            var answer = only(client.ask(of.fetch().at(1).build(), 11));
            assertEquals(0, firstBatch(records(answer)).baseOffset());
        }

        @Test
        void give_one_whole_batch_however_little_was_asked_for() throws IOException {
            topic();
            write("x".repeat(5_000));
            write("next");
            var answer = only(client.ask(of.fetch().upTo(10).build(), 11));
            var records = records(answer);
            assertEquals(firstBatch(records).sizeInBytes(), records.remaining());
        }

        @Test
        void are_empty_not_null_at_the_end_and_out_of_range_behind_it() throws IOException {
            topic();
            write("a");
            var atEnd = only(client.ask(of.fetch().at(1).build(), 12));
            assertError(ErrorCode.NONE, atEnd.errorCode());
            assertNotNull(atEnd.records());
            assertEquals(0, records(atEnd).remaining());
            var behind = only(client.ask(of.fetch().at(2).build(), 12));
            assertError(ErrorCode.OFFSET_OUT_OF_RANGE, behind.errorCode());
        }

        @Test
        void tell_readers_of_committed_records_that_nothing_was_aborted() throws IOException {
            topic();
            write("a");
            assertEquals(
                    List.of(),
                    only(client.ask(of.fetch().committed().build(), 11)).abortedTransactions());
        }

        @Test
        void wait_for_enough_bytes_or_for_the_time_to_pass() throws IOException {
            topic();
            write("little");
            var startNanos = System.nanoTime();
            var answer = only(client.ask(of.fetch().awaiting(1_000, 200).build(), 11));
            assertEquals(1, firstBatch(records(answer)).count());
            assertTrue(System.nanoTime() - startNanos >= 200_000_000L, "answered too early");
        }

        @Test
        void come_as_soon_as_there_is_enough() throws IOException {
            topic();
            var waiting = of.fetch().awaiting(100, 10_000).build();
            client.send(waiting, 11);
            try (var writer = new WireClient(broker.bootstrap())) {
                writer.ask(of.produce(batch("a"), -1), 9);
                writer.ask(of.produce(batch("b"), -1), 9);
            }
            var answer = only(client.next(waiting));
            assertEquals(2, answer.highWatermark());
        }

        @Test
        void tell_those_with_another_epoch_who_is_behind() throws IOException {
            topic();
            assertError(
                    ErrorCode.UNKNOWN_LEADER_EPOCH,
                    only(client.ask(of.fetch().leaderEpoch(5).build(), 11)).errorCode());
        }

        @Test
        void are_not_stopped_by_one_unknown_partition() throws IOException {
            var answer = only(client.ask(new Requests("nowhere").fetch().build(), 11));
            assertError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, answer.errorCode());
            var byId = only(client.ask(of.fetch().topicId(new Uuid(3, 4)).build(), 13));
            assertError(ErrorCode.UNKNOWN_TOPIC_ID, byId.errorCode());
        }
    }

    @Nested
    class FetchSessions {
        @Test
        void tell_only_what_is_new() throws IOException {
            topic();
            write("a");
            var first = client.ask(of.fetch().session(0, 0).build(), 11);
            assertNotEquals(0, first.sessionId());
            assertEquals(1, only(first).highWatermark());
            var next = client.ask(of.fetch().at(1).session(first.sessionId(), 1).build(), 11);
            assertEquals(List.of(), next.responses());
            write("b");
            var news = client.ask(
                    of.fetch().sameAsBefore().session(first.sessionId(), 2).build(), 11);
            assertEquals(2, only(news).highWatermark());
            assertEquals(1, firstBatch(records(only(news))).baseOffset());
        }

        @Test
        void survive_the_connection_they_began_on() throws IOException {
            topic();
            var first = client.ask(of.fetch().session(0, 0).build(), 11);
            write("a");
            try (var other = new WireClient(broker.bootstrap())) {
                var next = other.ask(
                        of.fetch().sameAsBefore().session(first.sessionId(), 1).build(), 11);
                assertEquals(1, only(next).highWatermark());
            }
        }

        @Test
        void of_another_id_or_epoch_or_way_of_naming_are_refused() throws IOException {
            var id = topic().topicId();
            var session = client.ask(of.fetch().session(0, 0).build(), 11).sessionId();
            assertError(
                    ErrorCode.FETCH_SESSION_ID_NOT_FOUND,
                    client.ask(of.fetch().session(session ^ 1, 1).build(), 11).errorCode());
            assertError(
                    ErrorCode.INVALID_FETCH_SESSION_EPOCH,
                    client.ask(of.fetch().session(session, 2).build(), 11).errorCode());
            assertError(
                    ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR,
                    client.ask(of.fetch().topicId(id).session(session, 1).build(), 13)
                            .errorCode());
        }

        @Test
        void end_when_nothing_is_left_in_them() throws IOException {
            topic();
            var session = client.ask(of.fetch().session(0, 0).build(), 11).sessionId();
            var last = client.ask(
                    of.fetch()
                            .sameAsBefore()
                            .forgetting(of.topic())
                            .session(session, 1)
                            .build(),
                    11);
            assertEquals(0, last.sessionId());
            assertError(
                    ErrorCode.FETCH_SESSION_ID_NOT_FOUND,
                    client.ask(of.fetch().session(session, 2).build(), 11).errorCode());
        }
    }

    @Nested
    class MetadataAnswersAre {
        @Test
        void given_in_every_version() throws IOException {
            topic();
            for (var version = 0; version <= 13; version++) {
                var topics = version == 0 ? List.<Metadata.RequestedTopic>of() : null;
                var answer = client.ask(new Metadata.Request(topics, version < 4, false, false), version);
                assertEquals(1, answer.brokers().size(), "brokers in version " + version);
                assertTrue(answer.topics().stream().anyMatch(each -> of.topic().equals(each.name())));
            }
        }

        @Test
        void with_the_topic_just_created() throws IOException {
            var created = topic();
            assertError(ErrorCode.NONE, created.errorCode());
            assertNotEquals(Uuid.ZERO, created.topicId());
            assertEquals(1, created.partitions().size());
            assertEquals(0, created.partitions().get(0).leaderEpoch());
        }

        @Test
        void refusals_for_names_that_cannot_be_and_topics_that_must_not() throws IOException {
            assertError(ErrorCode.INVALID_TOPIC_EXCEPTION, named("no/slash", true));
            assertError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, named("not-created", false));
        }

        private short named(String name, boolean mayCreate) throws IOException {
            var topics = List.of(new Metadata.RequestedTopic(Uuid.ZERO, name));
            return client.ask(new Metadata.Request(topics, mayCreate, false, false), 9)
                    .topics()
                    .get(0)
                    .errorCode();
        }

        @Test
        void the_same_for_a_large_topic_whether_it_is_asked_for_alone_or_among_others() throws IOException {
            topic();
            grow(40);
            for (var version = 1; version <= 13; version++) {
                var alone = askFor(version, of.topic());
                assertEquals(1, alone.topics().size());
                assertEquals(
                        askFor(version, of.topic(), "none").topics().get(0),
                        alone.topics().get(0));
            }
            grow(50);
            assertEquals(50, askFor(13, of.topic()).topics().get(0).partitions().size());
        }

        private void grow(int partitions) throws IOException {
            var topics = List.of(new CreatePartitions.Topic(of.topic(), partitions, null));
            var answer = client.ask(new CreatePartitions.Request(topics, 10_000, false), 3);
            assertError(ErrorCode.NONE, answer.results().get(0).errorCode());
        }

        private Metadata.Response askFor(int version, String... names) throws IOException {
            var topics = Stream.of(names)
                    .map(name -> new Metadata.RequestedTopic(Uuid.ZERO, name))
                    .toList();
            return client.ask(new Metadata.Request(topics, version < 4, false, false), version);
        }

        @Test
        void found_by_id() throws IOException {
            var id = topic().topicId();
            var topics =
                    List.of(new Metadata.RequestedTopic(id, null), new Metadata.RequestedTopic(new Uuid(5, 6), null));
            var answer = client.ask(new Metadata.Request(topics, false, false, false), 12);
            assertEquals(of.topic(), answer.topics().get(0).name());
            assertError(ErrorCode.UNKNOWN_TOPIC_ID, answer.topics().get(1).errorCode());
        }
    }

    @Test
    void offsets_are_listed_in_every_version() throws IOException {
        topic();
        write("a", "b");
        for (var version = 0; version <= 11; version++) {
            var found = client.ask(listOffsets(-1), version)
                    .topics()
                    .get(0)
                    .partitions()
                    .get(0);
            assertError(ErrorCode.NONE, found.errorCode());
            assertEquals(2, version == 0 ? found.oldStyleOffsets().get(0) : found.offset());
        }
        var tooEarly =
                client.ask(listOffsets(-3), 6).topics().get(0).partitions().get(0);
        assertError(ErrorCode.UNSUPPORTED_VERSION, tooEarly.errorCode());
    }

    @Test
    void ends_of_epochs_are_told_in_every_version() throws IOException {
        topic();
        write("a", "b");
        var asked = new OffsetForLeaderEpoch.Topic(of.topic(), List.of(new OffsetForLeaderEpoch.Partition(0, -1, 0)));
        for (var version = 0; version <= 4; version++) {
            var request = new OffsetForLeaderEpoch.Request(-1, List.of(asked));
            var found =
                    client.ask(request, version).topics().get(0).partitions().get(0);
            assertEquals(2, found.endOffset());
        }
    }

    @Test
    void no_producer_id_is_given_twice() throws IOException {
        var request = new InitProducerId.Request(null, 1000, -1, (short) -1, false, false);
        var last = -1L;
        for (var i = 0; i < 2_500; i++) {
            var given = client.ask(request, 4);
            assertError(ErrorCode.NONE, given.errorCode());
            assertTrue(given.producerId() > last);
            last = given.producerId();
        }
    }

    @Test
    void partitions_are_described_page_by_page() throws IOException {
        topic();
        var asked = List.of(new DescribeTopicPartitions.RequestedTopic(of.topic()));
        var one = client.ask(new DescribeTopicPartitions.Request(asked, 1, null), 0);
        assertEquals(1, one.topics().get(0).partitions().size());
        assertNull(one.nextCursor());
    }

    @Test
    void one_request_of_many_partitions_is_answered_for_each() throws IOException {
        var id = topic().topicId();
        var data = List.of(new Produce.PartitionData(0, batch("here")), new Produce.PartitionData(1, batch("nowhere")));
        var request = new Produce.Request(null, (short) -1, 1000, List.of(new Produce.TopicData("", id, data)));
        var answers = client.ask(request, 13).responses().get(0).partitionResponses();
        assertError(ErrorCode.NONE, answers.get(0).errorCode());
        assertError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, answers.get(1).errorCode());
    }
}
