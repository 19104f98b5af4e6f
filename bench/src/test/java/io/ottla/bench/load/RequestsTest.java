package io.ottla.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Readable;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class RequestsTest {

    @Nested
    final class Frames {

        @Test
        void kafkas_own_parser_reads_each_request_to_its_last_byte() {
            byte[] batch = RecordBatches.of(1, 100);
            ProduceRequest produce = (ProduceRequest) parsed(Requests.produce("t", 7, batch));
            assertEquals(-1, produce.acks());
            assertEquals(
                    7,
                    produce.data()
                            .topicData()
                            .find("t", Uuid.ZERO_UUID)
                            .partitionData()
                            .get(0)
                            .index());
            CreateTopicsRequest create =
                    (CreateTopicsRequest) parsed(Requests.createTopic("t", 16, Map.of("flush.messages", "1")));
            assertEquals(16, create.data().topics().find("t").numPartitions());
            assertTrue(((MetadataRequest) parsed(Requests.metadata())).isAllTopics());
            ListOffsetsRequest offsets = (ListOffsetsRequest) parsed(Requests.endOffsets("t", 3));
            assertEquals(3, offsets.data().topics().get(0).partitions().size());
            assertTrue(parsed(Requests.apiVersions()).toString().contains("bench"));
        }

        @Test
        void the_fetch_offset_is_where_a_reader_patches_it() {
            byte[] fetch = Requests.fetch("large", 3);
            ByteBuffer.wrap(fetch).putLong(Requests.fetchOffsetAt(fetch), 123456789012L);
            FetchRequest parsed = (FetchRequest) parsed(fetch);
            assertEquals(
                    123456789012L,
                    parsed.data().topics().get(0).partitions().get(0).fetchOffset());
        }

        private AbstractRequest parsed(byte[] frame) {
            ByteBuffer buffer = ByteBuffer.wrap(frame);
            assertEquals(frame.length - 4, buffer.getInt());
            RequestHeader header = RequestHeader.parse(buffer);
            Readable body = new ByteBufferAccessor(buffer);
            AbstractRequest request = AbstractRequest.parseRequest(header.apiKey(), header.apiVersion(), body).request;
            assertEquals(0, buffer.remaining());
            return request;
        }
    }

    @Nested
    final class Batches {

        @Test
        void a_batch_is_valid_and_has_the_records_it_counts() {
            byte[] batch = RecordBatches.ofSize(64 << 10);
            assertTrue(batch.length <= 64 << 10 && batch.length > 63 << 10);
            var records = MemoryRecords.readableRecords(ByteBuffer.wrap(batch));
            records.batches().forEach(each -> each.ensureValid());
            int count = 0;
            for (var record : records.records()) {
                assertEquals(1024, record.valueSize());
                count++;
            }
            assertEquals(RecordBatches.count(batch), count);
        }
    }
}
