package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.cluster.UpdateFeatures;
import io.ottla.wire.message.config.AlterClientQuotas;
import io.ottla.wire.message.config.DescribeClientQuotas;
import io.ottla.wire.message.config.ListConfigResources;
import io.ottla.wire.message.connection.GetTelemetrySubscriptions;
import io.ottla.wire.message.connection.PushTelemetry;
import io.ottla.wire.message.data.DescribeProducers;
import io.ottla.wire.message.raft.DescribeQuorum;
import io.ottla.wire.message.security.CreateAcls;
import io.ottla.wire.message.security.DeleteAcls;
import io.ottla.wire.message.security.DescribeAcls;
import io.ottla.wire.message.topic.CreateTopics;
import io.ottla.wire.message.topic.ElectLeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each API about the cluster and its clients in each version, back to the first that Kafka ever had. */
class AdminVersionsTest {
    private static final short NONE = ErrorCode.NONE.code();
    private static final byte ANY = 1;

    @RegisterExtension
    static final OneBroker broker = new OneBroker(Map.of());

    private static VersionedClient client;

    @BeforeAll
    static void start(VersionedClient ofItsOwn) throws IOException {
        client = ofItsOwn;
        var topic = new CreateTopics.Topic("t", 1, (short) 1, List.of(), List.of());
        client.ask(new CreateTopics.Request(List.of(topic), 1000, false), 7);
    }

    @Test
    void access_rules_are_disabled() throws IOException {
        short disabled = ErrorCode.SECURITY_DISABLED.code();
        for (int version : VersionedClient.versions(ApiKey.DESCRIBE_ACLS)) {
            var described = client.ask(new DescribeAcls.Request(ANY, null, (byte) 3, null, null, ANY, ANY), version);
            assertEquals(disabled, described.errorCode());
            var rule = new CreateAcls.Acl((byte) 2, "t", (byte) 3, "User:u", "*", (byte) 3, (byte) 3);
            var created = client.ask(new CreateAcls.Request(List.of(rule)), version);
            assertEquals(disabled, created.results().get(0).errorCode());
            var filter = new DeleteAcls.Filter(ANY, null, (byte) 3, null, null, ANY, ANY);
            var deleted = client.ask(new DeleteAcls.Request(List.of(filter)), version);
            assertEquals(disabled, deleted.filterResults().get(0).errorCode());
        }
    }

    @Test
    void quotas_are_set_and_told() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.ALTER_CLIENT_QUOTAS)) {
            var name = "u" + version;
            var entry = new AlterClientQuotas.Entry(
                    List.of(new AlterClientQuotas.Entity("user", name)),
                    List.of(new AlterClientQuotas.Operation("producer_byte_rate", 1e9, false)));
            var altered = client.ask(new AlterClientQuotas.Request(List.of(entry), false), version);
            assertEquals(NONE, altered.entries().get(0).errorCode());
            var asked = new DescribeClientQuotas.Component("user", (byte) 0, name);
            var told = client.ask(new DescribeClientQuotas.Request(List.of(asked), true), version);
            var entries = Check.present(told.entries(), "no entries");
            assertEquals(1e9, entries.get(0).values().get(0).value());
        }
    }

    @Test
    void elections_that_are_not_needed_are_told_so() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.ELECT_LEADERS)) {
            var topic = new ElectLeaders.Topic("t", List.of(0));
            var elected = client.ask(new ElectLeaders.Request((byte) 0, List.of(topic), 1000), version);
            assertEquals(
                    ErrorCode.ELECTION_NOT_NEEDED.code(),
                    elected.replicaElectionResults()
                            .get(0)
                            .partitionResult()
                            .get(0)
                            .errorCode());
        }
    }

    @Test
    void features_are_what_they_are() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.UPDATE_FEATURES)) {
            var same = new UpdateFeatures.FeatureUpdate("transaction.version", (short) 2, false, (byte) 1);
            var updated = client.ask(new UpdateFeatures.Request(1000, List.of(same), false), version);
            assertEquals(NONE, updated.errorCode());
            assertEquals(version <= 1 ? 1 : 0, updated.results().size());
        }
    }

    @Test
    void the_quorum_is_this_node() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.DESCRIBE_QUORUM)) {
            var topic = new DescribeQuorum.Topic("__cluster_metadata", List.of(new DescribeQuorum.Partition(0)));
            var quorum = client.ask(new DescribeQuorum.Request(List.of(topic)), version);
            var partition = quorum.topics().get(0).partitions().get(0);
            assertEquals(1, partition.leaderId());
            assertTrue(partition.highWatermark() > 0);
            var voter = partition.currentVoters().get(0);
            assertEquals(partition.highWatermark(), voter.logEndOffset());
            assertEquals(version >= 2, !voter.replicaDirectoryId().equals(Uuid.ZERO));
            assertEquals(version >= 1, voter.lastFetchTimestamp() > 0);
        }
    }

    @Test
    void a_fresh_partition_has_no_producers() throws IOException {
        var asked = new DescribeProducers.Request(List.of(new DescribeProducers.Topic("t", List.of(0, 7))));
        var partitions = client.ask(asked, 0).topics().get(0).partitions();
        assertEquals(List.of(), partitions.get(0).activeProducers());
        assertEquals(NONE, partitions.get(0).errorCode());
        assertEquals(
                ErrorCode.UNKNOWN_TOPIC_OR_PARTITION.code(), partitions.get(1).errorCode());
    }

    @Test
    void resources_are_listed_by_type() throws IOException {
        for (int version : VersionedClient.versions(ApiKey.LIST_CONFIG_RESOURCES)) {
            var all = client.ask(new ListConfigResources.Request(List.of()), version);
            assertEquals(NONE, all.errorCode());
            assertEquals(version == 0 ? 0 : 3, all.configResources().size());
        }
    }

    @Test
    void telemetry_is_not_advertised_but_answered() throws IOException {
        var asked = client.ask(new GetTelemetrySubscriptions.Request(Uuid.ZERO), 0);
        assertEquals(NONE, asked.errorCode());
        var push = new PushTelemetry.Request(
                asked.clientInstanceId(), asked.subscriptionId(), false, (byte) 0, ByteBuffer.allocate(4));
        assertEquals(NONE, client.ask(push, 0).errorCode());
        var other = new PushTelemetry.Request(
                asked.clientInstanceId(), asked.subscriptionId() + 1, false, (byte) 0, ByteBuffer.allocate(4));
        assertEquals(
                ErrorCode.UNKNOWN_SUBSCRIPTION_ID.code(), client.ask(other, 0).errorCode());
    }
}
