import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.SendResult;
import org.springframework.kafka.support.TopicPartitionOffset;

/** spring-kafka: its template, its listener containers, its admin. */
final class Spring {
    private final KafkaAdmin admin = new KafkaAdmin(Collections.singletonMap("bootstrap.servers", Contract.BOOTSTRAP));
    private Listening member;

    private Spring() {
        admin.setModifyTopicConfigs(true);
    }

    public static void main(String[] arguments) throws Exception {
        Contract.serve(new Spring());
    }

    Object hello(Map<String, Object> request) throws Exception {
        return Contract.map(
                "client", "spring-kafka " + KafkaTemplate.class.getPackage().getImplementationVersion() + " on kafka-clients " + Plain.version(),
                "without",
                Contract.map(
                        "exists", "creating a topic that exists changes it",
                        "listing", "topics are described by name, not listed"));
    }

    Object produce(Map<String, Object> request) throws Exception {
        DefaultKafkaProducerFactory<byte[], byte[]> factory = new DefaultKafkaProducerFactory<>(
                Plain.producing(Contract.text(request, "codec")), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(factory);
            List<CompletableFuture<SendResult<byte[], byte[]>>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : Records.toProduce(request)) sent.add(template.send(record));
            for (CompletableFuture<SendResult<byte[], byte[]>> each : sent) each.get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        } finally {
            factory.destroy();
        }
        return null;
    }

    Object consume(Map<String, Object> request) throws Exception {
        TopicPartitionOffset from = new TopicPartitionOffset(
                Contract.text(request, "topic"), Contract.number(request, "partition"), Contract.big(request, "offset"));
        Listening reader = new Listening(Plain.consuming("unused"), new ContainerProperties(from));
        List<Object> records = new ArrayList<>();
        long end = System.currentTimeMillis() + Contract.big(request, "ms");
        while (records.size() < Contract.number(request, "count") && System.currentTimeMillis() < end) {
            ConsumerRecord<byte[], byte[]> record = reader.records.poll(100, TimeUnit.MILLISECONDS);
            if (record != null) records.add(Records.read(record));
        }
        reader.container.stop();
        return Contract.map("records", records);
    }

    Object join(Map<String, Object> request) {
        member = new Listening(Plain.joining(request), new ContainerProperties(Contract.text(request, "topic")));
        return null;
    }

    Object poll(Map<String, Object> request) throws Exception {
        Thread.sleep(Contract.number(request, "ms"));
        List<Object> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record = member.records.poll(); record != null; record = member.records.poll()) {
            records.add(Records.read(record));
        }
        List<Object> assignment = new ArrayList<>();
        for (TopicPartition each : member.container.getAssignedPartitions()) assignment.add(each.partition());
        return Contract.map("records", records, "assignment", assignment);
    }

    Object commit(Map<String, Object> request) {
        for (Acknowledgment each = member.open.poll(); each != null; each = member.open.poll()) each.acknowledge();
        return null;
    }

    Object leave(Map<String, Object> request) {
        member.container.stop();
        return null;
    }

    @SuppressWarnings("unchecked")
    Object create_topic(Map<String, Object> request) {
        NewTopic topic = new NewTopic(Contract.text(request, "topic"), Contract.number(request, "partitions"), (short) 1);
        admin.createOrModifyTopics(topic.configs((Map<String, String>) request.get("configs")));
        return null;
    }

    Object partitions(Map<String, Object> request) {
        String topic = Contract.text(request, "topic");
        return Contract.map("partitions", admin.describeTopics(topic).get(topic).partitions().size());
    }

    Object add_partitions(Map<String, Object> request) {
        admin.createOrModifyTopics(new NewTopic(Contract.text(request, "topic"), Contract.number(request, "total"), (short) 1));
        return null;
    }

    /** A running container that keeps what it is given until it is asked for. */
    private static final class Listening implements AcknowledgingMessageListener<byte[], byte[]> {
        final BlockingQueue<ConsumerRecord<byte[], byte[]>> records = new LinkedBlockingQueue<>();
        final BlockingQueue<Acknowledgment> open = new LinkedBlockingQueue<>();
        final KafkaMessageListenerContainer<byte[], byte[]> container;

        Listening(Map<String, Object> settings, ContainerProperties properties) {
            properties.setGroupId((String) settings.get("group.id"));
            properties.setAckMode(ContainerProperties.AckMode.MANUAL);
            properties.setPollTimeout(200);
            properties.setMessageListener(this);
            container = new KafkaMessageListenerContainer<>(
                    new DefaultKafkaConsumerFactory<>(
                            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                    properties);
            container.start();
        }

        @Override
        public void onMessage(ConsumerRecord<byte[], byte[]> record, Acknowledgment acknowledgment) {
            open.add(acknowledgment);
            records.add(record);
        }
    }
}
