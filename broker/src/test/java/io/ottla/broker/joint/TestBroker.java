package io.ottla.broker.joint;

import io.ottla.broker.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker in this process, on a port of its own choosing, and stock clients for it. */
final class TestBroker implements AutoCloseable {
    private final Broker broker;

    private TestBroker(Broker broker) {
        this.broker = broker;
    }

    static TestBroker start(Path directory, Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.putIfAbsent("log.dirs", directory.toString());
        all.putIfAbsent("listeners", "PLAINTEXT://localhost:0");
        return new TestBroker(Broker.start(ConfigFile.of(all).config(), why -> {
            throw new AssertionError(why);
        }));
    }

    static TestBroker start(Path directory) throws IOException {
        return start(directory, Map.of());
    }

    String bootstrap() {
        var address = broker.addresses().get(0);
        return address.substring(address.indexOf("://") + 3);
    }

    /** Where it listens now, as {@code NAME://host:port}. */
    List<String> addresses() {
        return broker.addresses();
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap()));
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        var all = new Properties();
        all.put("bootstrap.servers", bootstrap());
        all.putAll(settings);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        var all = new Properties();
        all.put("bootstrap.servers", bootstrap());
        all.put("auto.offset.reset", "earliest");
        all.put("client.id", UUID.randomUUID().toString());
        all.putAll(settings);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        broker.close();
    }
}
