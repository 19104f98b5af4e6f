package io.ottla.wire.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.ottla.wire.MalformedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG.Bits;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

/** Compressed streams as clients of all kinds write them. */
final class DecompressorTest {
    private static final int LIMIT = 64 << 20;

    private final Decompressors decompressors = new Decompressors();

    private byte[] unfold(Compression compression, byte[] compressed) {
        return unfold(compression, ByteBuffer.wrap(compressed), LIMIT);
    }

    private byte[] unfold(Compression compression, ByteBuffer compressed, long limit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Decompressor pieces =
                decompressors.open(compression, compressed, compressed.position(), compressed.limit(), limit);
        for (ByteBuffer piece = pieces.next(); piece.hasRemaining(); piece = pieces.next()) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(piece.position(), bytes);
            out.writeBytes(bytes);
        }
        assertFalse(pieces.next().hasRemaining());
        return out.toByteArray();
    }

    private static byte[] compress(Compression compression, byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressed = Compressor.of(compression).open(out)) {
            for (byte[] part : parts) {
                compressed.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] text(int bytes) {
        byte[] text = new byte[bytes];
        Random random = new Random(bytes);
        for (int i = 0; i < bytes; i++) {
            text[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : 'a');
        }
        return text;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void what_is_compressed_comes_back(Compression compression) {
        for (int size : new int[] {1, 100, 32 << 10, (64 << 10) + 1, 3_000_000}) {
            byte[] text = text(size);
            assertArrayEquals(text, unfold(compression, compress(compression, text)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void the_place_of_the_bytes_does_not_matter(Compression compression) {
        byte[] text = text(200_000);
        byte[] compressed = compress(compression, text);
        ByteBuffer heap = ByteBuffer.allocate(compressed.length + 20).put(7, compressed);
        ByteBuffer direct = ByteBuffer.allocateDirect(compressed.length + 20).put(7, compressed);
        for (ByteBuffer place : List.of(
                heap, direct, heap.asReadOnlyBuffer(), direct.asReadOnlyBuffer(), heap.slice(2, heap.capacity() - 2))) {
            int at = place.capacity() == heap.capacity() ? 7 : 5;
            place.position(at).limit(at + compressed.length);
            assertArrayEquals(text, unfold(compression, place, LIMIT));
            assertEquals(at, place.position());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void the_limit_is_exact_and_told_from_garbage(Compression compression) {
        byte[] text = text(100_000);
        ByteBuffer compressed = ByteBuffer.wrap(compress(compression, text));
        assertArrayEquals(text, unfold(compression, compressed, text.length));
        Decompressor pieces = decompressors.open(compression, compressed, 0, compressed.limit(), text.length - 1);
        assertThrows(MalformedMessage.class, () -> {
            while (pieces.next().hasRemaining()) {}
        });
        assertTrue(pieces.limitExceeded());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_stream_cut_anywhere_is_malformed_or_gives_a_prefix(Compression compression) {
        byte[] text = text(3000);
        byte[] compressed = compress(compression, text);
        for (int length = 0; length < compressed.length; length++) {
            try {
                byte[] unfolded = unfold(compression, ByteBuffer.wrap(compressed, 0, length), LIMIT);
                assertArrayEquals(Arrays.copyOf(text, unfolded.length), unfolded);
                assertTrue(unfolded.length < text.length || length > compressed.length - 8);
            } catch (MalformedMessage e) {
                assertFalse(decompressors
                        .open(compression, ByteBuffer.wrap(compressed), 0, compressed.length, 1)
                        .limitExceeded());
            }
        }
    }

    @Nested
    final class Gzip {
        @Test
        void members_may_follow_one_another_and_other_bytes_the_last() {
            byte[] one = compress(Compression.GZIP, text(100_000));
            byte[] two = compress(Compression.GZIP, text(10));
            byte[] joined = join(text(100_000), text(10));
            assertArrayEquals(joined, unfold(Compression.GZIP, join(one, two)));
            assertArrayEquals(joined, unfold(Compression.GZIP, join(one, two, new byte[30])));
        }

        @Test
        void headers_with_names_and_extras_are_passed_over() throws IOException {
            byte[] plain = compress(Compression.GZIP, text(1000));
            byte[] extras = {
                (byte) 0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0, 3, 0, 1, 2, 3, 'n', 0, 'c', 'c', 0, 9, 9
            };
            assertArrayEquals(
                    text(1000), unfold(Compression.GZIP, join(extras, Arrays.copyOfRange(plain, 10, plain.length))));
            for (int cut = 0; cut < extras.length; cut++) {
                byte[] header = Arrays.copyOf(extras, cut);
                assertThrows(MalformedMessage.class, () -> unfold(Compression.GZIP, header));
            }
        }

        @Test
        void checksum_and_length_of_a_member_are_verified() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(text(1000));
            }
            for (int back = 1; back <= 8; back++) {
                byte[] wrong = out.toByteArray();
                wrong[wrong.length - back] ^= 1;
                assertThrows(MalformedMessage.class, () -> unfold(Compression.GZIP, wrong));
            }
        }
    }

    @Nested
    final class SnappyStreams {
        @Test
        void a_raw_block_without_a_frame_is_read() throws IOException {
            assertArrayEquals(text(100_000), unfold(Compression.SNAPPY, Snappy.compress(text(100_000))));
            assertArrayEquals(text(3), unfold(Compression.SNAPPY, Snappy.compress(text(3))));
        }

        @Test
        void frames_may_follow_one_another() {
            byte[] one = compress(Compression.SNAPPY, text(100_000));
            byte[] two = compress(Compression.SNAPPY, text(10));
            assertArrayEquals(join(text(100_000), text(10)), unfold(Compression.SNAPPY, join(one, two)));
        }

        @Test
        void the_frame_is_the_java_clients_with_versions_of_one() {
            byte[] frame = compress(Compression.SNAPPY, text(10));
            assertEquals(SnappyDecompressor.FRAME_MAGIC, ByteBuffer.wrap(frame).getLong());
            assertEquals(1, ByteBuffer.wrap(frame).getInt(8));
            assertEquals(1, ByteBuffer.wrap(frame).getInt(12));
        }

        @Test
        void a_block_that_claims_more_than_it_can_hold_gets_no_memory() {
            byte[] claims = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0, 'a'};
            assertThrows(MalformedMessage.class, () -> unfold(Compression.SNAPPY, claims));
        }
    }

    @Nested
    final class Lz4Frames {
        private byte[] frame(Bits... flags) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (LZ4FrameOutputStream lz4 = new LZ4FrameOutputStream(out, BLOCKSIZE.SIZE_256KB, 300_000, flags)) {
                lz4.write(text(300_000));
            }
            return out.toByteArray();
        }

        @Test
        void other_writers_frames_are_read() throws IOException {
            byte[] text = text(300_000);
            assertArrayEquals(text, unfold(Compression.LZ4, frame(Bits.BLOCK_INDEPENDENCE)));
            assertArrayEquals(text, unfold(Compression.LZ4, frame(Bits.BLOCK_INDEPENDENCE, Bits.BLOCK_CHECKSUM)));
            assertArrayEquals(text, unfold(Compression.LZ4, frame(Bits.BLOCK_INDEPENDENCE, Bits.CONTENT_CHECKSUM)));
            assertArrayEquals(text, unfold(Compression.LZ4, frame(Bits.BLOCK_INDEPENDENCE, Bits.CONTENT_SIZE)));
        }

        @Test
        void blocks_that_do_not_shrink_are_stored() {
            byte[] noise = new byte[200_000];
            new Random(1).nextBytes(noise);
            byte[] frame = compress(Compression.LZ4, noise);
            assertTrue(frame.length < noise.length + 64);
            assertArrayEquals(noise, unfold(Compression.LZ4, frame));
        }

        @Test
        void header_and_block_checksums_are_verified() throws IOException {
            byte[] frame = frame(Bits.BLOCK_INDEPENDENCE, Bits.BLOCK_CHECKSUM);
            for (int at : new int[] {6, 20}) {
                byte[] wrong = frame.clone();
                wrong[at] ^= 0x10;
                assertThrows(MalformedMessage.class, () -> unfold(Compression.LZ4, wrong));
            }
        }

        @Test
        void dependent_blocks_are_refused() throws IOException {
            byte[] frame = frame(Bits.BLOCK_INDEPENDENCE);
            byte[] descriptor = {0x40, frame[5]};
            int hash = net.jpountz.xxhash.XXHashFactory.fastestJavaInstance()
                    .hash32()
                    .hash(descriptor, 0, 2, 0);
            frame[4] = 0x40;
            frame[6] = (byte) (hash >>> 8);
            MalformedMessage refusal = assertThrows(MalformedMessage.class, () -> unfold(Compression.LZ4, frame));
            assertTrue(String.valueOf(refusal.getMessage()).contains("depend"));
        }
    }

    @Nested
    final class ZstdFrames {
        @Test
        void frames_with_and_without_content_size_may_follow_one_another() throws IOException {
            byte[] sized = Zstd.compress(text(300_000));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZstdOutputStream zstd = new ZstdOutputStream(out, 19)) {
                zstd.write(text(10));
            }
            byte[] joined = join(text(300_000), text(10), text(300_000));
            assertArrayEquals(joined, unfold(Compression.ZSTD, join(sized, out.toByteArray(), sized)));
            assertThrows(MalformedMessage.class, () -> unfold(Compression.ZSTD, join(sized, new byte[9])));
        }

        @Test
        void a_window_larger_than_128_mib_is_refused() {
            // magic; no content size, no single segment; window of 2^31 bytes; one raw block of one byte, the last
            byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) ((31 - 10) << 3), 9, 0, 0, 'a'};
            assertThrows(MalformedMessage.class, () -> unfold(Compression.ZSTD, frame));
            frame[5] = (byte) ((27 - 10) << 3);
            assertArrayEquals(new byte[] {'a'}, unfold(Compression.ZSTD, frame));
        }
    }

    @Test
    void levels_are_those_of_the_configuration() {
        assertTrue(Compression.GZIP.allowsLevel(-1));
        assertFalse(Compression.GZIP.allowsLevel(0));
        assertFalse(Compression.GZIP.allowsLevel(10));
        assertTrue(Compression.LZ4.allowsLevel(17));
        assertTrue(Compression.ZSTD.allowsLevel(-131072));
        assertFalse(Compression.ZSTD.allowsLevel(23));
        assertEquals("1 to 9", Compression.GZIP.allowedLevels());
        assertThrows(IllegalArgumentException.class, () -> new Compressor(Compression.LZ4, 18));
        assertEquals(java.util.Optional.of(Compression.ZSTD), Compression.named("zstd"));
        assertFalse(Compression.isKnown(5));
    }
}
