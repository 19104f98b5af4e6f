package io.ottla.broker.joint;

import io.ottla.base.Loop;
import io.ottla.broker.cluster.Forwarding;
import io.ottla.broker.cluster.Membership;
import io.ottla.broker.config.LiveConfig;
import io.ottla.broker.fetch.FetchSessions;
import io.ottla.broker.fetch.NearestReplica;
import io.ottla.broker.fetch.ReadReplicas;
import io.ottla.broker.fetch.ReplicaReads;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.handler.HandlerTable;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.cluster.DescribeClusterHandler;
import io.ottla.broker.handler.cluster.UnregisterBrokerHandler;
import io.ottla.broker.handler.cluster.UpdateFeaturesHandler;
import io.ottla.broker.handler.config.AlterClientQuotasHandler;
import io.ottla.broker.handler.config.AlterConfigsHandler;
import io.ottla.broker.handler.config.DescribeClientQuotasHandler;
import io.ottla.broker.handler.config.DescribeConfigsHandler;
import io.ottla.broker.handler.config.IncrementalAlterConfigsHandler;
import io.ottla.broker.handler.config.ListConfigResourcesHandler;
import io.ottla.broker.handler.config.LogLevels;
import io.ottla.broker.handler.connection.ApiVersionsHandler;
import io.ottla.broker.handler.connection.GetTelemetrySubscriptionsHandler;
import io.ottla.broker.handler.connection.PushTelemetryHandler;
import io.ottla.broker.handler.connection.ServedVersions;
import io.ottla.broker.handler.connection.Telemetry;
import io.ottla.broker.handler.data.AlterReplicaLogDirsHandler;
import io.ottla.broker.handler.data.DeleteRecordsHandler;
import io.ottla.broker.handler.data.DescribeLogDirsHandler;
import io.ottla.broker.handler.data.DescribeProducersHandler;
import io.ottla.broker.handler.data.FetchHandler;
import io.ottla.broker.handler.data.ListOffsetsHandler;
import io.ottla.broker.handler.data.OffsetForLeaderEpochHandler;
import io.ottla.broker.handler.data.ProduceHandler;
import io.ottla.broker.handler.raft.DescribeQuorumHandler;
import io.ottla.broker.handler.security.AlterUserScramCredentialsHandler;
import io.ottla.broker.handler.security.CreateAclsHandler;
import io.ottla.broker.handler.security.DeleteAclsHandler;
import io.ottla.broker.handler.security.DescribeAclsHandler;
import io.ottla.broker.handler.security.DescribeUserScramCredentialsHandler;
import io.ottla.broker.handler.topic.AlterPartitionReassignmentsHandler;
import io.ottla.broker.handler.topic.CreatePartitionsHandler;
import io.ottla.broker.handler.topic.CreateTopicsHandler;
import io.ottla.broker.handler.topic.DeleteTopicsHandler;
import io.ottla.broker.handler.topic.DescribeTopicPartitionsHandler;
import io.ottla.broker.handler.topic.ElectLeadersHandler;
import io.ottla.broker.handler.topic.ListPartitionReassignmentsHandler;
import io.ottla.broker.handler.topic.MetadataAnswers;
import io.ottla.broker.handler.topic.MetadataHandler;
import io.ottla.broker.handler.transaction.InitProducerIdHandler;
import io.ottla.broker.handler.transaction.ProducerIds;
import io.ottla.broker.logging.Loggers;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.quota.ReplicationThrottle;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.replication.controller.ConfigRules;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.follower.Throttle;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.ApiKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table of what this broker speaks, plugged to the rooms that answer. */
final class Services {
    private static final String RACK_AWARE = "org.apache.kafka.common.replica.RackAwareReplicaSelector";

    private final World world;
    private final LiveConfig config;
    private final CommittedImage image;
    private final ControllerRef controller;
    /** For what this broker itself wants of the controller, which may be elsewhere. */
    private final ControllerPort ownController;

    private final Partitions partitions;
    private final Membership membership;
    private final ConfigRules rules;
    private final GroupCoordinators groups;
    private final ClientQuotas quotas;
    private final DescribeQuorumHandler.Quorum quorum;
    private final HandlerTable forClients = new HandlerTable();

