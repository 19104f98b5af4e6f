package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Clock;
import io.ottla.broker.config.ConfigFile;
import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.handler.HandlerTable;
import io.ottla.broker.net.Buffers;
import io.ottla.broker.net.Exchange;
import io.ottla.broker.net.FrameHandler;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.quota.Windows;
import io.ottla.log.disk.NioDisk;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.cluster.AllocateProducerIds;
import io.ottla.wire.message.cluster.AlterPartition;
import io.ottla.wire.message.cluster.AssignReplicasToDirs;
import io.ottla.wire.message.cluster.BrokerHeartbeat;
import io.ottla.wire.message.cluster.BrokerRegistration;
import io.ottla.wire.message.connection.ApiVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second broker asks the controller in its own words; the first one is the controller's own. */
class ControllerServicesTest {
    private static final int SECOND = 2;
    private static final Uuid DIRECTORY = new Uuid(7, 7);

    @TempDir
    private Path directory;

    /** Only what nodes may ask is answered. */
    private static final class NodesOnly implements FrameHandler {
        private final CompletableFuture<Dispatcher> table = new CompletableFuture<>();

        @Override
        public void handle(Exchange exchange) {
            table.join().handle(exchange);
        }

        @Override
        public boolean mayOverlap(short apiKey) {
            return false;
        }
    }

    private Broker start(NodesOnly nodesOnly) throws IOException {
        var settings = Map.of("log.dirs", directory.toString(), "listeners", "PLAINTEXT://localhost:0", "node.id", "1");
        var broker = Broker.start(
                ConfigFile.of(settings).config(),
                new Environment(
                        new NioDisk(), clients -> nodesOnly, Buffers.RETURNED, Duration.ofSeconds(1), why -> {}));
        var table = new ControllerServices(broker.doors().controller()).serve(new HandlerTable());
        var windows = new Windows(2, 1_000);
        nodesOnly.table.complete(new Dispatcher(
                table.checkedForNodes(),
                (exchange, correlationId) -> exchange.closeConnection("no versions here"),
                new ClientQuotas(Clock.system(), windows, windows)));
        return broker;
    }

    private static WireClient connect(Broker broker) throws IOException {
        var address = broker.addresses().get(0);
        return new WireClient(address.substring(address.indexOf("://") + 3));
    }

    private static BrokerRegistration.Request registration(Broker broker, Uuid incarnation) {
        var features = SupportedFeatures.registered().entrySet().stream()
                .map(one -> new BrokerRegistration.Feature(
                        one.getKey(), one.getValue().min(), one.getValue().max()))
                .toList();
        return new BrokerRegistration.Request(
                SECOND,
                broker.clusterId(),
                incarnation,
                List.of(new BrokerRegistration.Listener("PLAINTEXT", "elsewhere", 9092, (short) 0)),
                features,
                "rack-2",
                false,
                List.of(DIRECTORY),
                -1);
    }

    private static BrokerHeartbeat.Request heartbeat(long epoch, boolean leaves) {
        return new BrokerHeartbeat.Request(SECOND, epoch, epoch, false, leaves, List.of(), null);
    }

    private static TopicImage topic(Broker broker) {
        return broker.doors().image().current().topics().all().iterator().next();
    }

    private static PartitionImage partition(Broker broker) {
        return topic(broker).partitions().get(0);
    }

    private static AlterPartition.Request proposal(Broker broker, long epoch, List<Integer> isr, int version) {
        var now = partition(broker);
        var members =
                isr.stream().map(id -> new AlterPartition.BrokerState(id, -1)).toList();
        var partition = version < 3
                ? new AlterPartition.Partition(0, now.leaderEpoch(), isr, List.of(), (byte) 0, now.partitionEpoch())
                : new AlterPartition.Partition(
                        0, now.leaderEpoch(), List.of(), members, (byte) 0, now.partitionEpoch());
        return new AlterPartition.Request(
                SECOND,
                epoch,
                List.of(new AlterPartition.Topic("", topic(broker).id(), List.of(partition))));
    }

