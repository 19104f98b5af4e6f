package io.ottla.replication.metadata;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.stored.MetadataRecords;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Changes as another node reads them: written down as records, and read again. */
public final class Rereading {
    private Rereading() {}

    /**
     * The same changes, as another node gets them.
     *
     * @param before the image the changes are made on, which says in what versions they are written
     */
    public static List<MetadataChange> of(List<MetadataChange> changes, ClusterImage before) {
        List<MetadataChange> read = new ArrayList<>();
        for (ByteBuffer value : MetadataBatches.encode(changes, RecordVersions.of(before))) {
            read.add(RecordReader.read(MetadataRecords.read(new WireReader(value))));
        }
        return read;
    }
}
