import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOffset;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverPartition;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;

/** reactor-kafka: its sender and its receiver. It has no administrative calls. */
final class Reactor {
    private Receiving member;

    public static void main(String[] arguments) throws Exception {
        Contract.serve(new Reactor());
    }

    Object hello(Map<String, Object> request) throws Exception {
        String jar = KafkaSender.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        String version = jar.replaceAll(".*reactor-kafka-(.*)\\.jar", "$1");
        return Contract.map("client", "reactor-kafka " + version + " on kafka-clients " + Plain.version());
    }

    Object produce(Map<String, Object> request) {
        KafkaSender<byte[], byte[]> sender =
                KafkaSender.create(SenderOptions.<byte[], byte[]>create(Plain.producing(Contract.text(request, "codec")))
                        .withKeySerializer(new ByteArraySerializer())
                        .withValueSerializer(new ByteArraySerializer()));
        try {
            sender.send(Flux.fromIterable(Records.toProduce(request)).map(record -> SenderRecord.create(record, "")))
                    .then()
                    .block(Duration.ofSeconds(30));
        } finally {
            sender.close();
        }
        return null;
    }

    Object consume(Map<String, Object> request) throws Exception {
        TopicPartition from = new TopicPartition(Contract.text(request, "topic"), Contract.number(request, "partition"));
        long offset = Contract.big(request, "offset");
        Receiving reader = new Receiving(options(Plain.consuming("unused"))
                .assignment(Collections.singleton(from))
                .addAssignListener(partitions -> partitions.forEach(each -> each.seek(offset))));
        List<Object> records = new ArrayList<>();
        long end = System.currentTimeMillis() + Contract.big(request, "ms");
        while (records.size() < Contract.number(request, "count") && System.currentTimeMillis() < end) {
            ReceiverRecord<byte[], byte[]> record = reader.records.poll(100, TimeUnit.MILLISECONDS);
            if (record != null) records.add(Records.read(record));
        }
        reader.running.dispose();
        return Contract.map("records", records);
    }

    Object join(Map<String, Object> request) {
        member = new Receiving(options(Plain.joining(request))
                .subscription(Collections.singleton(Contract.text(request, "topic"))));
        return null;
    }

    Object poll(Map<String, Object> request) throws Exception {
        Thread.sleep(Contract.number(request, "ms"));
        List<Object> records = new ArrayList<>();
        for (ReceiverRecord<byte[], byte[]> record = member.records.poll(); record != null; record = member.records.poll()) {
            records.add(Records.read(record));
            member.read.add(record.receiverOffset());
        }
        return Contract.map("records", records, "assignment", new ArrayList<>(member.assignment));
    }

    Object commit(Map<String, Object> request) {
        for (ReceiverOffset each = member.read.poll(); each != null; each = member.read.poll()) {
            each.commit().block(Duration.ofSeconds(10));
        }
        return null;
    }

    Object leave(Map<String, Object> request) {
        member.running.dispose();
        return null;
    }

    private static ReceiverOptions<byte[], byte[]> options(Map<String, Object> settings) {
        return ReceiverOptions.<byte[], byte[]>create(settings)
                .withKeyDeserializer(new ByteArrayDeserializer())
                .withValueDeserializer(new ByteArrayDeserializer())
                .maxDelayRebalance(Duration.ZERO)
                .commitInterval(Duration.ZERO)
                .commitBatchSize(0);
    }

    /** A running receiver that keeps what it is given until it is asked for. */
    private static final class Receiving {
        final BlockingQueue<ReceiverRecord<byte[], byte[]>> records = new LinkedBlockingQueue<>();
        final Set<Integer> assignment = ConcurrentHashMap.newKeySet();
        final ConcurrentLinkedQueue<ReceiverOffset> read = new ConcurrentLinkedQueue<>();
        final Disposable running;

        Receiving(ReceiverOptions<byte[], byte[]> options) {
            running = KafkaReceiver.create(
                            options.addAssignListener(this::assigned).addRevokeListener(this::revoked))
                    .receive()
                    .subscribe(records::add, Throwable::printStackTrace);
        }

        private void assigned(Collection<ReceiverPartition> partitions) {
            for (ReceiverPartition each : partitions) assignment.add(each.topicPartition().partition());
        }

        private void revoked(Collection<ReceiverPartition> partitions) {
            for (ReceiverPartition each : partitions) assignment.remove(each.topicPartition().partition());
        }
    }
}
