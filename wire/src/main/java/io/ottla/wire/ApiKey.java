package io.ottla.wire;

import org.jspecify.annotations.Nullable;

/**
 * Every API of Kafka's protocol, and the one place that says which versions this broker serves. Immutable.
 *
 * <p>A row is: code, Kafka's name, oldest and newest version known to the codecs, first flexible version. What is served says
 * so behind that: {@code Served.versions(4, 17)} have a handler; {@code .advertisedFrom(0)} if clients shall believe in more, {@code
 * .unadvertised()} if they shall not know.
 * Three rows of numbers are enough to serve an API: this one, its handler, and docs/compatibility.md.
 */
public enum ApiKey {
    PRODUCE(0, "Produce", 0, 13, 9, Served.versions(3, 13).advertisedFrom(0)),
    FETCH(1, "Fetch", 0, 18, 12, Served.versions(4, 18)),
    LIST_OFFSETS(2, "ListOffsets", 0, 11, 6, Served.versions(0, 11)),
    METADATA(3, "Metadata", 0, 13, 9, Served.versions(0, 13)),
    LEADER_AND_ISR(4, "LeaderAndIsr", 0, 7, 4),
    STOP_REPLICA(5, "StopReplica", 0, 4, 2),
    UPDATE_METADATA(6, "UpdateMetadata", 0, 8, 6),
    CONTROLLED_SHUTDOWN(7, "ControlledShutdown", 0, 3, 3),
    OFFSET_COMMIT(8, "OffsetCommit", 0, 10, 8, Served.versions(0, 10)),
    OFFSET_FETCH(9, "OffsetFetch", 0, 10, 6, Served.versions(0, 10)),
    FIND_COORDINATOR(10, "FindCoordinator", 0, 6, 3, Served.versions(0, 6)),
    JOIN_GROUP(11, "JoinGroup", 0, 9, 6, Served.versions(0, 9)),
    HEARTBEAT(12, "Heartbeat", 0, 4, 4, Served.versions(0, 4)),
    LEAVE_GROUP(13, "LeaveGroup", 0, 5, 4, Served.versions(0, 5)),
    SYNC_GROUP(14, "SyncGroup", 0, 5, 4, Served.versions(0, 5)),
    DESCRIBE_GROUPS(15, "DescribeGroups", 0, 6, 5, Served.versions(0, 6)),
    LIST_GROUPS(16, "ListGroups", 0, 5, 3, Served.versions(0, 5)),
    SASL_HANDSHAKE(17, "SaslHandshake", 0, 1, Never.FLEXIBLE),
    API_VERSIONS(18, "ApiVersions", 0, 5, 3, Served.versions(0, 5)),
    CREATE_TOPICS(19, "CreateTopics", 0, 7, 5, Served.versions(0, 7)),
    DELETE_TOPICS(20, "DeleteTopics", 0, 6, 4, Served.versions(0, 6)),
    DELETE_RECORDS(21, "DeleteRecords", 0, 2, 2, Served.versions(0, 2)),
    INIT_PRODUCER_ID(22, "InitProducerId", 0, 6, 2, Served.versions(0, 5)),
    OFFSET_FOR_LEADER_EPOCH(23, "OffsetForLeaderEpoch", 0, 4, 4, Served.versions(0, 4)),
    ADD_PARTITIONS_TO_TXN(24, "AddPartitionsToTxn", 0, 5, 3),
    ADD_OFFSETS_TO_TXN(25, "AddOffsetsToTxn", 0, 4, 3),
    END_TXN(26, "EndTxn", 0, 5, 3),
    WRITE_TXN_MARKERS(27, "WriteTxnMarkers", 0, 2, 1),
    TXN_OFFSET_COMMIT(28, "TxnOffsetCommit", 0, 6, 3),
    DESCRIBE_ACLS(29, "DescribeAcls", 0, 3, 2, Served.versions(0, 3)),
    CREATE_ACLS(30, "CreateAcls", 0, 3, 2, Served.versions(0, 3)),
    DELETE_ACLS(31, "DeleteAcls", 0, 3, 2, Served.versions(0, 3)),
    DESCRIBE_CONFIGS(32, "DescribeConfigs", 0, 4, 4, Served.versions(0, 4)),
    ALTER_CONFIGS(33, "AlterConfigs", 0, 2, 2, Served.versions(0, 2)),
    ALTER_REPLICA_LOG_DIRS(34, "AlterReplicaLogDirs", 0, 2, 2, Served.versions(0, 2)),
    DESCRIBE_LOG_DIRS(35, "DescribeLogDirs", 0, 5, 2, Served.versions(0, 5)),
    SASL_AUTHENTICATE(36, "SaslAuthenticate", 0, 2, 2),
    CREATE_PARTITIONS(37, "CreatePartitions", 0, 3, 2, Served.versions(0, 3)),
    CREATE_DELEGATION_TOKEN(38, "CreateDelegationToken", 0, 3, 2),
    RENEW_DELEGATION_TOKEN(39, "RenewDelegationToken", 0, 2, 2),
    EXPIRE_DELEGATION_TOKEN(40, "ExpireDelegationToken", 0, 2, 2),
    DESCRIBE_DELEGATION_TOKEN(41, "DescribeDelegationToken", 0, 3, 2),
    DELETE_GROUPS(42, "DeleteGroups", 0, 3, 2, Served.versions(0, 3)),
    ELECT_LEADERS(43, "ElectLeaders", 0, 2, 2, Served.versions(0, 2)),
    INCREMENTAL_ALTER_CONFIGS(44, "IncrementalAlterConfigs", 0, 1, 1, Served.versions(0, 1)),
    ALTER_PARTITION_REASSIGNMENTS(45, "AlterPartitionReassignments", 0, 1, 0, Served.versions(0, 1)),
    LIST_PARTITION_REASSIGNMENTS(46, "ListPartitionReassignments", 0, 0, 0, Served.versions(0, 0)),
    OFFSET_DELETE(47, "OffsetDelete", 0, 0, Never.FLEXIBLE, Served.versions(0, 0)),
    DESCRIBE_CLIENT_QUOTAS(48, "DescribeClientQuotas", 0, 1, 1, Served.versions(0, 1)),
    ALTER_CLIENT_QUOTAS(49, "AlterClientQuotas", 0, 1, 1, Served.versions(0, 1)),
    DESCRIBE_USER_SCRAM_CREDENTIALS(50, "DescribeUserScramCredentials", 0, 0, 0, Served.versions(0, 0)),
    ALTER_USER_SCRAM_CREDENTIALS(51, "AlterUserScramCredentials", 0, 0, 0, Served.versions(0, 0)),
    VOTE(52, "Vote", 0, 2, 0),
    BEGIN_QUORUM_EPOCH(53, "BeginQuorumEpoch", 0, 1, 1),
    END_QUORUM_EPOCH(54, "EndQuorumEpoch", 0, 1, 1),
    DESCRIBE_QUORUM(55, "DescribeQuorum", 0, 2, 0, Served.versions(0, 2)),
    ALTER_PARTITION(56, "AlterPartition", 0, 3, 0, Served.versions(2, 3).forNodes()),
    UPDATE_FEATURES(57, "UpdateFeatures", 0, 2, 0, Served.versions(0, 2)),
    ENVELOPE(58, "Envelope", 0, 0, 0),
    FETCH_SNAPSHOT(59, "FetchSnapshot", 0, 1, 0),
    DESCRIBE_CLUSTER(60, "DescribeCluster", 0, 2, 0, Served.versions(0, 2)),
    DESCRIBE_PRODUCERS(61, "DescribeProducers", 0, 0, 0, Served.versions(0, 0)),
    BROKER_REGISTRATION(62, "BrokerRegistration", 0, 4, 0, Served.versions(0, 4).forNodes()),
    BROKER_HEARTBEAT(63, "BrokerHeartbeat", 0, 2, 0, Served.versions(0, 2).forNodes()),
    UNREGISTER_BROKER(64, "UnregisterBroker", 0, 0, 0, Served.versions(0, 0)),
    DESCRIBE_TRANSACTIONS(65, "DescribeTransactions", 0, 0, 0),
    LIST_TRANSACTIONS(66, "ListTransactions", 0, 2, 0),
    ALLOCATE_PRODUCER_IDS(
            67, "AllocateProducerIds", 0, 0, 0, Served.versions(0, 0).forNodes()),
    CONSUMER_GROUP_HEARTBEAT(68, "ConsumerGroupHeartbeat", 0, 1, 0),
    CONSUMER_GROUP_DESCRIBE(69, "ConsumerGroupDescribe", 0, 1, 0),
    CONTROLLER_REGISTRATION(70, "ControllerRegistration", 0, 0, 0),
    GET_TELEMETRY_SUBSCRIPTIONS(
            71, "GetTelemetrySubscriptions", 0, 0, 0, Served.versions(0, 0).unadvertised()),
    PUSH_TELEMETRY(72, "PushTelemetry", 0, 0, 0, Served.versions(0, 0).unadvertised()),
    ASSIGN_REPLICAS_TO_DIRS(
            73, "AssignReplicasToDirs", 0, 0, 0, Served.versions(0, 0).forNodes()),
    LIST_CONFIG_RESOURCES(74, "ListConfigResources", 0, 1, 0, Served.versions(0, 1)),
    DESCRIBE_TOPIC_PARTITIONS(75, "DescribeTopicPartitions", 0, 0, 0, Served.versions(0, 0)),
    SHARE_GROUP_HEARTBEAT(76, "ShareGroupHeartbeat", 0, 1, 0),
    SHARE_GROUP_DESCRIBE(77, "ShareGroupDescribe", 0, 1, 0),
    SHARE_FETCH(78, "ShareFetch", 0, 2, 0),
    SHARE_ACKNOWLEDGE(79, "ShareAcknowledge", 0, 2, 0),
    ADD_RAFT_VOTER(80, "AddRaftVoter", 0, 1, 0),
    REMOVE_RAFT_VOTER(81, "RemoveRaftVoter", 0, 0, 0),
    UPDATE_RAFT_VOTER(82, "UpdateRaftVoter", 0, 0, 0),
    INITIALIZE_SHARE_GROUP_STATE(83, "InitializeShareGroupState", 0, 0, 0),
    READ_SHARE_GROUP_STATE(84, "ReadShareGroupState", 0, 0, 0),
    WRITE_SHARE_GROUP_STATE(85, "WriteShareGroupState", 0, 1, 0),
    DELETE_SHARE_GROUP_STATE(86, "DeleteShareGroupState", 0, 0, 0),
    READ_SHARE_GROUP_STATE_SUMMARY(87, "ReadShareGroupStateSummary", 0, 1, 0),
    STREAMS_GROUP_HEARTBEAT(88, "StreamsGroupHeartbeat", 0, 1, 0),
    STREAMS_GROUP_DESCRIBE(89, "StreamsGroupDescribe", 0, 1, 0),
    DESCRIBE_SHARE_GROUP_OFFSETS(90, "DescribeShareGroupOffsets", 0, 1, 0),
    ALTER_SHARE_GROUP_OFFSETS(91, "AlterShareGroupOffsets", 0, 0, 0),
    DELETE_SHARE_GROUP_OFFSETS(92, "DeleteShareGroupOffsets", 0, 0, 0),
    STREAMS_GROUP_TOPOLOGY_DESCRIPTION_UPDATE(93, "StreamsGroupTopologyDescriptionUpdate", 0, 0, 0),
    UNREGISTER_CONTROLLER(94, "UnregisterController", 0, 0, 0);

