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
import io.ottla.replication.image.ControllerImage;
import io.ottla.replication.image.DelegationToken;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.ScramCredential;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns changes of the image into KRaft's metadata records. {@link RecordReader} is the way back. */
final class RecordMaker {
    private static final byte UNCHANGED = -1;

    private RecordMaker() {}

    /** What says {@code change} in the versions that may be written; what an older version cannot say is left out. */
    static MetadataRecord make(MetadataChange change, RecordVersions versions) {
        if (change instanceof TopicChange c) {
            return topic(c, versions);
        } else if (change instanceof NodeChange c) {
            return node(c, versions);
        } else if (change instanceof SecurityChange c) {
            return security(c);
        } else if (change instanceof ConfigChanged c) {
            return new ConfigRecord(c.resource().type().code(), c.resource().name(), c.name(), c.value());
        } else if (change instanceof FeatureChanged c) {
            return new FeatureLevelRecord(c.feature(), c.level());
        } else if (change instanceof ProducerIdsGiven c) {
            return new ProducerIdsRecord(c.brokerId(), c.brokerEpoch(), c.nextProducerId());
        } else if (change instanceof QuotaChanged c) {
            return quota(c);
        }
        return mark((LogMark) change);
    }

    private static MetadataRecord topic(TopicChange change, RecordVersions versions) {
        if (change instanceof TopicChange.PartitionSet c) {
            return partition(c, versions);
        } else if (change instanceof TopicChange.PartitionChanged c) {
            return changed(c);
        } else if (change instanceof TopicChange.TopicCreated c) {
            return new TopicRecord(c.name(), c.topicId());
        } else if (change instanceof TopicChange.TopicRemoved c) {
            return new RemoveTopicRecord(c.topicId());
        }
        return new ClearElrRecord(((TopicChange.ElrCleared) change).name());
    }

    private static MetadataRecord partition(TopicChange.PartitionSet c, RecordVersions versions) {
        PartitionImage p = c.partition();
        return new PartitionRecord(
                c.index(),
                c.topicId(),
                p.replicas(),
                p.isr(),
                p.removing(),
                p.adding(),
                p.leader(),
                (byte) (p.recovering() ? 1 : 0),
                p.leaderEpoch(),
                p.partitionEpoch(),
                versions.haveDirectories() ? p.directories() : List.of(),
                orNull(p.elr()),
                orNull(p.lastKnownElr()));
    }