    /** The rooms. */
    record Rooms(
            LiveConfig config,
            ConfigRules rules,
            CommittedImage image,
            ControllerRef controller,
            ControllerPort ownController,
            Partitions partitions,
            GroupCoordinators groups,
            Membership membership,
            ClientQuotas quotas,
            DescribeQuorumHandler.Quorum quorum) {}

    Services(World world, Rooms rooms) {
        this.world = world;
        config = rooms.config();
        rules = rooms.rules();
        image = rooms.image();
        controller = rooms.controller();
        ownController = rooms.ownController();
        partitions = rooms.partitions();
        groups = rooms.groups();
        membership = rooms.membership();
        quotas = rooms.quotas();
        quorum = rooms.quorum();
    }

    /** The door for requests of clients. */
    Dispatcher dispatcher() {
        var table = forClients;
        var apiVersions = apiVersions(table);
        table.serve(ApiKey.API_VERSIONS, () -> apiVersions);
        serveData(table);
        serveTopics(table);
        serveConfigs(table);
        serveQuotas(table);
        serveSecurity(table);
        serveTelemetry(table);
        new GroupServices(groups, image, ownController, config).serve(table);
        var producerIds = new ProducerIds(world.nodeId(), membership::epoch, ownController, world.home());
        table.serve(ApiKey.INIT_PRODUCER_ID, () -> new InitProducerIdHandler(producerIds));
        table.serve(ApiKey.DESCRIBE_CLUSTER, () -> new DescribeClusterHandler(world.clusterId(), image))
                .serve(ApiKey.UNREGISTER_BROKER, () -> new UnregisterBrokerHandler(controller))
                .serve(
                        ApiKey.UPDATE_FEATURES,
                        () -> new UpdateFeaturesHandler(
                                controller,
                                image,
                                SupportedFeatures.advertised().keySet()))
                .serve(ApiKey.DESCRIBE_QUORUM, () -> new DescribeQuorumHandler(quorum));
        return new Dispatcher(table.checkedForClients(), apiVersions, quotas);
    }

    private ApiVersionsHandler apiVersions(HandlerTable table) {
        var self = new ServedVersions.Self(world.clusterId(), world.nodeId());
        return new ApiVersionsHandler(new ServedVersions(self, image, SupportedFeatures.advertised(), table::serves));
    }

    /** The door for requests of other nodes to this controller; after {@link #dispatcher}. */
    Dispatcher forNodes() {
        var table = new HandlerTable();
        var apiVersions = apiVersions(table);
        table.serve(ApiKey.API_VERSIONS, () -> apiVersions).share(forClients, Forwarding.forwarded());
        new ControllerServices(controller).serve(table);
        return new Dispatcher(table.checkedForNodes(), apiVersions, quotas);
    }

    private void serveData(HandlerTable table) {
        var leaders = new Leaders(image);
        var sessions = fetchSessions();
        var mostBytes = config.get().requests().fetchMaxBytes();
        var disks = new DescribeLogDirsHandler.World(world.dirs(), world.disk(), world.background());
        table.serve(ApiKey.PRODUCE, () -> new ProduceHandler(partitions, leaders))
                .serve(ApiKey.FETCH, () -> new FetchHandler(partitions, leaders, sessions, replicaReads(), mostBytes))
                .serve(ApiKey.LIST_OFFSETS, () -> new ListOffsetsHandler(partitions, leaders))
                .serve(ApiKey.OFFSET_FOR_LEADER_EPOCH, () -> new OffsetForLeaderEpochHandler(partitions, leaders))
                .serve(ApiKey.DELETE_RECORDS, () -> new DeleteRecordsHandler(partitions, leaders))
                .serve(ApiKey.DESCRIBE_PRODUCERS, () -> new DescribeProducersHandler(partitions, leaders))
                .serve(
                        ApiKey.ALTER_REPLICA_LOG_DIRS,
                        () -> new AlterReplicaLogDirsHandler(partitions, world.dirs(), leaders))
                .serve(ApiKey.DESCRIBE_LOG_DIRS, () -> new DescribeLogDirsHandler(partitions, disks));
    }

    private ReplicaReads replicaReads() {
        var rackAware =
                RACK_AWARE.equals(config.get().text("replica.selector.class").orElse(""));
        return new ReplicaReads(
                rackAware ? new NearestReplica(image) : ReadReplicas.LEADER, throttle(ReplicationThrottle.Side.LEADER));
    }

