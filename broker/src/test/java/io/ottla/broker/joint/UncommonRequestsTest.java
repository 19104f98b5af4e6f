package io.ottla.broker.joint;

import static io.ottla.broker.joint.Requests.batch;
import static io.ottla.broker.joint.Requests.only;
import static io.ottla.broker.joint.Requests.records;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.message.connection.ApiVersions;
import io.ottla.wire.message.data.DeleteRecords;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.data.ListOffsets;
import io.ottla.wire.message.data.Produce;
import io.ottla.wire.message.topic.CreateTopics;
import io.ottla.wire.message.topic.DescribeTopicPartitions;
import io.ottla.wire.message.topic.ElectLeaders;
import io.ottla.wire.message.topic.Metadata;
import io.ottla.wire.message.transaction.InitProducerId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a careful client never asks, answered as Apache Kafka answers it: one broker for all, a topic for each. */
class UncommonRequestsTest {
    @RegisterExtension
    static final OneBroker broker = new OneBroker(Map.of("num.partitions", "1"));

    private final WireClient client;
    private final Requests of;

    UncommonRequestsTest(WireClient client, Requests of) throws IOException {
        this.client = client;
        this.of = of;
        client.ask(of.metadata(), 12);
    }

    private static void assertError(ErrorCode expected, short code) {
        assertEquals(expected, ErrorCode.of(code));
    }

    private void write(String... values) throws IOException {
        assertError(
                ErrorCode.NONE,
                only(client.ask(of.produce(batch(values), -1), 9)).errorCode());
    }

    @Nested
    class Fetches {
        @Test
        void by_a_broker_that_holds_no_replica_are_refused_and_the_leader_is_named_since_version_16()
                throws IOException {
            for (var version = 4; version <= 12; version++) {
                var answer = only(client.ask(of.fetch().replica(77, version).build(), version));
                assertError(ErrorCode.NOT_LEADER_OR_FOLLOWER, answer.errorCode());
                assertEquals(-1, answer.currentLeader().leaderId());
            }
            var id = client.ask(of.metadata(), 12).topics().get(0).topicId();
            for (var version = 13; version <= 18; version++) {
                var answer = only(
                        client.ask(of.fetch().topicId(id).replica(77, version).build(), version));
                assertError(ErrorCode.NOT_LEADER_OR_FOLLOWER, answer.errorCode());
                assertEquals(version < 16 ? -1 : 1, answer.currentLeader().leaderId());
            }
        }

        @Test
        void of_a_partition_named_twice_read_where_it_was_named_last() throws IOException {
            write("a");
            write("b");
            var twice = List.of(partition(0, -1), partition(1, -1));
            var answer = client.ask(of.fetch().partitions(twice).build(), 11);
            assertEquals(1, answer.responses().get(0).partitions().size());
            var records = records(only(answer));
            assertEquals(1, new RecordBatch().wrap(records, records.position()).baseOffset());
        }

        @Test
        void that_went_another_way_are_told_so_even_where_there_is_nothing_to_read() throws IOException {
            write("a");
            var answer = only(
                    client.ask(of.fetch().partitions(List.of(partition(400, 0))).build(), 12));
            assertError(ErrorCode.NONE, answer.errorCode());
            assertEquals(new Fetch.EpochEndOffset(0, 1), answer.divergingEpoch());
        }

        @Test
        void of_an_empty_name_find_no_topic_of_that_name() throws IOException {
            for (var version = 4; version <= 12; version++) {
                var answer = only(client.ask(new Requests("").fetch().build(), version));
                assertError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, answer.errorCode());
            }
        }

        private Fetch.Partition partition(long offset, int lastFetchedEpoch) {
            return new Fetch.Partition(0, -1, offset, lastFetchedEpoch, -1, 1 << 20, Uuid.ZERO, Long.MAX_VALUE);
        }

        @Test
        void of_a_negative_epoch_name_none() throws IOException {
            assertError(
                    ErrorCode.NONE,
                    only(client.ask(of.fetch().leaderEpoch(-2).build(), 11)).errorCode());
        }

        @Test
        void of_an_unknown_isolation_are_refused_as_a_whole() throws IOException {
            var answer = client.ask(of.fetch().isolation(2).build(), 11);
            assertError(ErrorCode.UNKNOWN_SERVER_ERROR, answer.errorCode());
        }

        @Test
        void of_nothing_begin_a_session_too() throws IOException {
            assertNotEquals(
                    0,
                    client.ask(of.fetch().sameAsBefore().session(0, 0).build(), 11)
                            .sessionId());
        }

