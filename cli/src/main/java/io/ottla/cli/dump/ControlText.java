package io.ottla.cli.dump;

import io.ottla.wire.MalformedMessage;
import io.ottla.wire.batch.ControlRecords;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.stored.control.KRaftVersionRecordCodec;
import io.ottla.wire.stored.control.LeaderChangeMessageCodec;
import io.ottla.wire.stored.control.SnapshotFooterRecordCodec;
import io.ottla.wire.stored.control.SnapshotHeaderRecordCodec;
import io.ottla.wire.stored.control.VotersRecordCodec;
import java.nio.ByteBuffer;

/** What a control record says. Stateless. */
final class ControlText {
    private ControlText() {}

    /** The current record of the cursor, which is one of a control batch. */
    static String of(RecordCursor record) {
        var key = record.key();
        var value = record.value();
        if (key == null || value == null) {
            return "controlType: none";
        }
        try {
            return ControlRecords.type(key)
                    .map(type -> text(type, value))
                    .orElseGet(() -> "controlType: UNKNOWN(" + key.getShort(key.position() + Short.BYTES) + ")");
        } catch (MalformedMessage e) {
            return "controlType: unreadable, " + e.getMessage();
        }
    }

    private static String text(ControlRecords.Type type, ByteBuffer value) {
        return switch (type) {
            case ABORT, COMMIT ->
                "endTxnMarker: " + type + " coordinatorEpoch: " + ControlRecords.coordinatorEpoch(value);
            case LEADER_CHANGE -> "LeaderChange: " + json(LeaderChangeMessageCodec.INSTANCE, value);
            case SNAPSHOT_HEADER -> "SnapshotHeader " + json(SnapshotHeaderRecordCodec.INSTANCE, value);
            case SNAPSHOT_FOOTER -> "SnapshotFooter " + json(SnapshotFooterRecordCodec.INSTANCE, value);
            case KRAFT_VERSION -> "KRaftVersion " + json(KRaftVersionRecordCodec.INSTANCE, value);
            case KRAFT_VOTERS -> "KRaftVoters " + json(VotersRecordCodec.INSTANCE, value);
        };
    }

    /** The first field of all of them is their version. */
    private static String json(MessageCodec<? extends Record> codec, ByteBuffer value) {
        if (value.remaining() < Short.BYTES) {
            throw new MalformedMessage("control record", "has " + value.remaining() + " bytes");
        }
        var version = Math.min(value.getShort(value.position()), codec.newestVersion());
        return RecordJson.of(codec.read(new WireReader(value.duplicate()), version), version);
    }
}
