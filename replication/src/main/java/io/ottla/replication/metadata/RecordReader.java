package io.ottla.replication.metadata;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.LogMark;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.NodeChange;
import io.ottla.replication.change.ProducerIdsGiven;
import io.ottla.replication.change.QuotaChanged;
import io.ottla.replication.change.SecurityChange;
import io.ottla.replication.change.TopicChange;
import io.ottla.replication.image.AccessRule;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.ControllerImage;
import io.ottla.replication.image.DelegationToken;
import io.ottla.replication.image.Directories;
import io.ottla.replication.image.Endpoint;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.QuotaEntity;
import io.ottla.replication.image.ScramCredential;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.stored.cluster.AbortTransactionRecord;
import io.ottla.wire.stored.cluster.BeginTransactionRecord;
import io.ottla.wire.stored.cluster.BrokerRegistrationChangeRecord;
import io.ottla.wire.stored.cluster.ClearElrRecord;
import io.ottla.wire.stored.cluster.ClientQuotaRecord;
import io.ottla.wire.stored.cluster.ConfigRecord;
import io.ottla.wire.stored.cluster.EndTransactionRecord;
import io.ottla.wire.stored.cluster.FeatureLevelRecord;
import io.ottla.wire.stored.cluster.FenceBrokerRecord;
import io.ottla.wire.stored.cluster.NoOpRecord;
import io.ottla.wire.stored.cluster.PartitionChangeRecord;
import io.ottla.wire.stored.cluster.PartitionRecord;
import io.ottla.wire.stored.cluster.ProducerIdsRecord;
import io.ottla.wire.stored.cluster.RegisterBrokerRecord;
import io.ottla.wire.stored.cluster.RegisterControllerRecord;
import io.ottla.wire.stored.cluster.RemoveTopicRecord;
import io.ottla.wire.stored.cluster.TopicRecord;
import io.ottla.wire.stored.cluster.UnfenceBrokerRecord;
import io.ottla.wire.stored.cluster.UnregisterBrokerRecord;
import io.ottla.wire.stored.cluster.UnregisterControllerRecord;
import io.ottla.wire.stored.cluster.ZkMigrationStateRecord;
import io.ottla.wire.stored.security.AccessControlEntryRecord;
import io.ottla.wire.stored.security.DelegationTokenRecord;
import io.ottla.wire.stored.security.RemoveAccessControlEntryRecord;
import io.ottla.wire.stored.security.RemoveDelegationTokenRecord;
import io.ottla.wire.stored.security.RemoveUserScramCredentialRecord;
import io.ottla.wire.stored.security.UserScramCredentialRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns KRaft's metadata records into changes of the image. {@link RecordMaker} is the way back. */
final class RecordReader {
    private static final byte UNCHANGED = -1;
    private static final List<List<Integer>> SINGLE = single();

    private RecordReader() {}

    private static List<List<Integer>> single() {
        List<List<Integer>> lists = new ArrayList<>();
        for (int id = 0; id < 128; id++) {
            lists.add(List.of(id));
        }
        return lists;
    }

    /**
     * What {@code record} says.
     *
     * @throws MalformedMessage if it is of a type this broker does not know: metadata must not be skipped
     */
    static MetadataChange read(MetadataRecord record) {
        return switch (record.type()) {
            case 0 -> new NodeChange.BrokerRegistered(broker((RegisterBrokerRecord) record));
            case 1 -> unregistered((UnregisterBrokerRecord) record);
            case 2 -> created((TopicRecord) record);
            case 3 -> partition((PartitionRecord) record);
            case 4 -> config((ConfigRecord) record);
            case 5 -> changed((PartitionChangeRecord) record);
            case 7 ->
                new NodeChange.BrokerFenced(((FenceBrokerRecord) record).id(), ((FenceBrokerRecord) record).epoch());
            case 8 ->
                new NodeChange.BrokerUnfenced(
                        ((UnfenceBrokerRecord) record).id(), ((UnfenceBrokerRecord) record).epoch());
            case 9 -> new TopicChange.TopicRemoved(((RemoveTopicRecord) record).topicId());
            case 12 -> feature((FeatureLevelRecord) record);
            case 14 -> quota((ClientQuotaRecord) record);
            case 15 -> producerIds((ProducerIdsRecord) record);
            case 17 -> brokerChanged((BrokerRegistrationChangeRecord) record);
            case 27 -> new NodeChange.ControllerRegistered(controller((RegisterControllerRecord) record));
            case 28 -> new TopicChange.ElrCleared(((ClearElrRecord) record).topicName());
            case 29 -> new NodeChange.ControllerUnregistered(((UnregisterControllerRecord) record).controllerId());
            case 10, 11, 18, 19, 22, 26 -> security(record);
            default -> mark(record);
        };
    }

    private static MetadataChange mark(MetadataRecord record) {
        if (record instanceof NoOpRecord) {
            return new LogMark.Nothing();
        } else if (record instanceof BeginTransactionRecord begin) {
            return new LogMark.Begun(begin.name());
        } else if (record instanceof EndTransactionRecord) {
            return new LogMark.Ended();
        } else if (record instanceof AbortTransactionRecord abort) {
            return new LogMark.Aborted(abort.reason());
        } else if (record instanceof ZkMigrationStateRecord zk) {
            return new LogMark.ZkMigration(zk.zkMigrationState());
        }
        throw new MalformedMessage("metadata record", "of type " + record.type() + " is not known here");
    }

    private static MetadataChange created(TopicRecord r) {
        return new TopicChange.TopicCreated(r.topicId(), r.name());
    }