        @Test
        void of_an_unknown_partition_had_nothing_aborted() throws IOException {
            var answer = only(client.ask(new Requests("nowhere").fetch().build(), 11));
            assertEquals(List.of(), answer.abortedTransactions());
        }
    }

    @Nested
    class TransactionalBatches {
        @Test
        void need_an_id_and_a_transaction_that_was_begun() throws IOException {
            assertError(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, answerTo(null));
            assertError(ErrorCode.NOT_ENOUGH_REPLICAS, answerTo("t"));
        }

        @Test
        void without_an_id_are_refused_before_anything_is_looked_for() throws IOException {
            var nowhere = new Requests("nowhere");
            assertError(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, answerTo(null, nowhere, batch()));
            assertError(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, answerTo("t", nowhere, batch()));
        }

        @Test
        void that_are_damaged_are_refused_for_that() throws IOException {
            var cut = batch().limit(batch().limit() - 1);
            var old = batch().put(16, (byte) 1);
            var two = ByteBuffer.allocate(2 * batch().remaining())
                    .put(batch())
                    .put(batch())
                    .flip();
            for (var damaged : List.of(cut, old, two)) {
                assertError(ErrorCode.INVALID_RECORD, answerTo("t", of, damaged));
            }
            assertError(ErrorCode.INVALID_RECORD, answerTo(null, of, cut));
            assertError(ErrorCode.INVALID_RECORD, answerTo(null, of, old));
            assertError(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED, answerTo(null, of, two));
        }

        private short answerTo(@Nullable String transactionalId) throws IOException {
            return answerTo(transactionalId, of, batch());
        }

        private short answerTo(@Nullable String transactionalId, Requests to, ByteBuffer records) throws IOException {
            var plain = to.produce(new BytesPayload(records), -1);
            return only(client.ask(new Produce.Request(transactionalId, (short) -1, 1000, plain.topicData()), 9))
                    .errorCode();
        }

        private ByteBuffer batch() {
            return new BatchBuilder()
                    .producer(7, (short) 0, 0)
                    .transactional()
                    .append(System.currentTimeMillis(), null, new byte[1])
                    .build();
        }
    }

    @Test
    void topics_are_not_made_by_those_who_have_no_time() throws IOException {
        var topic = new CreateTopics.Topic("hurried", 1, (short) 1, List.of(), List.of());
        var answer = client.ask(new CreateTopics.Request(List.of(topic), 0, false), 7);
        assertError(ErrorCode.REQUEST_TIMED_OUT, answer.topics().get(0).errorCode());
        var again = client.ask(new CreateTopics.Request(List.of(topic), 1000, false), 7);
        assertError(ErrorCode.NONE, again.topics().get(0).errorCode());
    }

    @Test
    void a_page_of_no_partitions_has_one() throws IOException {
        var asked = List.of(new DescribeTopicPartitions.RequestedTopic(of.topic()));
        var page = client.ask(new DescribeTopicPartitions.Request(asked, 0, null), 0);
        assertEquals(1, page.topics().get(0).partitions().size());
    }

    @Test
    void a_cursor_in_a_topic_nobody_asked_for_is_refused() throws IOException {
        var asked = List.of(new DescribeTopicPartitions.RequestedTopic(of.topic()));
        var cursor = new DescribeTopicPartitions.Cursor("another", 0);
        var page = client.ask(new DescribeTopicPartitions.Request(asked, 5, cursor), 0);
        assertError(ErrorCode.INVALID_REQUEST, page.topics().get(0).errorCode());
    }

    @Test
    void an_offset_asked_for_twice_is_refused_once_and_others_are_found() throws IOException {
        var twice = new ListOffsets.Partition(0, -1, -1, 1);
        var other = new ListOffsets.Topic("nowhere", List.of(twice));
        var answer = client.ask(
                new ListOffsets.Request(
                        -1, (byte) 0, List.of(new ListOffsets.Topic(of.topic(), List.of(twice, twice)), other), 0),
                5);
        assertEquals(1, answer.topics().get(0).partitions().size());
        assertError(ErrorCode.INVALID_REQUEST, errorOf(answer.topics().get(0)));
        assertError(
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, errorOf(answer.topics().get(1)));
    }

    private static short errorOf(ListOffsets.TopicResponse topic) {
        return topic.partitions().get(0).errorCode();
    }

    @Test
    void an_election_asked_for_twice_is_answered_twice_and_a_topic_without_partitions_too() throws IOException {
        var twice = new ElectLeaders.Topic(of.topic(), List.of(0, 0));
        var none = new ElectLeaders.Topic("none", List.of());
        var answer = client.ask(new ElectLeaders.Request((byte) 0, List.of(twice, none), 1000), 2);
        assertEquals(2, answer.replicaElectionResults().get(0).partitionResult().size());
        assertEquals(List.of(), answer.replicaElectionResults().get(1).partitionResult());
    }

    @Test
    void records_of_no_partition_are_deleted_without_a_word() throws IOException {
        var topic = new DeleteRecords.Topic(of.topic(), List.of());
        assertEquals(
                List.of(),
                client.ask(new DeleteRecords.Request(List.of(topic), 1000), 2).topics());
    }

    @Test
    void a_producer_has_an_id_and_an_epoch_or_neither() throws IOException {
        var answer = client.ask(new InitProducerId.Request(null, 1000, 5, (short) -1, false, false), 4);
        assertError(ErrorCode.INVALID_REQUEST, answer.errorCode());
    }

    @Test
    void a_nameless_client_is_not_told_what_is_served() throws IOException {
        var answer = client.ask(new ApiVersions.Request("", "1.0", null, -1), 3);
        assertError(ErrorCode.INVALID_REQUEST, answer.errorCode());
        assertEquals(List.of(), answer.apiKeys());
    }

    @Test
    void metadata_is_given_by_name_before_version_12() throws IOException {
        var id = client.ask(of.metadata(), 12).topics().get(0).topicId();
        var asked = List.of(new Metadata.RequestedTopic(id, of.topic()));
        var answer = client.ask(new Metadata.Request(asked, false, false, false), 11);
        assertError(ErrorCode.INVALID_REQUEST, answer.topics().get(0).errorCode());
    }
}
