import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Records of the contract as those of kafka-clients, and back. */
final class Records {
    private Records() {}

    @SuppressWarnings("unchecked")
    static List<ProducerRecord<byte[], byte[]>> toProduce(Map<String, Object> request) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Map<String, Object> each : (List<Map<String, Object>>) request.get("records")) {
            Number timestamp = (Number) each.get("timestamp");
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    Contract.text(request, "topic"),
                    Contract.number(request, "partition"),
                    timestamp == null ? null : Long.valueOf(timestamp.longValue()),
                    Contract.decoded(each.get("key")),
                    Contract.decoded(each.get("value")));
            for (List<Object> header : (List<List<Object>>) each.get("headers")) {
                record.headers().add((String) header.get(0), Contract.decoded(header.get(1)));
            }
            records.add(record);
        }
        return records;
    }

    static Map<String, Object> read(ConsumerRecord<byte[], byte[]> record) {
        List<Object> headers = new ArrayList<>();
        for (Header header : record.headers()) headers.add(Arrays.asList(header.key(), Contract.encoded(header.value())));
        return Contract.map(
                "partition", record.partition(),
                "offset", record.offset(),
                "key", Contract.encoded(record.key()),
                "value", Contract.encoded(record.value()),
                "headers", headers,
                "timestamp", record.timestamp());
    }
}
