package io.ottla.wire.batch;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import io.ottla.wire.compress.Decompressor;
import io.ottla.wire.compress.Decompressors;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of a validated batch into another codec, piece by piece, without looking at them. Memory is bounded
 * by the largest batch the topic takes.
 */
@OwnedBy(CREATOR)
final class Recompression {
    private static final int COPIED_BYTES = 16 << 10;

    private final Decompressors decompressors;

    Recompression(Decompressors decompressors) {
        this.decompressors = decompressors;
    }

    /**
     * The batch in the wanted codec, at index 0 of a new buffer, its checksum still to be written.
     *
     * @return null if it would be larger than max.message.bytes
     */
    @Nullable
    ByteBuffer rewrite(RecordBatch batch, Compressor wanted, BatchRules rules) {
        GrowingBytes out = new GrowingBytes(RecordBatch.HEADER_BYTES, rules.maxMessageBytes());
        out.copyFrom(batch.buffer(), batch.position(), RecordBatch.HEADER_BYTES);
        try (OutputStream records = wanted.open(out)) {
            pipe(batch, records, rules.maxUncompressedBytes());
        } catch (GrowingBytes.Full e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        ByteBuffer rewritten = out.toByteBuffer();
        rewritten.putInt(RecordBatch.LENGTH, rewritten.limit() - RecordBatch.PREFIX_BYTES);
        int others = batch.attributes() & ~RecordBatch.COMPRESSION_MASK;
        rewritten.putShort(
                RecordBatch.ATTRIBUTES, (short) (others | wanted.compression().code()));
        return rewritten;
    }

    private void pipe(RecordBatch batch, OutputStream records, long limitBytes) throws IOException {
        int from = batch.position() + RecordBatch.HEADER_BYTES;
        int to = batch.position() + batch.sizeInBytes();
        byte[] copied = new byte[COPIED_BYTES];
        if (batch.compression() == Compression.NONE) {
            write(batch.buffer(), from, to, copied, records);
            return;
        }
        Decompressor decompressor = decompressors.open(batch.compression(), batch.buffer(), from, to, limitBytes);
        for (ByteBuffer next = decompressor.next(); next.hasRemaining(); next = decompressor.next()) {
            write(next, next.position(), next.limit(), copied, records);
        }
    }

    private static void write(ByteBuffer source, int from, int to, byte[] copied, OutputStream out) throws IOException {
        int at = from;
        while (at < to) {
            int now = Math.min(to - at, copied.length);
            source.get(at, copied, 0, now);
            out.write(copied, 0, now);
            at += now;
        }
    }
}
