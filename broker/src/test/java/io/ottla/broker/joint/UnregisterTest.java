package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnregisterTest {
    @TempDir
    private Path directory;

    @Test
    void a_broker_that_is_not_there_cannot_be_unregistered() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin()) {
            for (int id : new int[] {7, -1}) {
                var refused = assertThrows(
                        ExecutionException.class,
                        () -> admin.unregisterBroker(id).all().get());
                var why = assertInstanceOf(BrokerIdNotRegisteredException.class, refused.getCause());
                assertEquals("Broker ID " + id + " is not currently registered", why.getMessage());
            }
        }
    }

    @Test
    void a_broker_that_is_alive_joins_again_and_leads_what_it_led() throws Exception {
        try (var broker = TestBroker.start(directory);
                var admin = broker.admin();
                var producer = broker.producer(Map.of())) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            assertEquals(
                    0,
                    producer.send(new ProducerRecord<>("t", new byte[1])).get().offset());
            var id = admin.describeCluster().nodes().get().iterator().next().id();
            admin.unregisterBroker(id).all().get();
            assertEquals(
                    1,
                    producer.send(new ProducerRecord<>("t", new byte[1])).get().offset());
            assertEquals(1, admin.describeCluster().nodes().get().size());
        }
    }
}
