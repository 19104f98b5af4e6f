package io.ottla.replication.machine;

import io.ottla.base.OwnedBy;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.ControlRecords;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.compress.Decompressors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the changes back out of a log, bite by bite. What a transaction has written takes effect where its marker stands. Used by one
 * background task at a time.
 */
@OwnedBy(OwnedBy.Owner.BACKGROUND)
final class Loading<C> {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);

    private final String name;
    private final ChangeCodec<C> codec;
    private final Batches batches = new Batches();
    private final Decompressors decompressors = new Decompressors();
    private final RecordCursor records = new RecordCursor(decompressors);
    /** By producer: what its open transaction has written so far. */
    private final Map<Long, List<C>> undecided = new HashMap<>();

    private long nextOffset;

    /**
     * Some changes of the log.
     *
     * @param nextOffset where the next bite begins
     */
    record Bite<C>(List<C> changes, long nextOffset) {}

    /** @param name of the partition, for the log */
    Loading(String name, ChangeCodec<C> codec, long fromOffset) {
        this.name = name;
        this.codec = codec;
        this.nextOffset = fromOffset;
    }

    /** The changes in these batches, in their order. */
    Bite<C> decode(ByteBuffer bytes) {
        List<C> changes = new ArrayList<>();
        batches.over(bytes);
        while (batches.next()) {
            RecordBatch batch = batches.batch();
            if (batch.lastOffset() >= nextOffset) {
                take(batch, changes);
                nextOffset = batch.nextOffset();
            }
        }
        return new Bite<>(changes, nextOffset);
    }

    private void take(RecordBatch batch, List<C> changes) {
        try {
            records.over(batch);
            if (batch.isControl()) {
                end(batch, changes);
            } else if (batch.isTransactional()) {
                List<C> open = undecided.computeIfAbsent(batch.producerId(), producer -> new ArrayList<>());
                takeRecords(open);
            } else {
                takeRecords(changes);
            }
        } catch (MalformedMessage damage) {
            LOG.error("The batch at {} of {} cannot be read and is passed over: {}", batch, name, damage.getMessage());
        }
    }

    private void takeRecords(List<C> changes) {
        while (records.next()) {
            if (records.offset() >= nextOffset) {
                C change = read();
                if (change != null) {
                    changes.add(change);
                }
            }
        }
    }

    private @Nullable C read() {
        ByteBuffer key = records.key();
        if (key == null) {
            LOG.warn("The record at {} of {} has no key and is passed over", records.offset(), name);
            return null;
        }
        try {
            return codec.read(new StoredRecord(key, records.value()));
        } catch (MalformedMessage unreadable) {
            LOG.warn(
                    "The record at {} of {} cannot be read and is passed over: {}",
                    records.offset(),
                    name,
                    unreadable.getMessage());
            return null;
        }
    }

    private void end(RecordBatch batch, List<C> changes) {
        while (records.next()) {
            ByteBuffer key = records.key();
            var type = key == null ? null : ControlRecords.type(key).orElse(null);
            if (type == ControlRecords.Type.COMMIT || type == ControlRecords.Type.ABORT) {
                List<C> ended = undecided.remove(batch.producerId());
                if (ended != null && type == ControlRecords.Type.COMMIT) {
                    changes.addAll(ended);
                }
            }
        }
    }
}