    @Test
    void a_broker_registers_lives_leads_and_leaves() throws Exception {
        var nodesOnly = new NodesOnly();
        try (var broker = start(nodesOnly);
                var second = connect(broker)) {
            var registered = second.ask(registration(broker, new Uuid(2, 1)), 4);
            assertEquals(ErrorCode.NONE.code(), registered.errorCode());
            long epoch = registered.brokerEpoch();
            var alive = second.ask(heartbeat(epoch, false), 2);
            assertEquals(new BrokerHeartbeat.Response(0, (short) 0, true, false, false), alive);

            var wish = new NewTopic("t", -1, -1, Map.of(0, List.of(SECOND, 1)), Map.of());
            broker.doors()
                    .controller()
                    .createTopics(List.of(wish), false)
                    .toCompletableFuture()
                    .join();
            assertEquals(SECOND, partition(broker).leader());

            for (int version : new int[] {2, 3}) {
                for (List<Integer> isr : List.of(List.of(SECOND), List.of(SECOND, 1))) {
                    var altered = second.ask(proposal(broker, epoch, isr, version), version);
                    var answer = altered.topics().get(0).partitions().get(0);
                    assertEquals(ErrorCode.NONE.code(), answer.errorCode());
                    assertEquals(isr, answer.isr());
                    assertEquals(partition(broker).partitionEpoch(), answer.partitionEpoch());
                }
            }
            var ids = second.ask(new AllocateProducerIds.Request(SECOND, epoch), 0);
            assertEquals(1000, ids.producerIdLen());
            assertEquals(ids.producerIdStart() + 1000, next(second, epoch).producerIdStart());

            assertFalse(second.ask(heartbeat(epoch, true), 2).shouldShutDown());
            assertEquals(1, partition(broker).leader());
            assertTrue(second.ask(heartbeat(epoch, true), 2).shouldShutDown());
        }
    }

    private static AllocateProducerIds.Response next(WireClient second, long epoch) throws IOException {
        return second.ask(new AllocateProducerIds.Request(SECOND, epoch), 0);
    }

    @Test
    void whoever_is_not_who_it_says_is_refused() throws Exception {
        var nodesOnly = new NodesOnly();
        try (var broker = start(nodesOnly);
                var second = connect(broker)) {
            var early = second.ask(heartbeat(99, false), 2);
            assertEquals(ErrorCode.BROKER_ID_NOT_REGISTERED.code(), early.errorCode());
            long epoch = second.ask(registration(broker, new Uuid(2, 1)), 4).brokerEpoch();
            assertEquals(
                    ErrorCode.STALE_BROKER_EPOCH.code(),
                    second.ask(heartbeat(epoch + 1, false), 2).errorCode());
            assertEquals(
                    ErrorCode.STALE_BROKER_EPOCH.code(), next(second, epoch + 1).errorCode());
            assertEquals(
                    ErrorCode.STALE_BROKER_EPOCH.code(),
                    second.ask(new AlterPartition.Request(SECOND, epoch + 1, List.of()), 3)
                            .errorCode());
            assertEquals(
                    ErrorCode.STALE_BROKER_EPOCH.code(),
                    second.ask(new AssignReplicasToDirs.Request(SECOND, epoch + 1, List.of()), 0)
                            .errorCode());
            var unknown = new AssignReplicasToDirs.Directory(
                    DIRECTORY,
                    List.of(new AssignReplicasToDirs.Topic(
                            new Uuid(9, 9), List.of(new AssignReplicasToDirs.Partition(3)))));
            var assigned = second.ask(new AssignReplicasToDirs.Request(SECOND, epoch, List.of(unknown)), 0);
            assertEquals(
                    new AssignReplicasToDirs.PartitionResponse(3, ErrorCode.UNKNOWN_TOPIC_ID.code()),
                    assigned.directories().get(0).topics().get(0).partitions().get(0));
        }
    }

    @Test
    void clients_are_not_told_and_not_answered() throws Exception {
        try (var broker = TestBroker.start(directory);
                var client = new WireClient(broker.bootstrap())) {
            var served = client.ask(new ApiVersions.Request("test", "1", null, -1), 4)
                    .apiKeys();
            for (int key : new int[] {56, 62, 63, 67, 73}) {
                assertTrue(served.stream().noneMatch(api -> api.apiKey() == key), "key " + key);
            }
            client.send(heartbeat(0, false), 2);
            assertTrue(client.isClosedSilently());
        }
    }
}
