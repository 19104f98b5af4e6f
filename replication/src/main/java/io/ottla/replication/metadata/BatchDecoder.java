package io.ottla.replication.metadata;

import io.ottla.base.OwnedBy;
import io.ottla.replication.change.MetadataChange;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.compress.Decompressors;
import io.ottla.wire.stored.MetadataRecords;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link MetadataBatches} writes, one batch at a time. */
@OwnedBy(OwnedBy.Owner.CREATOR)
public final class BatchDecoder {
    private final RecordCursor records = new RecordCursor(new Decompressors());
    private final WireReader reader = new WireReader(WireReader.NO_BYTES);

    /**
     * The changes of one batch; none if it is a control batch.
     *
     * @throws MalformedMessage if a record cannot be read
     */
    public List<MetadataChange> decode(RecordBatch batch) {
        if (batch.isControl()) {
            return List.of();
        }
        List<MetadataChange> changes = new ArrayList<>(batch.count());
        records.over(batch);
        while (records.next()) {
            ByteBuffer value = records.value();
            if (value == null) {
                throw new MalformedMessage("metadata record", "at offset " + records.offset() + " has no value");
            }
            changes.add(RecordReader.read(MetadataRecords.read(reader.reset(value))));
        }
        return changes;
    }
}
