package io.ottla.wire.batch;

import io.ottla.wire.compress.Compressor;
import java.util.Optional;

/**
 * What a topic allows a client to append: its configuration as far as batches are concerned. Immutable.
 *
 * @param maxMessageBytes max.message.bytes: the largest batch, compressed, with its header
 * @param timestampType message.timestamp.type
 * @param timestampBeforeMaxMs message.timestamp.before.max.ms: how much older than now a record may be
 * @param timestampAfterMaxMs message.timestamp.after.max.ms: how much newer than now a record may be
 * @param compacted cleanup.policy contains compact, so that every record needs a key
 * @param compressor compression.type and its level; empty for {@code producer}: whatever the client chose
 * @param maxUncompressedBytes how far a compressed batch may unfold; ours, Kafka has no such bound
 */
public record BatchRules(
        int maxMessageBytes,
        TimestampType timestampType,
        long timestampBeforeMaxMs,
        long timestampAfterMaxMs,
        boolean compacted,
        Optional<Compressor> compressor,
        long maxUncompressedBytes) {

    /** Larger than what any client packs into a batch by default, and unfolded in a tenth of a second. */
    public static final long DEFAULT_MAX_UNCOMPRESSED_BYTES = 128L << 20;

    private static final int DEFAULT_MAX_MESSAGE_BYTES = (1 << 20) + RecordBatch.PREFIX_BYTES;
    private static final long DEFAULT_TIMESTAMP_AFTER_MAX_MS = 3_600_000;

    /** A topic without any configuration of its own. */
    public static BatchRules defaults() {
        return new BatchRules(
                DEFAULT_MAX_MESSAGE_BYTES,
                TimestampType.CREATE_TIME,
                Long.MAX_VALUE,
                DEFAULT_TIMESTAMP_AFTER_MAX_MS,
                false,
                Optional.empty(),
                DEFAULT_MAX_UNCOMPRESSED_BYTES);
    }
}