    private static MetadataChange partition(PartitionRecord r) {
        List<Uuid> directories = r.directories().isEmpty()
                ? Collections.nCopies(r.replicas().size(), Directories.MIGRATING)
                : r.directories();
        return new TopicChange.PartitionSet(
                r.topicId(),
                r.partitionId(),
                new PartitionImage(
                        shared(r.replicas()),
                        directories,
                        shared(r.isr()),
                        orEmpty(r.eligibleLeaderReplicas()),
                        orEmpty(r.lastKnownElr()),
                        shared(r.removingReplicas()),
                        shared(r.addingReplicas()),
                        r.leader(),
                        r.leaderRecoveryState() == 1,
                        r.leaderEpoch(),
                        r.partitionEpoch()));
    }

    private static List<Integer> orEmpty(@Nullable List<Integer> list) {
        return list == null ? List.of() : shared(list);
    }

    /** The same list for all who have the same single broker: in a small cluster that is nearly everybody. */
    private static List<Integer> shared(List<Integer> list) {
        if (list.isEmpty()) {
            return List.of();
        }
        int first = list.get(0);
        return list.size() == 1 && first >= 0 && first < SINGLE.size() ? SINGLE.get(first) : list;
    }

    private static MetadataChange changed(PartitionChangeRecord r) {
        return new TopicChange.PartitionChanged(
                r.topicId(),
                r.partitionId(),
                r.isr(),
                r.leader(),
                r.replicas(),
                r.removingReplicas(),
                r.addingReplicas(),
                r.leaderRecoveryState() == UNCHANGED ? null : Boolean.valueOf(r.leaderRecoveryState() == 1),
                r.directories(),
                r.eligibleLeaderReplicas(),
                r.lastKnownElr());
    }

    private static BrokerImage broker(RegisterBrokerRecord r) {
        Map<String, VersionRange> features = new HashMap<>();
        for (RegisterBrokerRecord.Feature f : r.features()) {
            features.put(f.name(), new VersionRange(f.minSupportedVersion(), f.maxSupportedVersion()));
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (RegisterBrokerRecord.Endpoint e : r.endPoints()) {
            endpoints.add(new Endpoint(e.name(), e.host(), e.port(), e.securityProtocol()));
        }
        return new BrokerImage(
                r.brokerId(),
                r.brokerEpoch(),
                r.incarnationId(),
                endpoints,
                features,
                r.rack(),
                r.fenced(),
                r.inControlledShutdown(),
                r.logDirs(),
                r.cordonedLogDirs());
    }

    private static ControllerImage controller(RegisterControllerRecord r) {
        Map<String, VersionRange> features = new HashMap<>();
        for (RegisterControllerRecord.Feature f : r.features()) {
            features.put(f.name(), new VersionRange(f.minSupportedVersion(), f.maxSupportedVersion()));
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (RegisterControllerRecord.Endpoint e : r.endPoints()) {
            endpoints.add(new Endpoint(e.name(), e.host(), e.port(), e.securityProtocol()));
        }
        return new ControllerImage(r.controllerId(), r.incarnationId(), endpoints, features);
    }

    private static MetadataChange unregistered(UnregisterBrokerRecord r) {
        return new NodeChange.BrokerUnregistered(r.brokerId(), r.brokerEpoch());
    }

    private static MetadataChange brokerChanged(BrokerRegistrationChangeRecord r) {
        Boolean fenced = r.fenced() == 0 ? null : Boolean.valueOf(r.fenced() == 1);
        return new NodeChange.BrokerChanged(
                r.brokerId(), r.brokerEpoch(), fenced, r.inControlledShutdown() == 1, r.logDirs(), r.cordonedLogDirs());
    }

    private static MetadataChange config(ConfigRecord r) {
        return new ConfigChanged(
                new ConfigResource(ConfigResource.Type.of(r.resourceType()), r.resourceName()), r.name(), r.value());
    }

    private static MetadataChange feature(FeatureLevelRecord r) {
        return new FeatureChanged(r.name(), r.featureLevel());
    }

    private static MetadataChange producerIds(ProducerIdsRecord r) {
        return new ProducerIdsGiven(r.brokerId(), r.brokerEpoch(), r.nextProducerId());
    }

    private static MetadataChange quota(ClientQuotaRecord r) {
        QuotaEntity entity = new QuotaEntity(r.entity().stream()
                .map(e -> new QuotaEntity.Part(e.entityType(), e.entityName()))
                .toList());
        return new QuotaChanged(entity, r.key(), r.remove() ? null : Double.valueOf(r.value()));
    }

    private static MetadataChange security(MetadataRecord record) {
        if (record instanceof UserScramCredentialRecord r) {
            return new SecurityChange.ScramSet(
                    new ScramCredential.Key(r.name(), r.mechanism()),
                    new ScramCredential(r.salt(), r.storedKey(), r.serverKey(), r.iterations()));
        } else if (record instanceof RemoveUserScramCredentialRecord r) {
            return new SecurityChange.ScramRemoved(new ScramCredential.Key(r.name(), r.mechanism()));
        } else if (record instanceof AccessControlEntryRecord r) {
            return new SecurityChange.AccessRuleAdded(new AccessRule(
                    r.id(),
                    r.resourceType(),
                    r.resourceName(),
                    r.patternType(),
                    r.principal(),
                    r.host(),
                    r.operation(),
                    r.permissionType()));
        } else if (record instanceof RemoveAccessControlEntryRecord r) {
            return new SecurityChange.AccessRuleRemoved(r.id());
        } else if (record instanceof DelegationTokenRecord r) {
            return new SecurityChange.TokenSet(new DelegationToken(
                    r.tokenId(),
                    r.owner(),
                    r.requester(),
                    r.renewers(),
                    r.issueTimestamp(),
                    r.maxTimestamp(),
                    r.expirationTimestamp()));
        }
        return new SecurityChange.TokenRemoved(((RemoveDelegationTokenRecord) record).tokenId());
    }
}
