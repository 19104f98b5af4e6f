package io.ottla.wire;

import org.jspecify.annotations.Nullable;

/** Every error code of Kafka's protocol under Kafka's name. Immutable. */
public enum ErrorCode {
    UNKNOWN_SERVER_ERROR(
            -1, false, "Something failed here that has no code of its own; the log of the broker tells more."),
    NONE(0, false, null),
    OFFSET_OUT_OF_RANGE(1, false, "There is no such offset in the log: it lies before its start or after its end."),
    CORRUPT_MESSAGE(2, true, "The record batch is damaged: its checksum, its size or its structure does not hold."),
    UNKNOWN_TOPIC_OR_PARTITION(3, true, "No such topic or partition on this broker."),
    INVALID_FETCH_SIZE(4, false, "The asked number of bytes to fetch makes no sense."),
    LEADER_NOT_AVAILABLE(5, true, "The partition has no leader at the moment; one is being chosen."),
    NOT_LEADER_OR_FOLLOWER(6, true, "This broker does not lead the partition, or holds no replica of it."),
    REQUEST_TIMED_OUT(7, true, "The time allowed for the request has run out."),
    BROKER_NOT_AVAILABLE(8, false, "The broker cannot be reached now."),
    REPLICA_NOT_AVAILABLE(9, true, "The replica of this partition cannot serve now."),
    MESSAGE_TOO_LARGE(10, false, "The record batch is larger than max.message.bytes allows."),
    STALE_CONTROLLER_EPOCH(11, false, "Another controller has taken over since."),
    OFFSET_METADATA_TOO_LARGE(
            12, false, "The text attached to the committed offset is longer than offset.metadata.max.bytes."),
    NETWORK_EXCEPTION(13, true, "The connection broke before an answer came."),
    COORDINATOR_LOAD_IN_PROGRESS(14, true, "The coordinator is still reading its state."),
    COORDINATOR_NOT_AVAILABLE(15, true, "There is no coordinator for this key at the moment."),
    NOT_COORDINATOR(16, true, "This broker does not coordinate that key; ask for its coordinator anew."),
    INVALID_TOPIC_EXCEPTION(17, false, "The topic may not be named or used like this."),
    RECORD_LIST_TOO_LARGE(18, false, "The record batch does not fit into one log segment."),
    NOT_ENOUGH_REPLICAS(19, true, "Fewer replicas are in sync than min.insync.replicas asks for; nothing was written."),
    NOT_ENOUGH_REPLICAS_AFTER_APPEND(
            20, true, "The records were written, but to fewer in-sync replicas than min.insync.replicas asks for."),
    INVALID_REQUIRED_ACKS(21, false, "acks must be -1, 0 or 1."),
    ILLEGAL_GENERATION(22, false, "The group is in another generation by now."),
    INCONSISTENT_GROUP_PROTOCOL(23, false, "The member shares no protocol with the group, or offers none."),
    INVALID_GROUP_ID(24, false, "This cannot be the id of a group."),
    UNKNOWN_MEMBER_ID(25, false, "The group has no such member."),
    INVALID_SESSION_TIMEOUT(
            26,
            false,
            "The session timeout lies outside what group.min.session.timeout.ms and group.max.session.timeout.ms allow."),
    REBALANCE_IN_PROGRESS(27, false, "The group is rebalancing; join it again."),
    INVALID_COMMIT_OFFSET_SIZE(28, false, "The offset to commit is too large to be stored."),
    TOPIC_AUTHORIZATION_FAILED(29, false, "Not allowed on this topic."),
    GROUP_AUTHORIZATION_FAILED(30, false, "Not allowed on this group."),
    CLUSTER_AUTHORIZATION_FAILED(31, false, "Not allowed on the cluster."),
    INVALID_TIMESTAMP(32, false, "A record's timestamp is too far from the broker's time."),
    UNSUPPORTED_SASL_MECHANISM(33, false, "This listener does not offer that SASL mechanism."),
    ILLEGAL_SASL_STATE(34, false, "The request does not belong into this step of the SASL exchange."),
    UNSUPPORTED_VERSION(35, false, "This version of the request is not served here."),
    TOPIC_ALREADY_EXISTS(36, false, "A topic of this name exists already."),
    INVALID_PARTITIONS(37, false, "The number of partitions is not allowed."),
    INVALID_REPLICATION_FACTOR(
            38, false, "The replication factor is below one or above the number of brokers that could hold a replica."),
    INVALID_REPLICA_ASSIGNMENT(39, false, "The assignment of replicas to brokers is not valid."),
    INVALID_CONFIG(40, false, "A configuration value is not valid."),
    NOT_CONTROLLER(41, true, "This node is not the active controller."),
    INVALID_REQUEST(42, false, "The request contradicts itself or the protocol."),
    UNSUPPORTED_FOR_MESSAGE_FORMAT(43, false, "The record format in use cannot do this."),
    POLICY_VIOLATION(44, false, "A policy of this cluster forbids it."),
    OUT_OF_ORDER_SEQUENCE_NUMBER(45, false, "The sequence number does not follow the last one of this producer."),
    DUPLICATE_SEQUENCE_NUMBER(
            46, false, "The sequence number was seen before, too long ago to say where its records are."),
    INVALID_PRODUCER_EPOCH(47, false, "A producer with a newer epoch writes under this producer id."),
    INVALID_TXN_STATE(48, false, "The transaction is in a state that does not permit this."),
    INVALID_PRODUCER_ID_MAPPING(49, false, "The producer id does not belong to this transactional id."),
    INVALID_TRANSACTION_TIMEOUT(50, false, "The transaction timeout is above transaction.max.timeout.ms."),
    CONCURRENT_TRANSACTIONS(51, true, "An earlier operation on this transaction is not finished yet."),
    TRANSACTION_COORDINATOR_FENCED(52, false, "Another coordinator has taken over this producer's transactions."),
    TRANSACTIONAL_ID_AUTHORIZATION_FAILED(53, false, "Not allowed to use this transactional id."),
    SECURITY_DISABLED(54, false, "No authorizer is configured here."),
    OPERATION_NOT_ATTEMPTED(55, false, "Left undone because another part of the request failed."),
    KAFKA_STORAGE_ERROR(56, true, "The disk that holds this partition failed."),
    LOG_DIR_NOT_FOUND(57, false, "The broker has no such log directory."),
    SASL_AUTHENTICATION_FAILED(58, false, "Who you say you are could not be confirmed."),
    UNKNOWN_PRODUCER_ID(
            59,
            false,
            "Nothing is known of this producer id any more; its records have been deleted or it has been idle too long."),
    REASSIGNMENT_IN_PROGRESS(60, false, "The replicas of this partition are being moved."),
    DELEGATION_TOKEN_AUTH_DISABLED(61, false, "Delegation tokens are switched off here."),
    DELEGATION_TOKEN_NOT_FOUND(62, false, "There is no such delegation token."),
    DELEGATION_TOKEN_OWNER_MISMATCH(63, false, "You are neither owner nor renewer of this delegation token."),
    DELEGATION_TOKEN_REQUEST_NOT_ALLOWED(
            64, false, "Delegation tokens cannot be asked for over this kind of connection."),
    DELEGATION_TOKEN_AUTHORIZATION_FAILED(65, false, "Not allowed on this delegation token."),
    DELEGATION_TOKEN_EXPIRED(66, false, "The delegation token has expired."),
    INVALID_PRINCIPAL_TYPE(67, false, "Principals of this type are not known here."),
    NON_EMPTY_GROUP(68, false, "The group still has members."),
    GROUP_ID_NOT_FOUND(69, false, "There is no such group."),
    FETCH_SESSION_ID_NOT_FOUND(70, true, "The fetch session is gone; start a new one."),
    INVALID_FETCH_SESSION_EPOCH(71, true, "The fetch session is at another epoch."),
    LISTENER_NOT_FOUND(72, true, "The leader has no listener of the name this request came in through."),
    TOPIC_DELETION_DISABLED(73, false, "Deleting topics is switched off."),
    FENCED_LEADER_EPOCH(74, true, "The leader epoch of the request is in the past."),
    UNKNOWN_LEADER_EPOCH(75, true, "The leader epoch of the request is not known here yet."),
    UNSUPPORTED_COMPRESSION_TYPE(76, false, "This version of the request cannot carry records compressed like that."),
    STALE_BROKER_EPOCH(77, false, "The broker has been registered anew since."),
    OFFSET_NOT_AVAILABLE(78, true, "The new leader does not know yet how far the log is committed."),
    MEMBER_ID_REQUIRED(79, false, "Join once more with the member id given in this answer."),
    PREFERRED_LEADER_NOT_AVAILABLE(80, true, "The preferred leader cannot lead now."),
    GROUP_MAX_SIZE_REACHED(81, false, "The group is full."),
    FENCED_INSTANCE_ID(82, false, "Another member has taken over this group.instance.id."),
    ELIGIBLE_LEADERS_NOT_AVAILABLE(83, true, "None of the replicas that could lead is available."),
    ELECTION_NOT_NEEDED(84, true, "The partition is led as wished already."),
    NO_REASSIGNMENT_IN_PROGRESS(85, false, "The replicas of this partition are not being moved."),
    GROUP_SUBSCRIBED_TO_TOPIC(86, false, "The group reads this topic, so its offsets stay."),
    INVALID_RECORD(87, false, "A record breaks a rule of this topic or of the record format."),
    UNSTABLE_OFFSET_COMMIT(88, true, "An open transaction may still change these offsets."),
    THROTTLING_QUOTA_EXCEEDED(89, true, "The quota is used up for now."),
    PRODUCER_FENCED(90, false, "A newer producer works under this transactional id."),
    RESOURCE_NOT_FOUND(91, false, "What the request refers to does not exist."),
    DUPLICATE_RESOURCE(92, false, "The request names the same thing twice."),
    UNACCEPTABLE_CREDENTIAL(93, false, "The credential is too weak or otherwise not acceptable."),
    INCONSISTENT_VOTER_SET(94, false, "Sender or receiver is not a voter as the other one sees it."),
    INVALID_UPDATE_VERSION(95, false, "The metadata was changed from another version than the current one."),
    FEATURE_UPDATE_FAILED(96, false, "The features could not be updated."),
    PRINCIPAL_DESERIALIZATION_FAILURE(97, false, "The principal inside a forwarded request could not be read."),
    SNAPSHOT_NOT_FOUND(98, false, "There is no such snapshot."),
    POSITION_OUT_OF_RANGE(99, false, "The position lies outside the snapshot."),
    UNKNOWN_TOPIC_ID(100, true, "No topic of this id on this broker."),
    DUPLICATE_BROKER_REGISTRATION(101, false, "Another broker is registered under this id."),
    BROKER_ID_NOT_REGISTERED(102, false, "No broker is registered under this id."),
    INCONSISTENT_TOPIC_ID(103, true, "The partition here belongs to a topic with another id."),
    INCONSISTENT_CLUSTER_ID(104, false, "The request is meant for another cluster."),
    TRANSACTIONAL_ID_NOT_FOUND(105, false, "There is no such transactional id."),
    FETCH_SESSION_TOPIC_ID_ERROR(106, true, "A fetch session uses topic ids or topic names, not both."),
    INELIGIBLE_REPLICA(107, false, "A replica that may not be in sync was put into the ISR."),
    NEW_LEADER_ELECTED(108, false, "The change was made, and with it another replica has become leader."),
    OFFSET_MOVED_TO_TIERED_STORAGE(109, false, "The offset is to be found in remote storage only."),
    FENCED_MEMBER_EPOCH(110, false, "The group has moved past this member; give up its partitions and join again."),
    UNRELEASED_INSTANCE_ID(111, false, "Another member still holds this group.instance.id."),
    UNSUPPORTED_ASSIGNOR(112, false, "The group cannot use this assignor."),
    STALE_MEMBER_EPOCH(113, false, "The member epoch is behind; heartbeat first, then try again."),
    MISMATCHED_ENDPOINT_TYPE(
            114, false, "Brokers and controllers are asked on different endpoints; this is the other one."),
    UNSUPPORTED_ENDPOINT_TYPE(115, false, "There is no such type of endpoint here."),
    UNKNOWN_CONTROLLER_ID(116, false, "There is no controller of this id."),
    UNKNOWN_SUBSCRIPTION_ID(117, false, "The telemetry subscription has changed; ask for it again."),
    TELEMETRY_TOO_LARGE(118, false, "More telemetry was sent than the broker takes at once."),
    INVALID_REGISTRATION(119, false, "The controller does not accept the registration as it is."),
    TRANSACTION_ABORTABLE(120, false, "The transaction cannot go on; abort it and start another."),
    INVALID_RECORD_STATE(121, false, "The record is not held by this member any more."),
    SHARE_SESSION_NOT_FOUND(122, true, "The share session is gone; start a new one."),
    INVALID_SHARE_SESSION_EPOCH(123, true, "The share session is at another epoch."),
    FENCED_STATE_EPOCH(124, false, "The state of the share partition has moved to a newer epoch."),
    INVALID_VOTER_KEY(125, false, "The key of the voter is not that of this replica."),
    DUPLICATE_VOTER(126, false, "This replica is a voter already."),
    VOTER_NOT_FOUND(127, false, "This replica is not a voter."),
    INVALID_REGULAR_EXPRESSION(128, false, "The regular expression does not parse."),
    REBOOTSTRAP_REQUIRED(
            129,
            false,
            "What the client knows of the cluster is outdated; it has to start from its bootstrap servers."),
    STREAMS_INVALID_TOPOLOGY(130, false, "The topology cannot be used."),
    STREAMS_INVALID_TOPOLOGY_EPOCH(131, false, "The topology epoch cannot be used."),
    STREAMS_TOPOLOGY_FENCED(132, false, "The group runs a newer topology."),
    SHARE_SESSION_LIMIT_REACHED(133, true, "No further share session is possible now."),
    GROUP_DELETION_FAILED(134, false, "The group could not be deleted; the message beside it says why."),
    STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED(
            135, false, "The description of the topology could not be taken; the message beside it says why."),
    CONTROLLER_ID_NOT_REGISTERED(136, false, "No controller is registered under this id.");

    private static final ErrorCode[] BY_CODE = byCode();

    private final short code;
    private final boolean retriable;
    private final @Nullable String message;

    ErrorCode(int code, boolean retriable, @Nullable String message) {
        this.code = (short) code;
        this.retriable = retriable;
        this.message = message;
    }

    /** The number on the wire. */
    public short code() {
        return code;
    }

    /** What went wrong, in one sentence for a person; null for {@link #NONE} only. */
    public @Nullable String message() {
        return message;
    }

    /** May the same request succeed later, as stock clients see it? */
    public boolean retriable() {
        return retriable;
    }

    /** The error with this number, {@link #UNKNOWN_SERVER_ERROR} if there is none. */
    public static ErrorCode of(int code) {
        return code >= -1 && code + 1 < BY_CODE.length ? BY_CODE[code + 1] : UNKNOWN_SERVER_ERROR;
    }

    private static ErrorCode[] byCode() {
        var all = values();
        for (var i = 0; i < all.length; i++) {
            if (all[i].code != i - 1) {
                throw new IllegalStateException("codes are not consecutive at " + all[i]);
            }
        }
        return all;
    }
}
