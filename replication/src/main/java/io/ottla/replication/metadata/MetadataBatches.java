package io.ottla.replication.metadata;

import io.ottla.replication.change.MetadataChange;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.batch.ControlRecords;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.stored.MetadataRecords;
import io.ottla.wire.stored.control.LeaderChangeMessage;
import io.ottla.wire.stored.control.LeaderChangeMessageCodec;
import io.ottla.wire.stored.control.SnapshotFooterRecord;
import io.ottla.wire.stored.control.SnapshotFooterRecordCodec;
import io.ottla.wire.stored.control.SnapshotHeaderRecord;
import io.ottla.wire.stored.control.SnapshotHeaderRecordCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The record batches of the metadata log and its snapshots, as KRaft writes them. */
public final class MetadataBatches {
    private MetadataBatches() {}

    /** Each change as the value of a record, frame included. */
    public static List<ByteBuffer> encode(List<MetadataChange> changes, RecordVersions versions) {
        WireWriter out = new WireWriter();
        int[] ends = new int[changes.size()];
        for (int i = 0; i < ends.length; i++) {
            MetadataRecord record = RecordMaker.make(changes.get(i), versions);
            MetadataRecords.write(record, out, versions.of(record));
            ends[i] = out.bytesWritten();
        }
        ByteBuffer all = out.toByteBuffer();
        List<ByteBuffer> values = new ArrayList<>(ends.length);
        int from = 0;
        for (int end : ends) {
            values.add(all.slice(from, end - from));
            from = end;
        }
        return values;
    }

    /** Where a batch stands. */
    public record Place(long baseOffset, int epoch, long timestampMs) {}

    /** A batch of what {@link #encode} has made. */
    public static ByteBuffer data(Place place, List<ByteBuffer> values) {
        BatchBuilder builder = new BatchBuilder().baseOffset(place.baseOffset()).leaderEpoch(place.epoch());
        values.forEach(value -> builder.append(place.timestampMs(), null, value, List.of()));
        return builder.build();
    }

    /** Says that {@code nodeId}, one of the voters, leads from here on. */
    public static ByteBuffer leaderChange(Place place, int nodeId, Collection<Integer> voterIds) {
        List<LeaderChangeMessage.Voter> voters = voterIds.stream()
                .map(id -> new LeaderChangeMessage.Voter(id, Uuid.ZERO))
                .toList();
        WireWriter value = new WireWriter();
        LeaderChangeMessageCodec.INSTANCE.write(new LeaderChangeMessage((short) 0, nodeId, voters, voters), value, 0);
        return control(place, new Control(ControlRecords.Type.LEADER_CHANGE, value.toByteBuffer()));
    }

    /** @param timestampMs of the last record the snapshot contains */
    static Control snapshotHeader(long timestampMs) {
        WireWriter value = new WireWriter();
        SnapshotHeaderRecordCodec.INSTANCE.write(new SnapshotHeaderRecord((short) 0, timestampMs), value, 0);
        return new Control(ControlRecords.Type.SNAPSHOT_HEADER, value.toByteBuffer());
    }

    static Control snapshotFooter() {
        WireWriter value = new WireWriter();
        SnapshotFooterRecordCodec.INSTANCE.write(new SnapshotFooterRecord((short) 0), value, 0);
        return new Control(ControlRecords.Type.SNAPSHOT_FOOTER, value.toByteBuffer());
    }

    /** One control record. {@code value} is read from a duplicate. */
    record Control(ControlRecords.Type type, ByteBuffer value) {}

    static ByteBuffer control(Place place, Control... records) {
        BatchBuilder builder = new BatchBuilder()
                .baseOffset(place.baseOffset())
                .leaderEpoch(place.epoch())
                .control();
        for (Control record : records) {
            builder.append(
                    place.timestampMs(),
                    ControlRecords.key(record.type()),
                    record.value().duplicate(),
                    List.of());
        }
        return builder.build();
    }
}
