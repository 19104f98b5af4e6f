import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** kafka-clients by itself, from 2.1 on. */
class Plain extends PlainAdmin {
    private static final Map<String, String> ASSIGNORS = new HashMap<>();

    static {
        ASSIGNORS.put("range", "RangeAssignor");
        ASSIGNORS.put("roundrobin", "RoundRobinAssignor");
        ASSIGNORS.put("sticky", "StickyAssignor");
        ASSIGNORS.put("cooperative-sticky", "CooperativeStickyAssignor");
    }

    private KafkaConsumer<byte[], byte[]> member;

    public static void main(String[] arguments) throws Exception {
        Contract.serve(new Plain());
    }

    Object hello(Map<String, Object> request) throws IOException {
        return Contract.map("client", "kafka-clients " + version());
    }

    static String version() throws IOException {
        Properties about = new Properties();
        try (InputStream in = KafkaProducer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            about.load(in);
        }
        return about.getProperty("version");
    }

    Object produce(Map<String, Object> request) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                producing(Contract.text(request, "codec")), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : Records.toProduce(request)) sent.add(producer.send(record));
            for (Future<RecordMetadata> each : sent) each.get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
        return null;
    }

    static Map<String, Object> producing(String codec) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", Contract.BOOTSTRAP);
        settings.put("compression.type", codec);
        settings.put("acks", "all");
        settings.put("linger.ms", 5);
        settings.put("max.request.size", 10_000_000);
        return settings;
    }

    static Map<String, Object> consuming(String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", Contract.BOOTSTRAP);
        if (group != null) settings.put("group.id", group);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.put("session.timeout.ms", Contract.SESSION_TIMEOUT_MS);
        settings.put("heartbeat.interval.ms", Contract.SESSION_TIMEOUT_MS / 10);
        return settings;
    }

    /** As the request to join wants it. */
    static Map<String, Object> joining(Map<String, Object> request) {
        Map<String, Object> settings = consuming(Contract.text(request, "group"));
        String assignor = Contract.text(request, "assignor");
        String instance = Contract.text(request, "instance");
        if (assignor != null) settings.put("partition.assignment.strategy", assignorClass(assignor));
        if (instance != null && !ConsumerConfig.configNames().contains("group.instance.id")) {
            throw new Contract.Absent("no static members before kafka-clients 2.3");
        }
        if (instance != null) settings.put("group.instance.id", instance);
        return settings;
    }

    private static String assignorClass(String name) {
        String type = ASSIGNORS.get(name);
        try {
            return Class.forName("org.apache.kafka.clients.consumer." + type).getName();
        } catch (ClassNotFoundException e) {
            throw new Contract.Absent("no assignor of that name");
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String group) {
        return with(consuming(group));
    }

    private static KafkaConsumer<byte[], byte[]> with(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Object consume(Map<String, Object> request) {
        TopicPartition from = new TopicPartition(Contract.text(request, "topic"), Contract.number(request, "partition"));
        List<Object> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(null)) {
            consumer.assign(Collections.singletonList(from));
            consumer.seek(from, Contract.big(request, "offset"));
            long end = System.currentTimeMillis() + Contract.big(request, "ms");
            while (records.size() < Contract.number(request, "count") && System.currentTimeMillis() < end) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(1))) records.add(Records.read(each));
            }
        }
        return Contract.map("records", records);
    }

    Object offset_at(Map<String, Object> request) {
        TopicPartition of = new TopicPartition(Contract.text(request, "topic"), Contract.number(request, "partition"));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(null)) {
            OffsetAndTimestamp found = consumer.offsetsForTimes(
                            Collections.singletonMap(of, Contract.big(request, "timestamp")))
                    .get(of);
            return Contract.map("offset", found == null ? null : (Object) found.offset());
        }
    }

    Object join(Map<String, Object> request) {
        member = with(joining(request));
        member.subscribe(Collections.singletonList(Contract.text(request, "topic")));
        return null;
    }

    Object poll(Map<String, Object> request) {
        List<Object> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : member.poll(Duration.ofMillis(Contract.number(request, "ms")))) {
            records.add(Records.read(each));
        }
        List<Object> assignment = new ArrayList<>();
        for (TopicPartition each : member.assignment()) assignment.add(each.partition());
        return Contract.map("records", records, "assignment", assignment);
    }

    Object commit(Map<String, Object> request) {
        member.commitSync();
        return null;
    }

    Object leave(Map<String, Object> request) {
        member.close();
        return null;
    }
}
