package io.ottla.wire.stored;

import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.stored.cluster.AbortTransactionRecordCodec;
import io.ottla.wire.stored.cluster.BeginTransactionRecordCodec;
import io.ottla.wire.stored.cluster.BrokerRegistrationChangeRecordCodec;
import io.ottla.wire.stored.cluster.ClearElrRecordCodec;
import io.ottla.wire.stored.cluster.ClientQuotaRecordCodec;
import io.ottla.wire.stored.cluster.ConfigRecordCodec;
import io.ottla.wire.stored.cluster.EndTransactionRecordCodec;
import io.ottla.wire.stored.cluster.FeatureLevelRecordCodec;
import io.ottla.wire.stored.cluster.FenceBrokerRecordCodec;
import io.ottla.wire.stored.cluster.NoOpRecordCodec;
import io.ottla.wire.stored.cluster.PartitionChangeRecordCodec;
import io.ottla.wire.stored.cluster.PartitionRecordCodec;
import io.ottla.wire.stored.cluster.ProducerIdsRecordCodec;
import io.ottla.wire.stored.cluster.RegisterBrokerRecordCodec;
import io.ottla.wire.stored.cluster.RegisterControllerRecordCodec;
import io.ottla.wire.stored.cluster.RemoveTopicRecordCodec;
import io.ottla.wire.stored.cluster.TopicRecordCodec;
import io.ottla.wire.stored.cluster.UnfenceBrokerRecordCodec;
import io.ottla.wire.stored.cluster.UnregisterBrokerRecordCodec;
import io.ottla.wire.stored.cluster.UnregisterControllerRecordCodec;
import io.ottla.wire.stored.cluster.ZkMigrationStateRecordCodec;
import io.ottla.wire.stored.security.AccessControlEntryRecordCodec;
import io.ottla.wire.stored.security.DelegationTokenRecordCodec;
import io.ottla.wire.stored.security.RemoveAccessControlEntryRecordCodec;
import io.ottla.wire.stored.security.RemoveDelegationTokenRecordCodec;
import io.ottla.wire.stored.security.RemoveUserScramCredentialRecordCodec;
import io.ottla.wire.stored.security.UserScramCredentialRecordCodec;
import org.jspecify.annotations.Nullable;

/**
 * Records of {@code __cluster_metadata}: the value of a log record is a frame version (1), the type and the version, each an
 * unsigned varint, then the record itself. The key is null. Stateless.
 */
public final class MetadataRecords {
    private static final int FRAME_VERSION = 1;

    private MetadataRecords() {}

    /**
     * Reads one record.
     *
     * @throws MalformedMessage also if type or version is not known: metadata must not be skipped
     */
    public static MetadataRecord read(WireReader in) {
        var frame = in.unsignedVarint("frame version");
        if (frame != FRAME_VERSION) {
            throw new MalformedMessage("frame version", "is " + frame + ", not " + FRAME_VERSION);
        }
        var type = in.unsignedVarint("type");
        var codec = codec(type);
        if (codec == null) {
            throw new MalformedMessage("type", "there is no metadata record " + type);
        }
        return codec.read(in, in.unsignedVarint("version"));
    }

    /** Writes one record in this version, frame included. */
    @SuppressWarnings("unchecked") // the codec found by a record's type is its own
    public static void write(MetadataRecord record, WireWriter out, int version) {
        var codec = codec(record.type());
        if (codec == null) {
            throw new IllegalArgumentException("no codec for " + record);
        }
        out.unsignedVarint(FRAME_VERSION);
        out.unsignedVarint(record.type());
        out.unsignedVarint(version);
        ((MessageCodec<MetadataRecord>) codec).write(record, out, version);
    }

    /** Reads and writes records of this type, without the frame; null if there is none such. */
    public static @Nullable MessageCodec<? extends MetadataRecord> codec(int type) {
        return switch (type) {
            case 0 -> RegisterBrokerRecordCodec.INSTANCE;
            case 1 -> UnregisterBrokerRecordCodec.INSTANCE;
            case 2 -> TopicRecordCodec.INSTANCE;
            case 3 -> PartitionRecordCodec.INSTANCE;
            case 4 -> ConfigRecordCodec.INSTANCE;
            case 5 -> PartitionChangeRecordCodec.INSTANCE;
            case 7 -> FenceBrokerRecordCodec.INSTANCE;
            case 8 -> UnfenceBrokerRecordCodec.INSTANCE;
            case 9 -> RemoveTopicRecordCodec.INSTANCE;
            case 10 -> DelegationTokenRecordCodec.INSTANCE;
            case 11 -> UserScramCredentialRecordCodec.INSTANCE;
            case 12 -> FeatureLevelRecordCodec.INSTANCE;
            case 14 -> ClientQuotaRecordCodec.INSTANCE;
            case 15 -> ProducerIdsRecordCodec.INSTANCE;
            case 17 -> BrokerRegistrationChangeRecordCodec.INSTANCE;
            case 18 -> AccessControlEntryRecordCodec.INSTANCE;
            case 19 -> RemoveAccessControlEntryRecordCodec.INSTANCE;
            case 20 -> NoOpRecordCodec.INSTANCE;
            case 21 -> ZkMigrationStateRecordCodec.INSTANCE;
            case 22 -> RemoveUserScramCredentialRecordCodec.INSTANCE;
            case 23 -> BeginTransactionRecordCodec.INSTANCE;
            case 24 -> EndTransactionRecordCodec.INSTANCE;
            case 25 -> AbortTransactionRecordCodec.INSTANCE;
            case 26 -> RemoveDelegationTokenRecordCodec.INSTANCE;
            case 27 -> RegisterControllerRecordCodec.INSTANCE;
            case 28 -> ClearElrRecordCodec.INSTANCE;
            case 29 -> UnregisterControllerRecordCodec.INSTANCE;
            default -> null;
        };
    }
}
