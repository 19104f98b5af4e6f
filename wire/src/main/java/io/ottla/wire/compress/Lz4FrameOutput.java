package io.ottla.wire.compress;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Writes one LZ4 frame as Kafka's clients do: independent blocks of 64 KiB, no checksums but the header's, no content
 * size.
 */
@OwnedBy(CREATOR)
final class Lz4FrameOutput extends OutputStream {
    private static final int BLOCK_BYTES = 64 << 10;
    private static final byte VERSION_1_INDEPENDENT_BLOCKS = 0x60;
    private static final byte BLOCKS_OF_64_KIB = 0x40;
    private static final int STORED = 1 << 31;
    /** The only level that the fast algorithm stands for; all others are searches of that depth. */
    private static final int FAST_LEVEL = Compression.LZ4.defaultLevel();

    private final OutputStream sink;
    private final LZ4Compressor compressor;
    private final byte[] block = new byte[BLOCK_BYTES];
    private final byte[] compressed;
    private final byte[] word = new byte[Integer.BYTES];
    private int blockBytes;
    private boolean closed;

    Lz4FrameOutput(OutputStream sink, int level) throws IOException {
        this.sink = sink;
        LZ4Factory factory = LZ4Factory.fastestInstance();
        compressor = level == FAST_LEVEL ? factory.fastCompressor() : factory.highCompressor(level);
        compressed = new byte[compressor.maxCompressedLength(BLOCK_BYTES)];
        writeHeader();
    }

    private void writeHeader() throws IOException {
        byte[] descriptor = {VERSION_1_INDEPENDENT_BLOCKS, BLOCKS_OF_64_KIB};
        int hash = XXHashFactory.fastestInstance().hash32().hash(descriptor, 0, descriptor.length, 0);
        writeWord(Lz4Decompressor.FRAME_MAGIC);
        sink.write(descriptor);
        sink.write(hash >>> 8);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int now = Math.min(length - done, BLOCK_BYTES - blockBytes);
            System.arraycopy(bytes, offset + done, block, blockBytes, now);
            blockBytes += now;
            done += now;
            if (blockBytes == BLOCK_BYTES) {
                writeBlock();
            }
        }
    }

    private void writeBlock() throws IOException {
        if (blockBytes == 0) {
            return;
        }
        int bytes = compressor.compress(block, 0, blockBytes, compressed, 0);
        if (bytes < blockBytes) {
            writeWord(bytes);
            sink.write(compressed, 0, bytes);
        } else {
            writeWord(blockBytes | STORED);
            sink.write(block, 0, blockBytes);
        }
        blockBytes = 0;
    }

    private void writeWord(int value) throws IOException {
        ByteBuffer.wrap(word).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
        sink.write(word);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writeBlock();
            writeWord(0);
            sink.close();
        }
    }
}
