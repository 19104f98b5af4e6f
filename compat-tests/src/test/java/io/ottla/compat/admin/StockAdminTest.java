package io.ottla.compat.admin;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.compat.OttlaServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.ListConfigResourcesOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.apache.kafka.common.errors.InvalidUpdateVersionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every administrative call of the stock client's Admin that needs one node, from end to end. */
class StockAdminTest {
    private static final ConfigResource BROKER = new ConfigResource(ConfigResource.Type.BROKER, "1");

    @TempDir
    private static Path data;

    private static OttlaServer ottla;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        ottla = OttlaServer.start(data);
        admin = Admin.create(Map.of("bootstrap.servers", ottla.bootstrap()));
        done(admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all());
    }

    @AfterAll
    static void stop() throws IOException {
        admin.close();
        ottla.close();
    }

    private static <T> T done(KafkaFuture<T> future) throws Exception {
        return future.get();
    }

    private static void assertFails(Class<?> why, KafkaFuture<?> future) {
        var failure = assertThrows(ExecutionException.class, future::get);
        assertEquals(why, requireNonNull(failure.getCause()).getClass());
    }

    @Test
    void quotas_are_altered_and_described() throws Exception {
        var entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "alice"));
        var limit = new ClientQuotaAlteration.Op("consumer_byte_rate", 1e8);
        done(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(entity, List.of(limit))))
                .all());
        var component = ClientQuotaFilterComponent.ofEntity(ClientQuotaEntity.USER, "alice");
        var told = done(admin.describeClientQuotas(ClientQuotaFilter.contains(List.of(component)))
                .entities());
        assertEquals(Map.of(entity, Map.of("consumer_byte_rate", 1e8)), told);
    }

    @Test
    void a_quota_is_felt_by_a_stock_producer() throws Exception {
        var entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "greedy"));
        var limit = new ClientQuotaAlteration.Op("producer_byte_rate", 10_000.0);
        done(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(entity, List.of(limit))))
                .all());
        Map<String, Object> settings = Map.of("bootstrap.servers", ottla.bootstrap(), "client.id", "greedy");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 12; i++) {
                producer.send(new ProducerRecord<>("t", "x".repeat(10_000))).get();
            }
            var throttled = producer.metrics().entrySet().stream()
                    .filter(metric -> metric.getKey().name().equals("produce-throttle-time-max"))
                    .mapToDouble(metric -> (double) metric.getValue().metricValue())
                    .max();
            assertTrue(throttled.orElse(0) > 0, "no throttling was noticed");
        }
    }

    @Test
    void credentials_are_altered_and_described() throws Exception {
        var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8192);
        done(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("bob", credential, "secret")))
                .all());
        var told = done(admin.describeUserScramCredentials(List.of("bob")).all());
        assertEquals(List.of(credential), requireNonNull(told.get("bob")).credentialInfos());
        done(admin.alterUserScramCredentials(
                        List.of(new UserScramCredentialDeletion("bob", ScramMechanism.SCRAM_SHA_512)))
                .all());
        assertEquals(List.of(), done(admin.describeUserScramCredentials().users()));
    }

    @Test
    void features_are_described_and_updated() throws Exception {
        var features = done(admin.describeFeatures().featureMetadata());
        assertEquals(
                30,
                requireNonNull(features.finalizedFeatures().get("metadata.version"))
                        .maxVersionLevel());
        assertEquals(
                1,
                requireNonNull(features.finalizedFeatures().get("eligible.leader.replicas.version"))
                        .maxVersionLevel());
        var dry = new UpdateFeaturesOptions().validateOnly(true);
        var down = new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
        done(admin.updateFeatures(Map.of("eligible.leader.replicas.version", down), dry)
                .all());
        var unknown = new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.UPGRADE);
        assertFails(
                InvalidUpdateVersionException.class,
                admin.updateFeatures(Map.of("some.version", unknown), dry).all());
    }

    @Test
    void the_quorum_is_described() throws Exception {
        var quorum = done(admin.describeMetadataQuorum().quorumInfo());
        assertEquals(1, quorum.leaderId());
        assertEquals(1, quorum.voters().size());
        assertEquals(quorum.highWatermark(), quorum.voters().get(0).logEndOffset());
    }

    @Test
    void an_election_is_not_needed() throws Exception {
        var partition = new TopicPartition("t", 0);
        var elected = done(
                admin.electLeaders(ElectionType.PREFERRED, Set.of(partition)).partitions());
        assertEquals(
                ElectionNotNeededException.class,
                requireNonNull(elected.get(partition)).orElseThrow().getClass());
        assertEquals(
                Map.of(), done(admin.electLeaders(ElectionType.PREFERRED, null).partitions()));
    }

    @Test
    void producers_are_described() throws Exception {
        done(admin.createTopics(List.of(new NewTopic("p", 1, (short) 1))).all());
        Map<String, Object> settings = Map.of("bootstrap.servers", ottla.bootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("p", "a")).get();
            producer.send(new ProducerRecord<>("p", "b")).get();
        }
        var told = done(admin.describeProducers(List.of(new TopicPartition("p", 0)))
                .partitionResult(new TopicPartition("p", 0)));
        assertEquals(1, told.activeProducers().size());
        assertEquals(1, told.activeProducers().get(0).lastSequence());
        assertTrue(told.activeProducers().get(0).currentTransactionStartOffset().isEmpty());
    }

    @Test
    void access_rules_need_an_authorizer() {
        assertFails(
                SecurityDisabledException.class,
                admin.describeAcls(AclBindingFilter.ANY).values());
    }

    @Test
    void resources_are_listed() throws Exception {
        var brokers =
                done(admin.listConfigResources(Set.of(ConfigResource.Type.BROKER), new ListConfigResourcesOptions())
                        .all());
        assertEquals(List.of(BROKER), List.copyOf(brokers));
        var all = done(admin.listConfigResources().all());
        assertTrue(all.contains(new ConfigResource(ConfigResource.Type.TOPIC, "t")));
    }

    @Test
    void every_setting_of_a_broker_is_described_with_type_source_and_words() throws Exception {
        var options = new DescribeConfigsOptions().includeDocumentation(true).includeSynonyms(true);
        var config = requireNonNull(
                done(admin.describeConfigs(List.of(BROKER), options).all()).get(BROKER));
        assertTrue(config.entries().size() > 250, "only " + config.entries().size());
        for (var entry : config.entries()) {
            assertTrue(entry.type() != ConfigEntry.ConfigType.UNKNOWN || entry.isSensitive(), entry.name());
            assertTrue(entry.source() != ConfigEntry.ConfigSource.UNKNOWN, entry.name());
            assertTrue(entry.documentation() != null && !entry.documentation().isBlank(), entry.name());
        }
    }

    @Test
    void a_smaller_message_max_bytes_holds_at_once() throws Exception {
        done(admin.createTopics(List.of(new NewTopic("small", 1, (short) 1))).all());
        set("message.max.bytes", "2000", AlterConfigOp.OpType.SET);
        Map<String, Object> settings = Map.of("bootstrap.servers", ottla.bootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var large = producer.send(new ProducerRecord<>("small", "x".repeat(5000)));
            var failure = assertThrows(ExecutionException.class, large::get);
            assertEquals(
                    RecordTooLargeException.class,
                    requireNonNull(failure.getCause()).getClass());
            set("message.max.bytes", "", AlterConfigOp.OpType.DELETE);
            producer.send(new ProducerRecord<>("small", "x".repeat(5000))).get();
        }
    }

    private static void set(String name, String value, AlterConfigOp.OpType how) throws Exception {
        var op = new AlterConfigOp(new ConfigEntry(name, value), how);
        done(admin.incrementalAlterConfigs(Map.of(BROKER, List.of(op))).all());
    }
}