    /** How fast copies may catch up that are not in sync. */
    Throttle throttle(ReplicationThrottle.Side side) {
        return new ReplicationThrottle(world.nodeId(), side, config, image, world.clock());
    }

    private void serveTopics(HandlerTable table) {
        var answers = new MetadataAnswers(world.clusterId(), image);
        var mostPartitions = config.get().requests().maxPartitions();
        table.serve(ApiKey.METADATA, () -> new MetadataHandler(answers, image, ownController, config))
                .serve(
                        ApiKey.DESCRIBE_TOPIC_PARTITIONS,
                        () -> new DescribeTopicPartitionsHandler(image, mostPartitions))
                .serve(ApiKey.CREATE_TOPICS, () -> new CreateTopicsHandler(controller, config))
                .serve(ApiKey.CREATE_PARTITIONS, () -> new CreatePartitionsHandler(controller, image))
                .serve(ApiKey.DELETE_TOPICS, () -> new DeleteTopicsHandler(controller, image, config))
                .serve(ApiKey.ELECT_LEADERS, () -> new ElectLeadersHandler(controller))
                .serve(ApiKey.ALTER_PARTITION_REASSIGNMENTS, () -> new AlterPartitionReassignmentsHandler(controller))
                .serve(ApiKey.LIST_PARTITION_REASSIGNMENTS, () -> new ListPartitionReassignmentsHandler(image));
    }

    private void serveConfigs(HandlerTable table) {
        var levels = new LogLevels(new LogLevels.Backend() {
            @Override
            public Map<String, String> levels() {
                return Loggers.ALL.levels();
            }

            @Override
            public void set(String logger, Optional<String> level) {
                Loggers.ALL.set(logger, level);
            }
        });
        table.serve(ApiKey.DESCRIBE_CONFIGS, () -> new DescribeConfigsHandler(image, config, levels))
                .serve(ApiKey.ALTER_CONFIGS, () -> new AlterConfigsHandler(controller, config))
                .serve(
                        ApiKey.INCREMENTAL_ALTER_CONFIGS,
                        () -> new IncrementalAlterConfigsHandler(controller, config, rules, levels))
                .serve(ApiKey.LIST_CONFIG_RESOURCES, () -> new ListConfigResourcesHandler(image));
    }

    private void serveQuotas(HandlerTable table) {
        table.serve(ApiKey.DESCRIBE_CLIENT_QUOTAS, () -> new DescribeClientQuotasHandler(image))
                .serve(ApiKey.ALTER_CLIENT_QUOTAS, () -> new AlterClientQuotasHandler(controller, world.background()));
    }

    private void serveSecurity(HandlerTable table) {
        table.serve(ApiKey.DESCRIBE_USER_SCRAM_CREDENTIALS, () -> new DescribeUserScramCredentialsHandler(image))
                .serve(ApiKey.ALTER_USER_SCRAM_CREDENTIALS, () -> new AlterUserScramCredentialsHandler(controller))
                .serve(ApiKey.DESCRIBE_ACLS, DescribeAclsHandler::new)
                .serve(ApiKey.CREATE_ACLS, CreateAclsHandler::new)
                .serve(ApiKey.DELETE_ACLS, DeleteAclsHandler::new);
    }

    private void serveTelemetry(HandlerTable table) {
        table.serve(
                        ApiKey.GET_TELEMETRY_SUBSCRIPTIONS,
                        () -> new GetTelemetrySubscriptionsHandler(telemetry(), world.random()))
                .serve(ApiKey.PUSH_TELEMETRY, () -> new PushTelemetryHandler(telemetry()));
    }

    private Telemetry telemetry() {
        return new Telemetry(config.get().intOf("telemetry.max.bytes"));
    }

    /** The slots of the cache are dealt out to the loops: a session lives where its connection does. */
    private Map<Loop, FetchSessions> fetchSessions() {
        var loops = world.loops();
        var slots = (config.get().requests().fetchSessions() + loops.size() - 1) / loops.size();
        Map<Loop, FetchSessions> sessions = new HashMap<>();
        for (var loop : loops) {
            sessions.put(loop, new FetchSessions(slots, world.clock(), world.random()));
        }
        return sessions;
    }
}