    /** What is empty is left out, to save its bytes. */
    private static <T> @Nullable List<T> orNull(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    private static MetadataRecord changed(TopicChange.PartitionChanged c) {
        Boolean recovering = c.recovering();
        return new PartitionChangeRecord(
                c.index(),
                c.topicId(),
                c.isr(),
                c.leader(),
                c.replicas(),
                c.removing(),
                c.adding(),
                recovering == null ? UNCHANGED : (byte) (recovering ? 1 : 0),
                c.directories(),
                c.elr(),
                c.lastKnownElr());
    }

    private static MetadataRecord node(NodeChange change, RecordVersions versions) {
        if (change instanceof NodeChange.BrokerRegistered c) {
            return broker(c.broker(), versions);
        } else if (change instanceof NodeChange.BrokerChanged c) {
            return brokerChanged(c);
        } else if (change instanceof NodeChange.BrokerUnregistered c) {
            return new UnregisterBrokerRecord(c.brokerId(), c.epoch());
        } else if (change instanceof NodeChange.BrokerFenced c) {
            return new FenceBrokerRecord(c.brokerId(), c.epoch());
        } else if (change instanceof NodeChange.BrokerUnfenced c) {
            return new UnfenceBrokerRecord(c.brokerId(), c.epoch());
        } else if (change instanceof NodeChange.ControllerRegistered c) {
            return controller(c.controller());
        }
        return new UnregisterControllerRecord(((NodeChange.ControllerUnregistered) change).controllerId());
    }

    private static MetadataRecord broker(BrokerImage b, RecordVersions versions) {
        return new RegisterBrokerRecord(
                b.id(),
                false,
                b.incarnationId(),
                b.epoch(),
                b.endpoints().stream()
                        .map(e -> new RegisterBrokerRecord.Endpoint(
                                e.listener(), e.host(), e.port(), e.securityProtocol()))
                        .toList(),
                b.features().entrySet().stream()
                        .map(f -> new RegisterBrokerRecord.Feature(
                                f.getKey(), f.getValue().min(), f.getValue().max()))
                        .toList(),
                b.rack(),
                b.fenced(),
                b.inControlledShutdown(),
                versions.haveDirectories() ? b.directories() : List.of(),
                b.cordonedDirectories());
    }

    private static MetadataRecord controller(ControllerImage c) {
        return new RegisterControllerRecord(
                c.id(),
                c.incarnationId(),
                false,
                c.endpoints().stream()
                        .map(e -> new RegisterControllerRecord.Endpoint(
                                e.listener(), e.host(), e.port(), e.securityProtocol()))
                        .toList(),
                c.features().entrySet().stream()
                        .map(f -> new RegisterControllerRecord.Feature(
                                f.getKey(), f.getValue().min(), f.getValue().max()))
                        .toList());
    }

    private static MetadataRecord brokerChanged(NodeChange.BrokerChanged c) {
        Boolean fenced = c.fenced();
        return new BrokerRegistrationChangeRecord(
                c.brokerId(),
                c.epoch(),
                (byte) (fenced == null ? 0 : fenced ? 1 : -1),
                (byte) (c.enteredControlledShutdown() ? 1 : 0),
                c.directories(),
                c.cordonedDirectories());
    }

    private static MetadataRecord quota(QuotaChanged c) {
        Double value = c.value();
        return new ClientQuotaRecord(
                c.entity().parts().stream()
                        .map(part -> new ClientQuotaRecord.Entity(part.type(), part.name()))
                        .toList(),
                c.key(),
                value == null ? 0 : value,
                value == null);
    }

    private static MetadataRecord security(SecurityChange change) {
        if (change instanceof SecurityChange.ScramSet c) {
            ScramCredential s = c.credential();
            return new UserScramCredentialRecord(
                    c.key().user(),
                    c.key().mechanism(),
                    s.salt().duplicate(),
                    s.storedKey().duplicate(),
                    s.serverKey().duplicate(),
                    s.iterations());
        } else if (change instanceof SecurityChange.ScramRemoved c) {
            return new RemoveUserScramCredentialRecord(c.key().user(), c.key().mechanism());
        } else if (change instanceof SecurityChange.AccessRuleAdded c) {
            return accessRule(c.rule());
        } else if (change instanceof SecurityChange.AccessRuleRemoved c) {
            return new RemoveAccessControlEntryRecord(c.id());
        } else if (change instanceof SecurityChange.TokenSet c) {
            return token(c.token());
        }
        return new RemoveDelegationTokenRecord(((SecurityChange.TokenRemoved) change).tokenId());
    }

    private static MetadataRecord accessRule(AccessRule r) {
        return new AccessControlEntryRecord(
                r.id(),
                r.resourceType(),
                r.resourceName(),
                r.patternType(),
                r.principal(),
                r.host(),
                r.operation(),
                r.permission());
    }

    private static MetadataRecord token(DelegationToken t) {
        return new DelegationTokenRecord(
                t.owner(), t.requester(), t.renewers(), t.issuedMs(), t.maxMs(), t.expiresMs(), t.id());
    }

    private static MetadataRecord mark(LogMark mark) {
        if (mark instanceof LogMark.Begun begun) {
            return new BeginTransactionRecord(begun.name());
        } else if (mark instanceof LogMark.Ended) {
            return new EndTransactionRecord();
        } else if (mark instanceof LogMark.Aborted aborted) {
            return new AbortTransactionRecord(aborted.reason());
        } else if (mark instanceof LogMark.ZkMigration zk) {
            return new ZkMigrationStateRecord(zk.state());
        }
        return new NoOpRecord();
    }
}