    private static final ApiKey[] BY_CODE = byCode();

    private final short code;
    private final String kafkaName;
    private final VersionRange known;
    private final int flexibleSince;
    private final @Nullable Served served;

    /** Known, not served. */
    ApiKey(int code, String kafkaName, int oldest, int newest, int flexibleSince) {
        this(code, kafkaName, oldest, newest, flexibleSince, null);
    }

    ApiKey(int code, String kafkaName, int oldest, int newest, int flexibleSince, @Nullable Served served) {
        this.code = (short) code;
        this.kafkaName = kafkaName;
        this.known = new VersionRange(oldest, newest);
        this.flexibleSince = flexibleSince;
        this.served = served;
    }

    /** The number in the request header. */
    public short code() {
        return code;
    }

    /** The name in Kafka's documentation and metrics. */
    public String kafkaName() {
        return kafkaName;
    }

    /** The versions the codecs can read and write. */
    public VersionRange known() {
        return known;
    }

    /** The versions that have a handler here; null if none has. */
    public @Nullable VersionRange served() {
        return served == null ? null : served.dispatched();
    }

    /** The versions ApiVersions names; null for an API that is not served, or about which clients are not told. */
    public @Nullable VersionRange advertised() {
        return served == null ? null : served.advertised();
    }

    /** Is it served, if at all, only where controllers listen, to other nodes of the cluster? */
    public boolean isForNodes() {
        return served != null && served.amongNodes();
    }

    /** Has this version a handler here? */
    public boolean serves(int version) {
        return served != null && served.dispatched().contains(version);
    }

    /** Does this version use compact lengths and tagged fields (KIP-482)? */
    public boolean flexible(int version) {
        return version >= flexibleSince;
    }

    /** The version of the header in front of a request. Only ControlledShutdown 0 came without a client id. */
    public int requestHeaderVersion(int version) {
        if (this == CONTROLLED_SHUTDOWN && version == 0) {
            return 0;
        }
        return flexible(version) ? 2 : 1;
    }

    /** The version of the header in front of a response. A client cannot know it before it has read ApiVersions: 0 there. */
    public int responseHeaderVersion(int version) {
        return flexible(version) && this != API_VERSIONS ? 1 : 0;
    }

    /** The API with this code; null if there is none. */
    public static @Nullable ApiKey of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static ApiKey[] byCode() {
        var all = values();
        for (var i = 0; i < all.length; i++) {
            if (all[i].code != i) {
                throw new IllegalStateException("codes are not consecutive at " + all[i]);
            }
        }
        return all;
    }

    /** For the last column: no version is flexible. */
    private static final class Never {
        static final int FLEXIBLE = Integer.MAX_VALUE;
    }
}
